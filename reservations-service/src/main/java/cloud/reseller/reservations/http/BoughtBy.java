package cloud.reseller.reservations.http;

import cloud.reseller.events.Actor;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.reservations.read.ReservationView;
import java.util.Optional;

/** Who bought; without names if the person is not in the directory. */
record BoughtBy(String id, Optional<String> userPrincipalName, Optional<String> displayName) {

  /** To agents everybody, to a customer's users their own people: agents are the partner's. */
  static Optional<BoughtBy> of(ReservationView row, Actor.Side origin, Caller.Member who) {
    boolean shown =
        switch (who) {
          case Caller.PartnerAgent _ -> true;
          case Caller.CustomerUser _ -> origin == Actor.Side.CUSTOMER;
        };
    return shown
        ? Optional.of(new BoughtBy(row.boughtBy, row.userPrincipalName(), row.displayName()))
        : Optional.empty();
  }
}
