package cloud.reseller.reservations.write;

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
public record CustomerState(Account account, List<Spending> spendings, Orders orders) {

  /** Nothing is known. */
  static final CustomerState INITIAL =
      new CustomerState(new Account.Unknown(), List.of(), Orders.NONE);

  CustomerState after(Fact<Event> fact) {
    return switch (fact.event()) {
      case ReservationEvent.ReservationPurchased bought ->
          new CustomerState(
              account,
              bought.origin() == Actor.Side.CUSTOMER
                  ? plus(bought.partnerCost(), fact.time().toEpochMilli())
                  : spendings,
              orders.plus(PurchaseIds.read(bought.orderId()), fact.position()));
      case PermissionEvent event -> {
        Account next = account.after(event, fact.position());
        yield next == account ? this : new CustomerState(next, spendings, orders);
      }
      case ReservationEvent.ReservationPurchaseRejected _ -> this;
      case CatalogueEvent _ -> this;
    };
  }

  Spending spendingIn(String currency) {
    for (Spending spending : spendings) {
      if (spending.currency().equals(currency)) {
        return spending;
      }
    }
    return Spending.in(currency);
  }

  private List<Spending> plus(Money cost, long atMs) {
    Spending next = spendingIn(cost.currency()).plus(atMs, cost.amountMinor());
    if (spendings.isEmpty() || (spendings.size() == 1 && isIn(spendings.getFirst(), cost))) {
      return List.of(next);
    }
    List<Spending> all = new ArrayList<>(spendings);
    all.removeIf(s -> isIn(s, cost));
    all.add(next);
    return List.copyOf(all);
  }

  private static boolean isIn(Spending spending, Money cost) {
    return spending.currency().equals(cost.currency());
  }
}
