package cloud.reseller.activity.read;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.Event;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import java.util.Optional;
import java.util.Set;

/**
 * The audit entry of an event, derived from the event only (domain facts, 3.4).
 *
 * @param whose owner of the log that contains it
 * @param status {@code succeeded} or {@code failed}
 * @param by who acted; empty if the event names nobody
 * @param oldValue JSON of the resource before; an empty string if the event does not contain it
 * @param newValue JSON of the resource after; an empty string if there is none
 * @param details JSON list of keys and values
 */
record AuditEntry(
    Whose whose,
    Operation operation,
    String status,
    Optional<Actor> by,
    String oldValue,
    String newValue,
    String details) {

  /** The owner of the log that contains an entry. */
  sealed interface Whose {

    /** The log of the customer's partner, under that customer. */
    record OfCustomer(String customerId) implements Whose {}

    /** The log of a partner that acted for itself. */
    record OfPartner(String partnerId) implements Whose {}
  }

  static final String SUCCEEDED = "succeeded";
  static final String FAILED = "failed";

  /**
   * The customer does not exist, or belongs to another partner. Nothing was done to the customer,
   * and the attempt belongs to nobody's log, so it has no entry.
   */
  private static final String CUSTOMER_UNKNOWN = "CustomerUnknown";

  /**
   * The permission is already on or off (600041, 600039). Nothing was changed, and entries are for
   * changes only (S51, S54).
   */
  private static final Set<String> NOTHING_TO_SWITCH =
      Set.of("PermissionAlreadyExists", "PermissionNotFound");

  private static final String NONE = "";

  /** The entry of an event; empty if the event belongs in no partner's log. */
  static Optional<AuditEntry> of(Event event) {
    return switch (event) {
      case CustomerAdded e -> done(e, Operation.ADD_CUSTOMER, e.by(), NONE, Resource.customer(e));
      case SubscriptionAdded e ->
          done(
              e.customerId(),
              Operation.ADD_SUBSCRIPTION,
              e.by(),
              NONE,
              Resource.subscription(e),
              new Details()
                  .add("OfferId-0", e.offerId())
                  .add("SubscriptionId-0", e.subscriptionId())
                  .add("SubscriptionName-0", e.friendlyName())
                  .add("Quantity-0", Integer.toString(e.quantity())));
      case SubscriptionSuspended e ->
          subscription(
              e, Operation.SUSPEND_SUBSCRIPTION, e.subscriptionId(), e.by(), "active", "suspended");
      case SubscriptionReactivated e ->
          subscription(
              e,
              Operation.REACTIVATE_SUBSCRIPTION,
              e.subscriptionId(),
              e.by(),
              "suspended",
              "active");
      case SubscriptionDeleted e ->
          subscription(e, Operation.DELETE_SUBSCRIPTION, e.subscriptionId(), e.by(), "", "deleted");
      case OwnerAssigned e ->
          done(
              e.customerId(),
              Operation.ASSIGN_OWNER,
              e.by(),
              NONE,
              Resource.owner(e.subscriptionId(), e.userId()),
              new Details().add("SubscriptionId-0", e.subscriptionId()));
      case OwnerRemoved e ->
          done(
              e.customerId(),
              Operation.REMOVE_OWNER,
              e.by(),
              Resource.owner(e.subscriptionId(), e.userId()),
              NONE,
              new Details().add("SubscriptionId-0", e.subscriptionId()));
      case CustomerPurchasePermissionCreated e ->
          done(
              e.customerId(),
              Operation.CREATE_PERMISSION,
              e.by(),
              NONE,
              Resource.policy(e.partnerId(), e.customerId(), e.products()),
              new Details().add("Reason", e.reason()));
      case CustomerPurchasePermissionUpdated e ->
          done(
              e.customerId(),
              Operation.UPDATE_PERMISSION,
              e.by(),
              NONE,
              Resource.policy(e.partnerId(), e.customerId(), e.products()),
              new Details().add("Reason", e.reason()));
      case CustomerPurchasePermissionDeleted e ->
          done(
              e.customerId(),
              Operation.DELETE_PERMISSION,
              e.by(),
              Resource.policy(e.partnerId(), e.customerId(), e.products()),
              NONE,
              new Details().add("Reason", e.reason()));
      case PriceRuleSet e -> done(e, Operation.SET_PRICE_RULE, e.by(), NONE, Resource.priceRule(e));
      case PriceRuleRemoved e ->
          done(e, Operation.REMOVE_PRICE_RULE, e.by(), Resource.priceRule(e.target()), NONE);
      case PurchaseLimitSet e ->
          done(e, Operation.SET_PURCHASE_LIMIT, e.by(), NONE, Resource.limit(e));
      case PurchaseLimitRemoved e -> done(e, Operation.REMOVE_PURCHASE_LIMIT, e.by(), NONE, NONE);
      case ReservationPurchased e ->
          done(
              e.customerId(),
              Operation.PURCHASE_RESERVATION,
              e.by(),
              NONE,
              Resource.order(e),
              new Details()
                  .add("OrderId", e.orderId())
                  .add("ReservationId", e.reservationId())
                  .add("BillingCycle", Resource.billingCycle(e.billingPlan()))
                  .add("OfferId-0", e.sheetSku())
                  .add("SubscriptionId-0", e.subscriptionId())
                  .add("Quantity-0", Integer.toString(e.quantity()))
                  .add("RequestId", e.requestId())
                  .add("Grant", e.grant()));
      case ReservationPurchaseRejected e ->
          failed(
              e.customerId(),
              Operation.PURCHASE_RESERVATION,
              e.code(),
              Optional.of(e.by()),
              new Details().refusal(e.requestId(), e.code(), e.text(), e.restsOn()));
      case CommandRefused e -> refused(e);
      case CommandParked e -> parked(e);
      case CommandRepeated _ -> Optional.empty();
      case PriceSheetPublished e -> published(e);
      // The operator's, or part of a sheet whose publication has the entry.
      case PriceSheetPublishedV1 _,
          FlexibilityRatiosPublished _,
          FlexibilityRatiosPublishedV1 _,
          PriceSheetLine _,
          PriceSheetLineV1 _,
          FlexibilityRatio _ ->
          Optional.empty();
    };
  }

  private static Optional<AuditEntry> published(PriceSheetPublished e) {
    Optional<Actor> by = e.by().map(id -> new Actor(id, Actor.Side.PARTNER));
    Details details =
        new Details()
            .add("SheetId", e.sheet())
            .add("Lines", Integer.toString(e.lines()))
            .add("EffectiveFrom", e.effectiveFrom().toString());
    by.ifPresent(details::by);
    return e.partnerId()
        .map(
            partner ->
                new AuditEntry(
                    new Whose.OfPartner(partner),
                    Operation.PUBLISH_PRICE_SHEET,
                    SUCCEEDED,
                    by,
                    NONE,
                    Resource.priceSheet(e),
                    details.toString()));
  }

  private static Optional<AuditEntry> refused(CommandRefused e) {
    return failed(
        e.customerId(),
        Operation.ofCommand(e.commandType()),
        e.code(),
        e.by(),
        new Details().refusal(e.commandId(), e.code(), e.text(), e.restsOn()));
  }

  private static Optional<AuditEntry> parked(CommandParked e) {
    return failed(
        e.customerId(),
        Operation.ofCommand(e.commandType()),
        "CommandParked",
        Optional.empty(),
        new Details().refusal(e.commandId(), "CommandParked", e.reason(), NONE));
  }

  private static Optional<AuditEntry> subscription(
      PermissionEvent event,
      Operation operation,
      String subscriptionId,
      Actor by,
      String before,
      String after) {
    return done(
        event.customerId(),
        operation,
        by,
        before.isEmpty() ? NONE : Resource.subscription(subscriptionId, before),
        Resource.subscription(subscriptionId, after),
        new Details().add("SubscriptionId-0", subscriptionId));
  }

  private static Optional<AuditEntry> done(
      PermissionEvent event, Operation operation, Actor by, String oldValue, String newValue) {
    return done(event.customerId(), operation, by, oldValue, newValue, new Details());
  }

  private static Optional<AuditEntry> done(
      String customerId,
      Operation operation,
      Actor by,
      String oldValue,
      String newValue,
      Details details) {
    return Optional.of(
        new AuditEntry(
            new Whose.OfCustomer(customerId),
            operation,
            SUCCEEDED,
            Optional.of(by),
            oldValue,
            newValue,
            details.by(by).toString()));
  }

  private static Optional<AuditEntry> failed(
      String customerId, Operation operation, String code, Optional<Actor> by, Details details) {
    if (code.equals(CUSTOMER_UNKNOWN) || NOTHING_TO_SWITCH.contains(code)) {
      return Optional.empty();
    }
    by.ifPresent(details::by);
    return Optional.of(
        new AuditEntry(
            new Whose.OfCustomer(customerId),
            operation,
            FAILED,
            by,
            NONE,
            NONE,
            details.toString()));
  }
}
