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
 * The state of a customer on which purchases are decided. The facts of the two topics affect
 * separate parts, so a restore may read the topics in any order.
 *
 * @param spendings the customer's own purchases, one entry per currency; usually one
 * @param orders all orders ever made, by either side
 */
public record CustomerState(Account account, List<SpendingWindow> spendings, OrderIndex orders) {

  /** The state of an unknown customer. */
  public static final CustomerState INITIAL =
      new CustomerState(new Account.Unknown(), List.of(), OrderIndex.NONE);

  /** The state after a fact; irrelevant facts change nothing. */
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

  /** The customer's own purchases in a currency. */
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
