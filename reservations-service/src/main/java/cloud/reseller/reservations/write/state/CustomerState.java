package cloud.reseller.reservations.write.state;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.Event;
import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.ReservationEvent;
import cloud.reseller.log.decide.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known about one customer when a purchase is decided. Facts of the two topics touch
 * different halves, so a restore may read the topics in any order.
 *
 * @param spendings what the customer bought on its own, one entry per currency; usually one
 * @param orders every order there ever was, of either side
 */
public record CustomerState(Account account, List<SpendingWindow> spendings, OrderIndex orders) {

  /** Nothing is known. */
  public static final CustomerState INITIAL =
      new CustomerState(new Account.Unknown(), List.of(), OrderIndex.NONE);

  /** The state after a fact; a fact that means nothing here changes nothing. */
  public CustomerState after(Fact<Event> fact) {
    return switch (fact.event()) {
      case ReservationEvent.ReservationPurchased bought ->
          new CustomerState(
              account,
              bought.origin() == Actor.Side.CUSTOMER
                  ? plus(bought.partnerCost(), fact.time().toEpochMilli())
                  : spendings,
              orders.plus(OrderIndex.idOf(bought.orderId()), fact.position()));
      case PermissionEvent event -> {
        Account next = account.after(event, fact.position());
        yield next == account ? this : new CustomerState(next, spendings, orders);
      }
      case ReservationEvent.ReservationPurchaseRejected _ -> this;
      case CatalogueEvent _ -> this;
    };
  }

  /** What the customer bought on its own in a currency. */
  public SpendingWindow spendingIn(String currency) {
    for (SpendingWindow spending : spendings) {
      if (spending.currency().equals(currency)) {
        return spending;
      }
    }
    return SpendingWindow.in(currency);
  }

  private List<SpendingWindow> plus(Money cost, long atMs) {
    SpendingWindow next = spendingIn(cost.currency()).plus(atMs, cost.amountMinor());
    if (spendings.isEmpty() || (spendings.size() == 1 && isIn(spendings.getFirst(), cost))) {
      return List.of(next);
    }
    List<SpendingWindow> all = new ArrayList<>(spendings);
    all.removeIf(s -> isIn(s, cost));
    all.add(next);
    return List.copyOf(all);
  }

  private static boolean isIn(SpendingWindow spending, Money cost) {
    return spending.currency().equals(cost.currency());
  }
}
