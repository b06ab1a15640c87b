package cloud.reseller.reservations.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.PurchaseRequest;
import java.util.Locale;

/**
 * A command of this service, from the portal's {@code purchase-requests} or from the HTTP side
 * through {@code reservation-commands}. Retries must have identical bytes, so a command holds
 * neither a time nor a correlation id.
 */
public sealed interface ReservationCommand {

  /** The customer it is about; the record's key. */
  String customerId();

  /** The requester, whose object id is in lower case, as everywhere in the log. */
  Actor by();

  /** Buy a reservation. */
  sealed interface PurchaseReservation extends ReservationCommand {

    /** The requested purchase, in the same form for both sides (E10). */
    PurchaseRequest request();

    @Override
    default String customerId() {
      return request().customerId();
    }
  }

  /**
   * A purchase by a customer's user, through the portal's topic or over HTTP (S04). Needs the
   * permission and the Owner role.
   */
  record PurchaseByCustomer(PurchaseRequest request) implements PurchaseReservation {

    @Override
    public Actor by() {
      return new Actor(request.requestedBy().toLowerCase(Locale.ROOT), Actor.Side.CUSTOMER);
    }
  }

  /**
   * A purchase by a partner's agent on the customer's behalf (S03, S31). The HTTP side has checked
   * the agent's role (R6); whether the customer belongs to the partner is decided here.
   *
   * @param request its {@code requestedBy} is the agent
   * @param partnerId the agent's partner
   * @param mayBuy whether the role allows it; if not, the purchase is refused, which records the
   *     attempt (domain facts, 3.4)
   */
  record PurchaseOnBehalf(PurchaseRequest request, String partnerId, boolean mayBuy)
      implements PurchaseReservation {

    @Override
    public Actor by() {
      return new Actor(request.requestedBy().toLowerCase(Locale.ROOT), Actor.Side.PARTNER);
    }
  }
}
