package cloud.reseller.reservations.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BodyCodec;
import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Guid;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PurchaseOutcome.PurchaseAccepted;
import cloud.reseller.events.PurchaseOutcome.PurchaseParked;
import cloud.reseller.events.PurchaseOutcome.PurchaseRejected;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.ReservationCommandType;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.Refusals;
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseByCustomer;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseOnBehalf;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseReservation;
import cloud.reseller.reservations.write.state.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * Reads purchase requests and writes their outcomes. Requests from the portal are also answered in
 * {@code purchase-outcomes}, without cost, rule or margin.
 */
public final class ReservationMessageCodec implements MessageCodec<ReservationCommand, Event> {

  /** The topic that only the customer portal writes. */
  public static final String PURCHASE_REQUESTS = "purchase-requests";

  /** The topic that the customer portal reads. */
  public static final String PURCHASE_OUTCOMES = "purchase-outcomes";

  /**
   * The codes for unreadable requests.
   *
   * @param notJson the body is not JSON
   * @param fieldInvalid a field is missing or not of its type
   * @param customerIdMismatch the body names another customer than the key
   */
  private record BodyCodes(String notJson, String fieldInvalid, String customerIdMismatch) {

    private static final BodyCodes OF_FIRST =
        new BodyCodes("NotJson", "FieldInvalid", "CustomerIdMismatch");

    private static final BodyCodes FROM_SECOND =
        new BodyCodes(Refusals.BODY_UNREADABLE, Refusals.BODY_UNREADABLE, Refusals.BODY_UNREADABLE);

    /** The codes of the rule set under which an input is read. */
    static BodyCodes of(Input input) {
      return input.rules() == 1 ? OF_FIRST : FROM_SECOND;
    }
  }

  /** The first rule set under which the customerId of a body is read in any case. */
  private static final int ANY_CASE = 3;

  /** The portal gets the same code for failed decisions as callers over HTTP. */
  static final String COMMAND_PARKED = "CommandParked";

  private static final List<ReservationCommandType> TYPES =
      List.of(ReservationCommandType.values());

  private static final BodyCodec<PurchaseRequest> BY_CUSTOMER =
      EventJson.body(PurchaseRequest.class);
  private static final BodyCodec<PurchaseOnBehalf> BY_PARTNER =
      BodyCodec.of(
          ReservationCommandType.PURCHASE_RESERVATION_ON_BEHALF.typeName(), PurchaseOnBehalf.class);

  /** The id in a {@code billingScopeId}, which is a path or the bare id; not validated. */
  public static String subscriptionIn(String billingScopeId) {
    return billingScopeId.substring(Subscription.startOfId(billingScopeId));
  }

  /** The type under which a command is stored. */
  public static ReservationCommandType commandType(ReservationCommand command) {
    return switch (command) {
      case PurchaseByCustomer _ -> ReservationCommandType.PURCHASE_RESERVATION;
      case PurchaseOnBehalf _ -> ReservationCommandType.PURCHASE_RESERVATION_ON_BEHALF;
    };
  }

  /** The body of a command. */
  public static byte[] writeCommand(ReservationCommand command) {
    return switch (command) {
      case PurchaseByCustomer asked -> BY_CUSTOMER.write(asked.request());
      case PurchaseOnBehalf asked -> BY_PARTNER.write(asked);
    };
  }

  @Override
  public ReservationCommand readInput(Input input) throws UnreadableInputException {
    PurchaseReservation purchase =
        switch (typeOf(input)) {
          case PURCHASE_RESERVATION -> new PurchaseByCustomer(read(BY_CUSTOMER, input));
          case PURCHASE_RESERVATION_ON_BEHALF -> fromPartner(input);
        };
    checkForm(purchase.request(), input);
    return purchase;
  }

  private static ReservationCommandType typeOf(Input input) throws UnreadableInputException {
    for (ReservationCommandType type : TYPES) {
      if (type.typeName().equals(input.type())) {
        return type;
      }
    }
    throw unknownType();
  }

  /** Only our own HTTP side may speak for a partner; the portal's topic may not. */
  private static PurchaseReservation fromPartner(Input input) throws UnreadableInputException {
    if (input.position().topic().equals(PURCHASE_REQUESTS)) {
      throw unknownType();
    }
    return read(BY_PARTNER, input);
  }

