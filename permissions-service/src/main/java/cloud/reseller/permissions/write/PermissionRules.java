package cloud.reseller.permissions.write;

/**
 * What a permission command is decided by under a rule set. A released set never changes.
 *
 * @param endedCurrencies whether a purchase limit may have a currency that is out of use
 * @param marketsCurrency whether limits and fixed prices have the currency of the customer's market
 * @param azureOwners whether only a subscription of Azure can have an Owner
 * @param anyCase whether what a price is set for is told apart by its letters and not by their case
 */
public record PermissionRules(
    boolean endedCurrencies, boolean marketsCurrency, boolean azureOwners, boolean anyCase) {

  private static final PermissionRules FIRST = new PermissionRules(true, false, false, false);
  private static final PermissionRules SECOND = new PermissionRules(false, false, false, false);
  private static final PermissionRules FROM_THIRD = new PermissionRules(false, true, true, true);

  /** The rules of a set by its number. */
  public static PermissionRules of(int number) {
    return switch (number) {
      case 1 -> FIRST;
      case 2 -> SECOND;
      default -> FROM_THIRD;
    };
  }
}
