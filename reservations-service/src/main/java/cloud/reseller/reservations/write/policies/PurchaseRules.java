package cloud.reseller.reservations.write.policies;

/**
 * What a purchase is decided by under a rule set. A released set never changes.
 *
 * @param ownTenantOnly whether a scope names no tenant but the customer's
 * @param groupsNeedTenant whether a management group is named with its tenant, and by its name or
 *     by its path alike
 * @param sheetsAreDated whether the sheet that began last holds for good while its lines begin and
 *     end by themselves, a partner's before the operator's; else the operator's sheets of the first
 *     form alone count, and one that ends gives way to an older one
 * @param anyCase whether names of the catalogue match in any case, and regions by their display
 *     names too
 * @param markupsBounded whether a price by a markup has the same bound as every other amount
 */
public record PurchaseRules(
    boolean ownTenantOnly,
    boolean groupsNeedTenant,
    boolean sheetsAreDated,
    boolean anyCase,
    boolean markupsBounded) {

  private static final PurchaseRules FIRST = new PurchaseRules(false, false, false, false, false);
  private static final PurchaseRules SECOND = new PurchaseRules(true, false, false, false, false);
  private static final PurchaseRules FROM_THIRD = new PurchaseRules(true, true, true, true, true);

  /** The rules of a set by its number. */
  public static PurchaseRules of(int number) {
    return switch (number) {
      case 1 -> FIRST;
      case 2 -> SECOND;
      default -> FROM_THIRD;
    };
  }

  /** Whether a text of a request is one of the catalogue's names. */
  public boolean matches(String name, String text) {
    return anyCase ? name.equalsIgnoreCase(text) : name.equals(text);
  }
}
