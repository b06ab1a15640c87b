package cloud.reseller.reservations.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Money;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The people, customers and facts of the decision tests. */
final class Facts {

  static final String CUSTOMER = "c0000000-0000-4000-8000-000000000001";
  static final String PARTNER = "a0000000-0000-4000-8000-000000000001";
  static final String OTHER_PARTNER = "a0000000-0000-4000-8000-000000000002";
  static final String SUBSCRIPTION = "50000000-0000-4000-8000-000000000001";
  static final String ENTITLEMENT = "e0000000-0000-4000-8000-000000000001";
  static final String OTHER_SUBSCRIPTION = "50000000-0000-4000-8000-000000000002";
  static final String OWNER = "b0000000-0000-4000-8000-000000000001";
  static final String READER = "b0000000-0000-4000-8000-000000000002";
  static final Actor AGENT = new Actor("d0000000-0000-4000-8000-000000000001", Actor.Side.PARTNER);
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant OPEN_END = Instant.parse("9999-12-31T23:59:59Z");
  static final String D2S = "Standard_D2s_v5";
  static final String D4S = "Standard_D4s_v5";

  private Facts() {}

  static CustomerAdded customer() {
    return customerIn("US");
  }

  static CustomerAdded customerIn(String country) {
    return new CustomerAdded(CUSTOMER, PARTNER, "Fabrikam", "fabrikam.example", country, AGENT);
  }

  static SubscriptionAdded subscription(
      String id, String entitlement, boolean throughPartner, BillingType billing) {
    return new SubscriptionAdded(
        CUSTOMER,
        id,
        entitlement,
        billing == BillingType.USAGE ? Offer.AZURE_PLAN : Offer.LICENSE,
        "offer",
        "Azure plan",
        1,
        billing,
        throughPartner,
        AGENT);
  }

  static SubscriptionAdded azurePlan() {
    return subscription(SUBSCRIPTION, ENTITLEMENT, true, BillingType.USAGE);
  }

  static OwnerAssigned owner() {
    return new OwnerAssigned(CUSTOMER, SUBSCRIPTION, OWNER, AGENT);
  }

  static CustomerPurchasePermissionCreated permissionOn() {
    return new CustomerPurchasePermissionCreated(
        CUSTOMER, PARTNER, Set.of(ProductKind.AZURE_RESERVED_INSTANCES), "", AGENT, NOW);
  }

  static CustomerPurchasePermissionDeleted permissionOff() {
    return new CustomerPurchasePermissionDeleted(
        CUSTOMER, PARTNER, Set.of(ProductKind.AZURE_RESERVED_INSTANCES), "", AGENT, NOW);
  }

  static PriceRuleSet price(String target, PriceRule rule) {
    return new PriceRuleSet(CUSTOMER, target, rule, AGENT);
  }

  static PurchaseLimitSet limit(
      String currency, OptionalLong perOrder, OptionalLong perDay, OptionalLong per30Days) {
    return new PurchaseLimitSet(CUSTOMER, currency, perOrder, perDay, per30Days, AGENT);
  }

  /** A price that starts on 1 November. */
  static PriceSheetLine line(
      String sheet, String sku, String region, String market, Term term, Money cost) {
    return line(sheet, sku, region, market, term, UnitPrice.of(cost), NOVEMBER, OPEN_END);
  }

  static PriceSheetLine line(
      String sheet,
      String sku,
      String region,
      String market,
      Term term,
      UnitPrice cost,
      Instant from,
      Instant until) {
    return new PriceSheetLine(
        sheet,
        sku,
        "DZH318Z0:" + sku.hashCode() + term,
        "Virtual Machines",
        region,
        market,
        term,
        cost,
        Optional.empty(),
        from,
        until);
  }

  /** A sheet of the operator. */
  static List<Event> sheet(String id, Instant from, PriceSheetLine... lines) {
    return sheet(id, Optional.empty(), from, lines);
  }

  /** A sheet of a partner, or of the operator. */
  static List<Event> sheet(
      String id, Optional<String> partnerId, Instant from, PriceSheetLine... lines) {
    CatalogueDigest digest = CatalogueDigest.ofLines();
    List<Event> facts = new ArrayList<>();
    for (PriceSheetLine line : lines) {
      digest.add(line);
      facts.add(line);
    }
    facts.add(
        new PriceSheetPublished(
            id, partnerId, Optional.of(AGENT.id()), lines.length, digest.hex(), from));
    return facts;
  }

