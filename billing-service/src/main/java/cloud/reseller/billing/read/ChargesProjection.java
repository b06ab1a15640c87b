package cloud.reseller.billing.read;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.ReservationEvent;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Charges, from {@code reservation-events}. Nothing is charged for a refused purchase (S42). */
public final class ChargesProjection implements Projection {

  private static final String CHARGES =
      "charge_1 (partition, record_offset, instalment, event_id, charged_at, partner_id,"
          + " customer_id, order_id, reservation_id, subscription_id, sku, sheet_sku, region, term,"
          + " billing_plan, charge_type, quantity, cost_minor, cost_currency, price_minor,"
          + " price_currency, charge_start, charge_end, term_start, term_end, initiated_by,"
          + " bought_by)";

  @Override
  public String name() {
    return "charges-1";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.RESERVATION_EVENTS);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    try (CopyRows rows = new CopyRows(connection, CHARGES)) {
      for (LogRecord record : batch) {
        switch ((ReservationEvent) Facts.read(record)) {
          case ReservationPurchased bought -> write(rows, record, Charge.of(bought));
          case ReservationPurchaseRejected _,
              CommandRefused _,
              CommandParked _,
              CommandRepeated _ -> {
            // Nothing was bought.
          }
        }
      }
      rows.finish();
    }
  }

  private static void write(CopyRows rows, LogRecord record, Charge charge) throws SQLException {
    rows.number(record.position().partition())
        .number(record.position().offset())
        .number(charge.instalment())
        .text(eventId(record))
        .text(charge.chargedAt().toString())
        .text(charge.partnerId())
        .text(charge.customerId())
        .text(charge.orderId())
        .text(charge.reservationId())
        .text(charge.subscriptionId())
        .text(charge.sku())
        .text(charge.sheetSku())
        .text(charge.region())
        .text(charge.length().name())
        .text(charge.billingPlan().name())
        .text(charge.type())
        .number(charge.quantity())
        .number(charge.cost().amountMinor())
        .text(charge.cost().currency())
        .number(charge.price().amountMinor())
        .text(charge.price().currency())
        .text(charge.paysFor().first().toString())
        .text(charge.paysFor().last().toString())
        .text(charge.term().first().toString())
        .text(charge.term().last().toString())
        .text(charge.origin().name().toLowerCase(Locale.ROOT))
        .text(charge.boughtBy())
        .end();
  }

  private static String eventId(LogRecord record) {
    return record
        .header("ce_id")
        .orElseThrow(() -> new IllegalArgumentException("the header ce_id is missing"));
  }
}
