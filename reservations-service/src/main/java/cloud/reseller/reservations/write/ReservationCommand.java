package cloud.reseller.reservations.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.PurchaseRequest;
import java.util.Locale;

/**
 * What is asked of this service: through the portal's {@code purchase-requests}, or by the HTTP
 * side through {@code reservation-commands}. Equal bytes on every retry, so neither a time nor a
 * correlation id is part of it.
 */
public sealed interface ReservationCommand {

  /** The customer it is about; the record's key. */
  String customerId();

  /** Who asks, in the one spelling an object id has in the log. */
  Actor by();

  /** Buy a reservation. */
  sealed interface PurchaseReservation extends ReservationCommand {

    /** What is wanted; the same form for both sides (E10). */
    PurchaseRequest request();

    @Override
    default String customerId() {
      return request().customerId();
    }
  }

  /**
   * A customer's user buys, through the portal's topic or signed in over HTTP (S04). Needs the
   * permission and the Owner role.
   */
  record PurchaseByCustomer(PurchaseRequest request) implements PurchaseReservation {

    @Override
    public Actor by() {
      return new Actor(request.requestedBy().toLowerCase(Locale.ROOT), Actor.Side.CUSTOMER);
    }
  }

  /**
   * A partner's agent buys on the customer's behalf (S03, S31). The agent's role was checked where
   * the agent signed in (R6); whose customer it is, is decided here.
   *
   * @param request its {@code requestedBy} is the agent
   * @param partnerId the agent's partner
   * @param mayBuy whether the role allows it; if not, the purchase is refused, and the refusal
   *     keeps that it was attempted (domain facts, 3.4)
   */
  record PurchaseOnBehalf(PurchaseRequest request, String partnerId, boolean mayBuy)
      implements PurchaseReservation {

    @Override
    public Actor by() {
      return new Actor(request.requestedBy().toLowerCase(Locale.ROOT), Actor.Side.PARTNER);
    }
  }
}