  /** A line of version 1, which is valid as long as its sheet. */
  static PriceSheetLineV1 firstLine(
      String sheet, String sku, String region, String market, Term term, Money cost) {
    return new PriceSheetLineV1(
        sheet,
        sku,
        "DZH318Z0:" + sku.hashCode() + term,
        "Virtual Machines",
        region,
        market,
        term,
        cost,
        Optional.of(cost.times(2)));
  }

  /** A sheet of version 1, which is the operator's and ends as a whole. */
  static List<Event> firstSheet(String id, Instant from, Instant until, PriceSheetLineV1... lines) {
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    List<Event> facts = new ArrayList<>();
    for (PriceSheetLineV1 line : lines) {
      digest.add(line);
      facts.add(line);
    }
    facts.add(new PriceSheetPublishedV1(id, lines.length, digest.hex(), from, until));
    return facts;
  }

  /** D2s at 1,000.00 a year and 2,400.00 for three, in eastus; D4s for one year in westeurope. */
  static List<Event> prices() {
    return sheet(
        "sheet-us",
        NOVEMBER,
        line("sheet-us", D2S, "eastus", "US", Term.P1Y, usd(1_000_00)),
        line("sheet-us", D2S, "eastus", "US", Term.P3Y, usd(2_400_00)),
        line("sheet-us", D4S, "westeurope", "US", Term.P1Y, usd(2_000_00)));
  }

  static List<Event> ratios() {
    return ratios("ratios", NOVEMBER, D2S, D4S);
  }

  /** A list in which each size has the ratio 1. */
  static List<Event> ratios(String id, Instant from, String... sizes) {
    CatalogueDigest digest = CatalogueDigest.ofLines();
    List<Event> facts = new ArrayList<>();
    for (String size : sizes) {
      FlexibilityRatio ratio = new FlexibilityRatio(id, "DSv5 Series", size, 1_000_000_000L);
      digest.add(ratio);
      facts.add(ratio);
    }
    facts.add(
        new FlexibilityRatiosPublished(
            id, Optional.of(AGENT.id()), sizes.length, digest.hex(), from));
    return facts;
  }

  /** A list of version 1. */
  static List<Event> firstRatios(String id, Instant from, String... sizes) {
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    List<Event> facts = new ArrayList<>();
    for (String size : sizes) {
      FlexibilityRatio ratio = new FlexibilityRatio(id, "DSv5 Series", size, 1_000_000_000L);
      digest.add(ratio);
      facts.add(ratio);
    }
    facts.add(new FlexibilityRatiosPublishedV1(id, sizes.length, digest.hex(), from));
    return facts;
  }

  /** A customer with a plan, an Owner, the permission on, prices and ratios. */
  static Event[] ready(Event... more) {
    List<Event> facts = new ArrayList<>(prices());
    facts.addAll(ratios());
    facts.addAll(List.of(customer(), azurePlan(), owner(), permissionOn()));
    facts.addAll(Arrays.asList(more));
    return facts.toArray(Event[]::new);
  }

  static Event[] readyBut(Class<? extends Event> without, Event... more) {
    return Arrays.stream(ready(more)).filter(e -> !without.isInstance(e)).toArray(Event[]::new);
  }

  static ReservationPurchased bought(Actor.Side side, Money cost) {
    return new ReservationPurchased(
        CUSTOMER,
        PARTNER,
        "earlier",
        "order",
        "reservation",
        SUBSCRIPTION,
        D2S,
        "DZH318Z0:0001",
        "eastus",
        Term.P1Y,
        BillingPlan.UPFRONT,
        1,
        new Scope.Shared(),
        Flexibility.ON,
        "",
        cost,
        cost,
        new AppliedPrice(new PriceRule.Percent(0), AppliedPrice.Origin.DEFAULT, "*"),
        "sheet-us",
        side,
        "",
        new Actor(side == Actor.Side.CUSTOMER ? OWNER : AGENT.id(), side),
        NOW,
        NOW.plusSeconds(31_536_000),
        false,
        Optional.empty());
  }

  static Money usd(long minor) {
    return new Money(minor, "USD");
  }
}
