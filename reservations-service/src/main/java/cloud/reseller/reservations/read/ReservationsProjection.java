package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reservations and outcomes, from {@code reservation-events}. Records only ever add rows. */
public final class ReservationsProjection implements Projection {

  private static final String RESERVATIONS =
      "reservation_1 (reservation_id, order_id, customer_id, subscription_id, bought_by,"
          + " purchased_at, partition, record_offset, purchased)";

  private static final String OUTCOMES =
      "purchase_outcome_1 (partition, record_offset, customer_id, request_id, state, code,"
          + " description, order_id, reservation_id, asked_by, decided_at)";

  @Override
  public String name() {
    return "reservations-1";
  }

  @Override
  public List<String> topics() {
    return List.of("reservation-events");
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    Map<LogRecord, ReservationEvent> events = new LinkedHashMap<>();
    batch.forEach(record -> events.put(record, (ReservationEvent) Facts.read(record)));
    try (CopyRows reservations = new CopyRows(connection, RESERVATIONS)) {
      for (var one : events.entrySet()) {
        if (one.getValue() instanceof ReservationPurchased bought) {
          write(reservations, one.getKey(), bought);
        }
      }
      reservations.finish();
    }
    try (CopyRows outcomes = new CopyRows(connection, OUTCOMES)) {
      for (var one : events.entrySet()) {
        Optional<Outcome> outcome = Outcome.of(one.getValue());
        if (outcome.isPresent()) {
          write(outcomes, one.getKey(), outcome.get());
        }
      }
      outcomes.finish();
    }
  }

  private static void write(CopyRows rows, LogRecord record, ReservationPurchased bought)
      throws SQLException {
    rows.text(bought.reservationId())
        .text(bought.orderId())
        .text(bought.customerId())
        .text(bought.subscriptionId())
        .text(bought.by().id())
        .text(bought.purchasedAt().toString())
        .number(record.position().partition())
        .number(record.position().offset())
        .text(new String(record.body().orElseThrow(), UTF_8))
        .end();
  }

  private static void write(CopyRows rows, LogRecord record, Outcome outcome) throws SQLException {
    rows.number(record.position().partition())
        .number(record.position().offset())
        .text(outcome.customerId())
        .text(outcome.requestId())
        .text(outcome.state())
        .text(outcome.code())
        .text(outcome.description())
        .text(outcome.orderId())
        .text(outcome.reservationId())
        .text(outcome.askedBy())
        .text(record.time().toString())
        .end();
  }

  private record Outcome(
      String customerId,
      String requestId,
      String state,
      String code,
      String description,
      String orderId,
      String reservationId,
      String askedBy) {

    /** Empty for a repeat: the first outcome is the answer. */
    static Optional<Outcome> of(ReservationEvent event) {
      return switch (event) {
        case ReservationPurchased bought ->
            Optional.of(
                new Outcome(
                    bought.customerId(),
                    bought.requestId(),
                    PurchaseOutcomeView.ACCEPTED,
                    "",
                    "",
                    bought.orderId(),
                    bought.reservationId(),
                    bought.by().id()));
        case ReservationPurchaseRejected rejected ->
            nothingBought(
                rejected.customerId(),
                rejected.requestId(),
                PurchaseOutcomeView.REJECTED,
                rejected.code(),
                rejected.text(),
                rejected.by().id());
        case CommandRefused refused ->
            nothingBought(
                refused.customerId(),
                refused.commandId(),
                PurchaseOutcomeView.REJECTED,
                refused.code(),
                refused.text(),
                refused.by().map(Actor::id).orElse(""));
        case CommandParked parked ->
            nothingBought(
                parked.customerId(), parked.commandId(), PurchaseOutcomeView.PARKED, "", "", "");
        case CommandRepeated _ -> Optional.empty();
      };
    }

    private static Optional<Outcome> nothingBought(
        String customerId,
        String requestId,
        String state,
        String code,
        String description,
        String askedBy) {
      return Optional.of(
          new Outcome(customerId, requestId, state, code, description, "", "", askedBy));
    }
  }
}
