package cloud.reseller.activity;

import cloud.reseller.events.Actor;
import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;
import cloud.reseller.testing.WrittenFacts.Fact;
import cloud.reseller.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A customer of a partner, its people, and the facts that can be told about it. */
public record Customer(String id, String partnerId, String companyName, Actor agent, Actor user) {

  private static final Set<ProductKind> PRODUCTS = EnumSet.of(ProductKind.AZURE_RESERVED_INSTANCES);

  public static Customer of(String partnerId, String companyName) {
    return new Customer(
        guid(),
        partnerId,
        companyName,
        new Actor(guid(), Actor.Side.PARTNER),
        new Actor(guid(), Actor.Side.CUSTOMER));
  }

  public static String guid() {
    return UUID.randomUUID().toString();
  }

  /** A price sheet of a partner. */
  public static Fact published(String partner, Instant at) {
    String sheet = guid();
    return Fact.of(
        Topics.CATALOGUE_EVENTS,
        sheet,
        at,
        new PriceSheetPublished(
            sheet, Optional.of(partner), Optional.of(guid()), 640, "digest", at));
  }

  public CustomerAdded added() {
    return new CustomerAdded(id, partnerId, companyName, "contoso.example", "US", agent);
  }

  public CustomerPurchasePermissionCreated turnedOn(Instant at) {
    return new CustomerPurchasePermissionCreated(
        id, partnerId, PRODUCTS, "pilot \"one\"\nof\ttwo \\ .", agent, at);
  }

  public CustomerPurchasePermissionDeleted turnedOff(Instant at) {
    return new CustomerPurchasePermissionDeleted(id, partnerId, PRODUCTS, "", agent, at);
  }

  public ReservationPurchased bought(Actor by, Instant at) {
    return new ReservationPurchased(
        id,
        partnerId,
        guid(),
        guid(),
        guid(),
        "a1b2c3d4-0001-4aaa-8bbb-000000000001",
        "Standard_D2s_v5",
        "DZH318Z0BPS6:0001",
        "westeurope",
        Term.P1Y,
        BillingPlan.UPFRONT,
        2,
        new Scope.Shared(),
        Flexibility.ON,
        "Web tier",
        new Money(122400, "USD"),
        new Money(140760, "USD"),
        new AppliedPrice(new PriceRule.Percent(1500), AppliedPrice.Origin.ALL, "*"),
        "us-2026-11",
        by.side(),
        by.side() == Actor.Side.CUSTOMER ? "permission-events/3@18" : "",
        by,
        at,
        at.plus(Duration.ofDays(365)),
        false,
        Optional.empty());
  }

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

  public CommandRefused refused(String command, String code) {
    return new CommandRefused(id, guid(), command, code, "Not so.", "", Optional.of(agent));
  }

  /** One of this customer's facts, at a time; what both topics may hold goes to the first. */
  public Fact fact(Event event, Instant at) {
    String topic =
        event instanceof PermissionEvent ? Topics.PERMISSION_EVENTS : Topics.RESERVATION_EVENTS;
    return Fact.of(topic, id, at, event);
  }
}
