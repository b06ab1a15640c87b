package cloud.reseller.reservations.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.PurchaseRequest;
import java.util.Locale;

/** The wish to buy a reservation, by the customer itself or by its partner. */
public sealed interface ReservationCommand {

  /** What is wanted; the same form for both sides (E10). */
  PurchaseRequest request();

  /** Who asks, in the one spelling an object id has in the log. */
  Actor by();

  /**
   * A customer's user asks, through the portal's topic or signed in over HTTP (S04). Needs the
   * permission and the Owner role.
   */
  record PurchaseByCustomer(PurchaseRequest request) implements ReservationCommand {

    @Override
    public Actor by() {
      return new Actor(request.requestedBy().toLowerCase(Locale.ROOT), Actor.Side.CUSTOMER);
    }
  }

  /**
   * A partner's agent asks on the customer's behalf (S03, S31). The agent's role was judged where
   * the agent signed in (R6); whose customer it is, is judged here.
   *
   * @param request its {@code requestedBy} is the agent
   * @param partnerId the agent's partner
   * @param mayBuy whether the role allows it; if not, it is refused and that it was asked is kept
   *     (domain facts, 3.4)
   */
  record PurchaseOnBehalf(PurchaseRequest request, String partnerId, boolean mayBuy)
      implements ReservationCommand {

    @Override
    public Actor by() {
      return new Actor(request.requestedBy().toLowerCase(Locale.ROOT), Actor.Side.PARTNER);
    }
  }
}
