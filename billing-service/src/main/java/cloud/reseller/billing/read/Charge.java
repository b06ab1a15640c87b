package cloud.reseller.billing.read;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Money;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A charge. The partner pays it, whichever side bought (S18, B1).
 *
 * @param instalment number of the instalment, from 1; 1 for an upfront payment
 * @param chargedAt time of the charge, whose UTC month determines the invoice
 * @param sheetSku the price sheet's "productId:skuId"
 * @param type the public charge type (B10)
 * @param cost what the partner pays for this charge
 * @param price what the partner charges its customer for the same (B2)
 * @param paysFor the days this charge pays for
 * @param term the days of the whole reservation
 * @param origin the side that bought (S25)
 * @param boughtBy directory object id
 */
public record Charge(
    int instalment,
    Instant chargedAt,
    String partnerId,
    String customerId,
    String orderId,
    String reservationId,
    String subscriptionId,
    String sku,
    String sheetSku,
    String region,
    Term length,
    BillingPlan billingPlan,
    String type,
    int quantity,
    Money cost,
    Money price,
    Days paysFor,
    Days term,
    Actor.Side origin,
    String boughtBy) {

  static final String NEW = "new";

  /** The charge due at the time of a purchase: the full amount, or the first instalment. */
  static Charge of(ReservationPurchased bought) {
    LocalDate start = day(bought.purchasedAt());
    Days term = Days.until(start, day(bought.expiresAt()));
    return switch (bought.billingPlan()) {
      case UPFRONT -> of(bought, bought.partnerCost(), bought.customerPrice(), term, term);
      case MONTHLY -> {
        int count = Instalments.count(bought.term());
        yield of(
            bought,
            Instalments.amount(bought.partnerCost(), count, 1),
            Instalments.amount(bought.customerPrice(), count, 1),
            Days.month(start, 1),
            term);
      }
    };
  }

  private static Charge of(
      ReservationPurchased bought, Money cost, Money price, Days paysFor, Days term) {
    return new Charge(
        1,
        bought.purchasedAt(),
        bought.partnerId(),
        bought.customerId(),
        bought.orderId(),
        bought.reservationId(),
        bought.subscriptionId(),
        bought.sku(),
        bought.sheetSku(),
        bought.region(),
        bought.term(),
        bought.billingPlan(),
        NEW,
        bought.quantity(),
        cost,
        price,
        paysFor,
        term,
        bought.origin(),
        bought.by().id());
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
