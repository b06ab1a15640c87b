package cloud.reseller.reservations.write.policies;

import cloud.reseller.events.InvisibleCharacters;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.Subscription;
import java.util.Optional;

/**
 * The rules for purchases in a rule set. A released set never changes.
 *
 * @param ownTenantOnly whether the tenant of a scope must be the customer's
 * @param groupsNeedTenant whether the scope of a management group needs its tenant, and may give
 *     its name or its path
 * @param sheetsAreDated whether the latest begun sheet stays in force and each of its lines has its
 *     own validity, and a partner's sheet precedes the operator's; if not, only the operator's
 *     sheets of version 1 are used, and after one that ends the one before it applies again
 * @param existingFirst whether an id names an existing subscription rather than a deleted one, and
 *     the subscription with that Azure id rather than the one with that id here; if not, the one
 *     that was added first
 * @param oneScope whether {@code appliedScopeProperties} may name only the requested scope
 * @param anyCase whether names in the catalogue are case-insensitive, and regions also match by
 *     their display names
 * @param markupsBounded whether the limit for amounts applies to prices after a markup too, and a
 *     quantity beyond every amount is too large
 * @param namesAreVisible whether names must not contain invisible characters, and their length is
 *     counted in code points
 */
public record PurchaseRules(
    boolean ownTenantOnly,
    boolean groupsNeedTenant,
    boolean sheetsAreDated,
    boolean existingFirst,
    boolean oneScope,
    boolean anyCase,
    boolean markupsBounded,
    boolean namesAreVisible) {

  private static final PurchaseRules FIRST =
      new PurchaseRules(false, false, false, false, false, false, false, false);
  private static final PurchaseRules SECOND =
      new PurchaseRules(true, false, false, false, false, false, false, false);
  private static final PurchaseRules FROM_THIRD =
      new PurchaseRules(true, true, true, true, true, true, true, true);

  /** The rules of the set with a number. */
  public static PurchaseRules of(int number) {
    return switch (number) {
      case 1 -> FIRST;
      case 2 -> SECOND;
      default -> FROM_THIRD;
    };
  }

  /** Whether a name has no invisible characters. */
  public boolean isVisible(String name) {
    return !namesAreVisible || !InvisibleCharacters.areIn(name);
  }

  /** The length of a name, in characters. */
  public int length(String name) {
    return namesAreVisible ? name.codePointCount(0, name.length()) : name.length();
  }

  /** Whether a text in a request matches a name in the catalogue. */
  public boolean matches(String name, String text) {
    return anyCase ? name.equalsIgnoreCase(text) : name.equals(text);
  }

  /** The subscription of a customer that an id names, from {@code start} of a text on. */
  public Optional<Subscription> subscription(Account.Known account, String text, int start) {
    return existingFirst
        ? account.subscription(text, start)
        : account.firstSubscription(text, start);
  }
}
