package cloud.reseller.events;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
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
import cloud.reseller.events.PurchaseOutcome.PurchaseAccepted;
import cloud.reseller.events.PurchaseOutcome.PurchaseParked;
import cloud.reseller.events.PurchaseOutcome.PurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One value of every published type with every field present, named as its approved file: the type
 * name, and after a second dot the variant where a field comes in several kinds.
 */
final class Examples {

  private static final String CUSTOMER = "0f2d5b1c-8a43-4c1e-9d57-3b6a1e0c7f11";
  private static final String PARTNER = "5e0c9b7a-1d3f-4f7e-8a2b-c4d5e6f70812";
  private static final String SUBSCRIPTION = "a1b2c3d4-0001-4aaa-8bbb-000000000001";
  private static final String OWNER = "c0ffee00-0002-4aaa-8bbb-000000000002";
  private static final Actor AGENT =
      new Actor("d00dfeed-0003-4aaa-8bbb-000000000003", Actor.Side.PARTNER);
  private static final Actor BUYER = new Actor(OWNER, Actor.Side.CUSTOMER);
  private static final String ORDER = "e1f2a3b4-0004-5aaa-8bbb-000000000004";
  private static final String RESERVATION = "f1e2d3c4-0005-5aaa-8bbb-000000000005";
  private static final String REQUEST = "9a8b7c6d-0006-4aaa-8bbb-000000000006";
  private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123Z");
  private static final Instant REVIEW = Instant.parse("2027-05-01T00:00:00Z");
  private static final String SHEET = "7d6e5f4a-0007-5aaa-8bbb-000000000007";
  private static final String DIGEST =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  private Examples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Object value : plain()) {
      all.put(EventJson.typeName(value), value);
    }
    all.put(
        "PriceRuleSet.v1.fixed",
        new PriceRuleSet(
            CUSTOMER, "DZH318Z0BPS6:0001", new PriceRule.Fixed(new Money(69_900, "USD")), AGENT));
    all.put(
        "ReservationPurchased.v1.single",
        purchased(new Scope.Single(SUBSCRIPTION), skuRule(), Optional.empty()));
    all.put(
        "ReservationPurchased.v1.resource-group",
        purchased(new Scope.ResourceGroup(SUBSCRIPTION, "web"), skuRule(), Optional.empty()));
    all.put(
        "ReservationPurchased.v1.management-group",
        purchased(new Scope.ManagementGroup("contoso-eu"), skuRule(), Optional.empty()));
    return all;
  }

  private static List<Object> plain() {
    return List.of(
        new CustomerAdded(CUSTOMER, PARTNER, "Contoso GmbH", "contoso.example", "DE", AGENT),
        new SubscriptionAdded(
            CUSTOMER,
            SUBSCRIPTION,
            "b1b2c3d4-0007-4aaa-8bbb-000000000007",
            Offer.AZURE_PLAN,
            "DZH318Z0BPS6:0001",
            "Production",
            1,
            BillingType.USAGE,
            true,
            AGENT),
        new SubscriptionSuspended(CUSTOMER, SUBSCRIPTION, AGENT),
        new SubscriptionReactivated(CUSTOMER, SUBSCRIPTION, AGENT),
        new SubscriptionDeleted(CUSTOMER, SUBSCRIPTION, AGENT),
        new OwnerAssigned(CUSTOMER, SUBSCRIPTION, OWNER, AGENT),
        new OwnerRemoved(CUSTOMER, SUBSCRIPTION, OWNER, AGENT),
        new CustomerPurchasePermissionCreated(
            CUSTOMER,
            PARTNER,
            Set.of(ProductKind.AZURE_RESERVED_INSTANCES),
            "Asked for by the customer's IT lead",
            AGENT,
            AT),
        new CustomerPurchasePermissionUpdated(
            CUSTOMER,
            PARTNER,
            Set.of(ProductKind.AZURE_RESERVED_INSTANCES),
            "Yearly review",
            AGENT,
            AT),
        new CustomerPurchasePermissionDeleted(
            CUSTOMER,
            PARTNER,
            Set.of(ProductKind.AZURE_RESERVED_INSTANCES),
            "Contract ended",
            AGENT,
            AT),
        new PriceRuleSet(CUSTOMER, "*", new PriceRule.Percent(1_500), AGENT),
        new PriceRuleRemoved(CUSTOMER, "*", AGENT),
        new PurchaseLimitSet(
            CUSTOMER,
            "USD",
            OptionalLong.of(1_000_000),
            OptionalLong.of(2_000_000),
            OptionalLong.of(5_000_000),
            AGENT),
        new PurchaseLimitRemoved(CUSTOMER, AGENT),
        new CommandRefused(
            CUSTOMER,
            REQUEST,
            "TurnPermissionOn.v1",
            "NoQualifyingSubscription",
            "The customer has no Azure plan and no Azure Global subscription bought through you:"
                + " buy one first.",
            "permission-events/3@17",
            Optional.of(AGENT)),
        new CommandParked(
            CUSTOMER, REQUEST, "TurnPermissionOn.v1", "ArithmeticException in decide"),
        new CommandRepeated(CUSTOMER, REQUEST, "permission-events/3@18"),
        purchased(
            new Scope.Shared(),
            new AppliedPrice(new PriceRule.Percent(1_500), AppliedPrice.Origin.ALL, "*"),
            Optional.of(REVIEW)),
        new ReservationPurchaseRejected(
            CUSTOMER,
            REQUEST,
            "PermissionOff",
            "Purchases by this customer are switched off: ask your partner to switch them on.",
            "permission-events/3@1531",
            Actor.Side.CUSTOMER,
            BUYER),
        new PriceSheetLineV1(
            "us-2026-11",
            "Standard_D2s_v5",
            "DZH318Z0BPS6:0001",
            "Virtual Machines DSv5 Series, D2s v5, EU West",
            "westeurope",
            "US",
            Term.P1Y,
            new Money(61_200, "USD"),
            Optional.of(new Money(100_740, "USD"))),
        new PriceSheetPublishedV1(
            "us-2026-11",
            640,
            DIGEST,
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59Z")),
        new PriceSheetLine(
            SHEET,
            "Standard_D2s_v5",
            "DZH318Z0BPS6:0001",
            "Virtual Machines DSv5 Series",
            "eastus",
            "US",
            Term.P1Y,
            new UnitPrice("612.000345", "USD"),
            Optional.of(new UnitPrice("1007.4", "USD")),
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59Z")),
        new PriceSheetPublished(
            SHEET,
            Optional.of(PARTNER),
            Optional.of(AGENT.id()),
            640,
            DIGEST,
            Instant.parse("2026-11-01T00:00:00Z")),
        new FlexibilityRatio("ratios-2026-11", "DSv5 Series", "Standard_D4s_v5", 2_000_000_000L),
        new FlexibilityRatiosPublishedV1(
            "ratios-2026-11", 40, DIGEST, Instant.parse("2026-11-01T00:00:00Z")),
        new FlexibilityRatiosPublished(
            SHEET, Optional.of(AGENT.id()), 40, DIGEST, Instant.parse("2026-11-01T00:00:00Z")),
        new PurchaseAccepted(CUSTOMER, REQUEST, ORDER, RESERVATION, new Money(140_760, "USD")),
        new PurchaseRejected(
            CUSTOMER,
            REQUEST,
            "PermissionOff",
            "Purchases by this customer are switched off: ask your partner to switch them on."),
        new PurchaseParked(
            CUSTOMER,
            REQUEST,
            "CommandParked",
            "Deciding this request failed and nothing was bought (ArithmeticException in decide):"
                + " give its id to the operator, and send it again under a new id when told to."),
        new DirectoryUser(OWNER, CUSTOMER, Actor.Side.CUSTOMER, "owner@contoso.example", "Kim Lee"),
        new DirectoryErased(OWNER, CUSTOMER),
        new DirectoryAnswer(
            REQUEST,
            "9f64a747e1b97f131fabb6b447296c9b6f0201e79fb3c5356e6c77e89b6a806a",
            DirectoryAnswer.Outcome.DONE),
        new PurchaseRequest(
            CUSTOMER,
            OWNER,
            new PurchaseRequest.Reservation(
                new PurchaseRequest.Sku("Standard_D2s_v5"),
                "westeurope",
                new PurchaseRequest.Properties(
                    "VirtualMachines",
                    "/subscriptions/" + SUBSCRIPTION,
                    "P1Y",
                    "Upfront",
                    2,
                    Optional.of("Web tier"),
                    "Single",
                    Optional.of(List.of("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/web")),
                    Optional.of(
                        new PurchaseRequest.AppliedScopeProperties(
                            Optional.of(CUSTOMER),
                            Optional.of("contoso-eu"),
                            Optional.of("/subscriptions/" + SUBSCRIPTION),
                            Optional.of("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/web"))),
                    Optional.of(false),
                    Optional.of(new PurchaseRequest.ReservedResourceProperties("On")),
                    Optional.of(REVIEW)))));
  }

  private static AppliedPrice skuRule() {
    return new AppliedPrice(
        new PriceRule.Fixed(new Money(70_380, "USD")),
        AppliedPrice.Origin.SKU,
        "DZH318Z0BPS6:0001");
  }

  private static ReservationPurchased purchased(
      Scope scope, AppliedPrice price, Optional<Instant> reviewAt) {
    return new ReservationPurchased(
        CUSTOMER,
        PARTNER,
        REQUEST,
        ORDER,
        RESERVATION,
        SUBSCRIPTION,
        "Standard_D2s_v5",
        "DZH318Z0BPS6:0001",
        "westeurope",
        Term.P1Y,
        BillingPlan.UPFRONT,
        2,
        scope,
        Flexibility.ON,
        "Web tier",
        new Money(122_400, "USD"),
        new Money(140_760, "USD"),
        price,
        "us-2026-11",
        Actor.Side.CUSTOMER,
        "permission-events/3@1530",
        BUYER,
        AT,
        Instant.parse("2027-11-22T10:15:30.123Z"),
        false,
        reviewAt);
  }
}
