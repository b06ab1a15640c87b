package cloud.reseller.gateway.services;

import java.util.List;
import java.util.Optional;

/**
 * What is missing before a customer can buy by itself.
 *
 * @param etag of the permission, if it is on
 * @param subscriptions those that reservations can be bought for
 */
public record Precheck(
    boolean subscription,
    boolean owner,
    boolean permission,
    Optional<String> etag,
    List<Qualifying> subscriptions) {

  /** A subscription that reservations can be bought for. */
  public record Qualifying(
      String id,
      String entitlementId,
      String friendlyName,
      List<Person> owners,
      List<Person> usersWithoutOwner) {}
}
