package cloud.reseller.permissions.write;

/**
 * The rules for permission commands in a rule set. A released set never changes.
 *
 * @param endedCurrencies whether a purchase limit may be in a currency that is no longer in use
 * @param marketsCurrency whether limits and fixed prices must be in the currency of the customer's
 *     market
 * @param azureOwners whether only Azure subscriptions can have Owners
 * @param anyCase whether targets of price rules are case-insensitive
 */
public record PermissionRules(
    boolean endedCurrencies, boolean marketsCurrency, boolean azureOwners, boolean anyCase) {

  private static final PermissionRules FIRST = new PermissionRules(true, false, false, false);
  private static final PermissionRules SECOND = new PermissionRules(false, false, false, false);
  private static final PermissionRules FROM_THIRD = new PermissionRules(false, true, true, true);

  /** The rules of the set with a number. */
  public static PermissionRules of(int number) {
    return switch (number) {
      case 1 -> FIRST;
      case 2 -> SECOND;
      default -> FROM_THIRD;
    };
  }
}