  private static UnreadableInputException unknownType() {
    return new UnreadableInputException(
        Refusals.TYPE_UNKNOWN,
        "ce_type must be " + ReservationCommandType.PURCHASE_RESERVATION.typeName() + '.');
  }

  private static void checkForm(PurchaseRequest request, Input input)
      throws UnreadableInputException {
    if (!namesKey(request, input)) {
      throw new UnreadableInputException(
          BodyCodes.of(input).customerIdMismatch(),
          "customerId must equal the record's key: send both as the customer's id.");
    }
    if (input.rules() >= ANY_CASE && isGuidInUpperCase(input.key())) {
      throw new UnreadableInputException(
          BodyCodes.of(input).fieldInvalid(),
          "The record's key must be the customer's id in lower case, which its partition depends"
              + " on.");
    }
    if (!Guid.isGuid(request.requestedBy())) {
      throw new UnreadableInputException(
          BodyCodes.of(input).fieldInvalid(),
          "requestedBy must be a directory object id (a GUID), never a name or an address.");
    }
  }

  private static boolean namesKey(PurchaseRequest request, Input input) {
    return input.rules() >= ANY_CASE
        ? request.customerId().equalsIgnoreCase(input.key())
        : request.customerId().equals(input.key());
  }

  private static boolean isGuidInUpperCase(String key) {
    return Guid.parse(key).filter(id -> !id.equals(key)).isPresent();
  }

  private static <T> T read(BodyCodec<T> body, Input input) throws UnreadableInputException {
    try {
      return body.read(input.body());
    } catch (EventJson.UnreadableException e) {
      BodyCodes codes = BodyCodes.of(input);
      throw new UnreadableInputException(
          e.isJson() ? codes.fieldInvalid() : codes.notJson(), e.getMessage() + '.');
    }
  }

  @Override
  public Event readFact(String type, byte[] body) throws EventJson.UnreadableException {
    return (Event) EventJson.read(type, body);
  }

  @Override
  public String typeOf(Event event) {
    return EventJson.typeName(event);
  }

  @Override
  public byte[] write(Event event) {
    return EventJson.write(event);
  }

  @Override
  public Event refused(Input input, String code, String text, String restsOn) {
    return new CommandRefused(
        input.key(), input.id(), input.type(), code, text, restsOn, whoAsked(input));
  }

  @Override
  public Event parked(Input input, String reason) {
    return new CommandParked(input.key(), input.id(), input.type(), reason);
  }

  @Override
  public Event repeated(Input input, Position firstOutcome) {
    return new CommandRepeated(input.key(), input.id(), firstOutcome.toString());
  }

  private Optional<Actor> whoAsked(Input input) {
    try {
      return Optional.of(readInput(input).by());
    } catch (UnreadableInputException e) {
      // An unreadable command names nobody, so the actor is absent.
      return Optional.empty();
    }
  }

  @Override
  public List<Copy> copies(Input input, Event event) {
    if (!input.position().topic().equals(PURCHASE_REQUESTS)) {
      return List.of();
    }
    return switch (event) {
      case ReservationPurchased bought ->
          copy(
              new PurchaseAccepted(
                  bought.customerId(),
                  bought.requestId(),
                  bought.orderId(),
                  bought.reservationId(),
                  bought.customerPrice()));
      case ReservationPurchaseRejected rejected ->
          copy(
              new PurchaseRejected(
                  rejected.customerId(), rejected.requestId(), rejected.code(), rejected.text()));
      case CommandRefused refused ->
          copy(
              new PurchaseRejected(
                  refused.customerId(), refused.commandId(), refused.code(), refused.text()));
      case CommandParked parked ->
          copy(
              new PurchaseParked(
                  parked.customerId(),
                  parked.commandId(),
                  COMMAND_PARKED,
                  "Deciding this request failed and nothing was bought ("
                      + parked.reason()
                      + "): give its id to the operator, and send it again under a new id when told"
                      + " to."));
      // The portal was answered the first time.
      case CommandRepeated _ -> List.of();
      case PermissionEvent _ -> List.of();
      case CatalogueEvent _ -> List.of();
    };
  }

  private static List<Copy> copy(Object outcome) {
    return List.of(
        new Copy(PURCHASE_OUTCOMES, EventJson.typeName(outcome), EventJson.write(outcome)));
  }
}
