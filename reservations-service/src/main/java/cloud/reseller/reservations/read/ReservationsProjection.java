package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.ReservationEvent;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.project.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reservations and outcomes, from {@code reservation-events}. Every record is at most new rows. */
public final class ReservationsProjection implements Projection {

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
    CopyIn reservations = new CopyIn("reservation_1");
    CopyIn outcomes = new CopyIn("purchase_outcome_1");
    for (LogRecord record : batch) {
      switch (read(record)) {
        case ReservationPurchased bought -> {
          reservation(reservations, record, bought);
          outcome(outcomes, record, bought);
        }
        case ReservationPurchaseRejected rejected -> outcome(outcomes, record, rejected);
        case CommandRefused refused -> outcome(outcomes, record, refused);
        case CommandParked parked -> outcome(outcomes, record, parked);
        case CommandRepeated _ -> {
          // The first outcome is the answer.
        }
      }
    }
    reservations.write(connection);
    outcomes.write(connection);
  }

  private static ReservationEvent read(LogRecord record) {
    try {
      return (ReservationEvent)
          EventJson.read(record.type(), record.body().orElseGet(() -> new byte[0]));
    } catch (EventJson.Unreadable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void reservation(CopyIn rows, LogRecord record, ReservationPurchased bought) {
    rows.row(
        bought.reservationId(),
        bought.orderId(),
        bought.customerId(),
        bought.subscriptionId(),
        bought.by().id(),
        bought.purchasedAt(),
        record.position().partition(),
        record.position().offset(),
        new String(record.body().orElseThrow(), UTF_8));
  }

  private static void outcome(CopyIn rows, LogRecord record, ReservationPurchased bought) {
    row(
        rows,
        record,
        new Outcome(
            bought.customerId(),
            bought.requestId(),
            PurchaseOutcomeView.ACCEPTED,
            "",
            "",
            bought.orderId(),
            bought.reservationId(),
            bought.by().id()));
  }

  private static void outcome(CopyIn rows, LogRecord record, ReservationPurchaseRejected rejected) {
    row(
        rows,
        record,
        nothingBought(
            rejected.customerId(),
            rejected.requestId(),
            PurchaseOutcomeView.REJECTED,
            rejected.code(),
            rejected.text(),
            rejected.by().id()));
  }

  private static void outcome(CopyIn rows, LogRecord record, CommandRefused refused) {
    row(
        rows,
        record,
        nothingBought(
            refused.customerId(),
            refused.commandId(),
            PurchaseOutcomeView.REJECTED,
            refused.code(),
            refused.text(),
            refused.by().map(Actor::id).orElse("")));
  }

  private static void outcome(CopyIn rows, LogRecord record, CommandParked parked) {
    row(
        rows,
        record,
        nothingBought(
            parked.customerId(), parked.commandId(), PurchaseOutcomeView.PARKED, "", "", ""));
  }

  private record Outcome(
      String customerId,
      String requestId,
      String state,
      String code,
      String description,
      String orderId,
      String reservationId,
      String askedBy) {}

  private static Outcome nothingBought(
      String customerId,
      String requestId,
      String state,
      String code,
      String description,
      String askedBy) {
    return new Outcome(customerId, requestId, state, code, description, "", "", askedBy);
  }

  private static void row(CopyIn rows, LogRecord record, Outcome outcome) {
    rows.row(
        record.position().partition(),
        record.position().offset(),
        outcome.customerId(),
        outcome.requestId(),
        outcome.state(),
        outcome.code(),
        outcome.description(),
        outcome.orderId(),
        outcome.reservationId(),
        outcome.askedBy(),
        record.time());
  }
}
