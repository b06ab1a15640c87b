package cloud.reseller.reservations.write.state;

import cloud.reseller.events.BillingType;
import cloud.reseller.log.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription of a customer.
 *
 * @param entitlementId its Azure subscription id; requests may use either id (C30)
 * @param owners directory object ids of its Owners (S45)
 * @param restsOn the last fact about the subscription itself
 * @param ownersRestOn the last fact about its Owners
 */
public record Subscription(
    String id,
    String entitlementId,
    boolean throughPartner,
    BillingType billingType,
    Status status,
    List<String> owners,
    Position restsOn,
    Position ownersRestOn) {

  /** The status of the subscription. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    DELETED
  }

  private static final String SUBSCRIPTIONS = "/subscriptions/";

  /**
   * The index at which the subscription id starts in a path below {@code /subscriptions/}, or in a
   * bare id.
   */
  public static int startOfId(String path) {
    return path.regionMatches(true, 0, SUBSCRIPTIONS, 0, SUBSCRIPTIONS.length())
        ? SUBSCRIPTIONS.length()
        : 0;
  }

  /** Whether reservations can be bought for it or apply to it (S09, S33). */
  public boolean qualifies() {
    return throughPartner && status == Status.ACTIVE && billingType == BillingType.USAGE;
  }

  /** Whether the part of {@code text} from {@code start} on is one of its two ids. */
  boolean isNamedBy(String text, int start) {
    return isAt(id, text, start) || isAt(entitlementId, text, start);
  }

  /** Among subscriptions that an id names, the one with the highest rank is meant. */
  int rank(String text, int start) {
    int exists = status == Status.DELETED ? 0 : 2;
    return exists + (isAt(entitlementId, text, start) ? 1 : 0);
  }

  private static boolean isAt(String id, String text, int start) {
    return text.length() - start == id.length()
        && text.regionMatches(true, start, id, 0, id.length());
  }

  /** Whether a user is one of its Owners, ignoring the case of the id. */
  public boolean isOwner(String user) {
    for (String owner : owners) {
      if (owner.equalsIgnoreCase(user)) {
        return true;
      }
    }
    return false;
  }

  Subscription with(Status next, Position fact) {
    return new Subscription(
        id, entitlementId, throughPartner, billingType, next, owners, fact, ownersRestOn);
  }

  Subscription withOwner(String user, Position fact) {
    if (isOwner(user)) {
      return this;
    }
    List<String> next = new ArrayList<>(owners);
    next.add(user);
    return withOwners(next, fact);
  }

  Subscription withoutOwner(String user, Position fact) {
    if (!isOwner(user)) {
      return this;
    }
    List<String> next = new ArrayList<>(owners);
    next.removeIf(user::equalsIgnoreCase);
    return withOwners(next, fact);
  }

  private Subscription withOwners(List<String> next, Position fact) {
    return new Subscription(
        id, entitlementId, throughPartner, billingType, status, List.copyOf(next), restsOn, fact);
  }
}
