package cloud.reseller.testing;

import cloud.reseller.events.Actor;
import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Money;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;
import cloud.reseller.testing.WrittenFacts.Fact;
import cloud.reseller.topics.Topics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A customer of a partner, its people, and events about it. */
public record Customer(
    String id,
    String partnerId,
    String companyName,
    String subscriptionId,
    Actor agent,
    Actor user) {

  private static final Set<ProductKind> PRODUCTS = EnumSet.of(ProductKind.AZURE_RESERVED_INSTANCES);

  /** A customer with new ids. */
  public static Customer of(String partnerId, String companyName) {
    return new Customer(
        guid(),
        partnerId,
        companyName,
        guid(),
        new Actor(guid(), Actor.Side.PARTNER),
        new Actor(guid(), Actor.Side.CUSTOMER));
  }

  /** A new id. */
  public static String guid() {
    return UUID.randomUUID().toString();
  }

  /** A price sheet of a partner is published. */
  public static Fact published(String partner, Instant at) {
    String sheet = guid();
    return Fact.of(
        Topics.CATALOGUE_EVENTS,
        sheet,
        at,
        new PriceSheetPublished(
            sheet, Optional.of(partner), Optional.of(guid()), 640, "digest", at));
  }

  /** The customer is added. */
  public CustomerAdded added() {
    return new CustomerAdded(id, partnerId, companyName, "contoso.example", "US", agent);
  }

  /** Its subscription is added, under the same id in Azure. */
  public SubscriptionAdded subscribed() {
    return subscribed(subscriptionId);
  }

  /** Its subscription is added, which has another id in Azure. */
  public SubscriptionAdded subscribed(String entitlementId) {
    return new SubscriptionAdded(
        id,
        subscriptionId,
        entitlementId,
        Offer.AZURE_PLAN,
        "MS-AZR-0017G",
        "Production",
        1,
        BillingType.USAGE,
        true,
        agent);
  }

  /** Its partner turns the permission on, with a reason that has to be escaped. */
  public CustomerPurchasePermissionCreated turnedOn(Instant at) {
    return new CustomerPurchasePermissionCreated(
        id, partnerId, PRODUCTS, "pilot \"one\"\nof\ttwo \\ .", agent, at);
  }

  /** Its partner turns the permission off. */
  public CustomerPurchasePermissionDeleted turnedOff(Instant at) {
    return new CustomerPurchasePermissionDeleted(id, partnerId, PRODUCTS, "", agent, at);
  }

  /** A purchase for a year, paid at once. */
  public ReservationPurchased bought(Actor by, Instant at) {
    return bought(by, BillingPlan.UPFRONT, Term.P1Y, "USD", at);
  }

  /** A purchase by the customer: 2 instances at 1,000.00 for the partner, 1,150.00 for itself. */
  public ReservationPurchased bought(BillingPlan plan, Term term, Instant at) {
    return bought(user, plan, term, "USD", at);
  }

  /** A purchase of 2 instances by any actor in any currency. */
  public ReservationPurchased bought(
      Actor by, BillingPlan plan, Term term, String currency, Instant at) {
    return new ReservationPurchased(
        id,
        partnerId,
        guid(),
        guid(),
        guid(),
        subscriptionId,
        "Standard_D2s_v5",
        "DZH318Z0BPS6:0001",
        "westeurope",
        term,
        plan,
        2,
        new Scope.Shared(),
        Flexibility.ON,
        "Web tier",
        new Money(100_000, currency),
        new Money(115_000, currency),
        new AppliedPrice(new PriceRule.Percent(1500), AppliedPrice.Origin.ALL, "*"),
        "us-2026-11",
        by.side(),
        by.side() == Actor.Side.CUSTOMER ? "permission-events/3@18" : "",
        by,
        at,
        at.atOffset(ZoneOffset.UTC).plusYears(term.years()).toInstant(),
        false,
        Optional.empty());
  }

  /** A purchase that the partner did not permit. */
  public ReservationPurchaseRejected rejected() {
    return new ReservationPurchaseRejected(
        id,
        guid(),
        "PermissionOff",
        "The partner has not turned purchases on. Ask it to.",
        "permission-events/3@21",
        Actor.Side.CUSTOMER,
        user);
  }

  /** A command of the agent is refused. */
  public CommandRefused refused(String command, String code) {
    return new CommandRefused(id, guid(), command, code, "Not so.", "", Optional.of(agent));
  }

  /** A fact of this customer; an event allowed in both topics goes to the first. */
  public Fact fact(Event event, Instant at) {
    String topic =
        event instanceof PermissionEvent ? Topics.PERMISSION_EVENTS : Topics.RESERVATION_EVENTS;
    return Fact.of(topic, id, at, event);
  }
}
