package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Money;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.Request;
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionDecider;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseByCustomer;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import cloud.reseller.reservations.write.state.CustomerState;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Decisions that rule set 3 changes, one case for each change. The stored logs contain none of the
 * facts and requests that these rules are about.
 */
final class RuleSetChanges {
  private static final String CUSTOMER = "c0000000-0000-4000-8000-000000000001";
  private static final String PARTNER = "a0000000-0000-4000-8000-000000000001";
  private static final String PLAN = "50000000-0000-4000-8000-000000000001";
  private static final String LICENCE = "50000000-0000-4000-8000-000000000002";
  private static final String OWNER = "b0000000-0000-4000-8000-000000000001";
  private static final Actor AGENT =
      new Actor("d0000000-0000-4000-8000-000000000001", Actor.Side.PARTNER);
  private static final Requester ADMIN = new Requester(PARTNER, AGENT);
  private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");
  private static final String D2S = "Standard_D2s_v5";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = "/providers/Microsoft.Management/managementGroups/";

  /**
   * One changed decision.
   *
   * @param condition the condition it depends on, with the record that contains it
   * @param decided the outcome under a rule set, as it is stored
   */
  record Case(String condition, String name, IntFunction<String> decided) {

    String outcome(int rules) {
      return decided.apply(rules);
    }
  }

  private RuleSetChanges() {}

  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    sheets(all);
    spellings(all);
    scopes(all);
    all.add(
        purchase(
            "PurchaseRules.markupsBounded",
            "a markup takes an order beyond what one can hold",
            asked(),
            with(
                firstSheet("first", OCTOBER, NO_END, 400_000_000_000L),
                priced("*", new PriceRule.Percent(10_000)))));
    all.add(
        purchase(
            "PurchaseRules.markupsBounded",
            "a quantity that no amount can have",
            asked().with("/properties/quantity", 1L + Integer.MAX_VALUE),
            firstSheet("first", OCTOBER, NO_END, 1_000_00)));
    names(all);
    permissions(all);
    return all;
  }

  // Purchases

  private static void sheets(List<Case> all) {
    String rule = "PurchaseRules.sheetsAreDated";
    List<Event> operators = firstSheet("first", OCTOBER, NO_END, 1_000_00);
    all.add(
        purchase(
            rule,
            "a partner's own sheet prices its customers",
            asked(),
            with(operators, sheet("own", Optional.of(PARTNER), NOVEMBER, line("own", "700.005")))));
    all.add(
        purchase(
            rule,
            "a sheet of the operator in the present form takes the place of the one before",
            asked(),
            with(operators, sheet("new", Optional.empty(), NOVEMBER, line("new", "900.005")))));
    all.add(
        purchase(
            rule,
            "a sheet of the first form that ended gives way to no older one",
            asked(),
            with(operators, firstSheet("ended", OCTOBER, NOVEMBER, 800_00))));
    all.add(
        purchase(
            rule,
            "a sheet that was replaced 40 days before the last publication is still known",
            asked().at(NOVEMBER.minusMillis(1)),
            with(
                operators,
                firstSheet("second", NOVEMBER, NO_END, 800_00),
                firstSheet("third", NOVEMBER.plusSeconds(40 * 86_400), NO_END, 700_00))));
    all.add(
        purchase(
            rule,
            "of lists of ratios the one that began last holds",
            asked(),
            with(
                operators,
                firstRatios("one", NOVEMBER, D2S),
                firstRatios("two", OCTOBER, "Standard_D9s_v5"))));
    all.add(
        purchase(
            rule,
            "of lines that hold at once the one that began last is named",
            asked(),
            with(
                operators,
                sheet(
                    "two",
                    Optional.empty(),
                    NOVEMBER,
                    line("two", "PRODUCT:0002", "500", NOVEMBER, NO_END),
                    line("two", "PRODUCT:0001", "500", OCTOBER, NO_END)))));
    all.add(
        purchase(
            rule,
            "a line that ended is not sold",
            asked(),
            with(
                operators,
                sheet(
                    "over",
                    Optional.empty(),
                    OCTOBER,
                    line("over", "PRODUCT:0001", "500", OCTOBER, NOVEMBER),
                    line("over", "PRODUCT:0001", "600", NEXT_YEAR, NO_END)))));
  }

  private static void spellings(List<Case> all) {
    String rule = "PurchaseRules.anyCase";
    List<Event> operators = firstSheet("first", OCTOBER, NO_END, 1_000_00);
    all.add(
        purchase(
            rule,
            "a size in another case",
            asked().with("/sku/name", "standard_d2S_V5"),
            operators));
    all.add(
        purchase(
            rule, "a region by its display name", asked().with("/location", "East US"), operators));
    all.add(
        purchase(rule, "a region in another case", asked().with("/location", "EastUS"), operators));
    all.add(
        purchase(
            rule, "a term in another case", asked().with("/properties/term", "p1y"), operators));
    all.add(
        purchase(
            rule,
            "a plan in another case",
            asked().with("/properties/billingPlan", "upFRONT"),
            operators));
    all.add(
        purchase(
            rule,
            "a kind in another case",
            asked().with("/properties/reservedResourceType", "virtualmachines"),
            operators));
    all.add(
        purchase(
            rule,
            "a kind of scope in another case",
            asked().with("/properties/appliedScopeType", "SHARED"),
            operators));
    all.add(
        purchase(
            rule,
            "flexibility in another case",
            asked()
                .with(
                    "/properties/reservedResourceProperties", Map.of("instanceFlexibility", "ON")),
            operators));
    all.add(
        purchase(
            rule,
            "a price rule for the size in another case",
            asked(),
            with(operators, priced("STANDARD_D2S_V5", new PriceRule.Percent(500)))));
    all.add(
        purchase(
            rule,
            "a ratio for the size in another case",
            asked(),
            with(operators, firstRatios("ratios", OCTOBER, "STANDARD_D2S_V5"))));
    String body =
        asked().body().deepCopy().put("customerId", CUSTOMER.toUpperCase(Locale.ROOT)).toString();
    all.add(new Case(rule, "the customer of a body in another case", set -> customerOf(body, set)));
  }

  private static void names(List<Case> all) {
    List<Event> operators = firstSheet("first", OCTOBER, NO_END, 1_000_00);
    for (String name : List.of("web\u202Eservers", "\ud83d\ude80".repeat(64))) {
      all.add(
          purchase(
              "PurchaseRules.namesAreVisible",
              "a display name of " + name.codePointCount(0, name.length()) + " characters",
              asked().with("/properties/displayName", name),
              operators));
    }
    String azure = "e0000000-0000-4000-8000-000000000001";
    String other = "50000000-0000-4000-8000-000000000003";
    all.add(
        purchase(
            "PurchaseRules.existingFirst",
            "an Azure subscription that was deleted and added again",
            asked().with("/properties/billingScopeId", "/subscriptions/" + azure),
            with(
                operators,
                List.of(
                    plan(LICENCE, azure),
                    new SubscriptionDeleted(CUSTOMER, LICENCE, AGENT),
                    plan(other, azure),
                    new OwnerAssigned(CUSTOMER, other, OWNER, AGENT)))));
    all.add(
        purchase(
            "PurchaseRules.existingFirst",
            "an id that is one's here and another one's in Azure",
            asked().with("/properties/billingScopeId", "/subscriptions/" + other),
            with(
                operators,
                List.of(
                    plan(other, azure),
                    new OwnerAssigned(CUSTOMER, other, OWNER, AGENT),
                    plan(LICENCE, other),
                    new OwnerAssigned(CUSTOMER, LICENCE, OWNER, AGENT)))));
    all.add(
        purchase(
            "PurchaseRules.oneScope",
            "a management group beside a subscription",
            asked()
                .with("/properties/appliedScopeType", "Single")
                .with(
                    "/properties/appliedScopeProperties",
                    Map.of(
                        "subscriptionId",
                        "/subscriptions/" + PLAN,
                        "managementGroupId",
                        "finance")),
            operators));
    all.add(
        purchase(
            "PurchaseRules.oneScope",
            "a subscription beside a management group",
            asked()
                .group(
                    Map.of(
                        "tenantId",
                        CUSTOMER,
                        "managementGroupId",
                        "finance",
                        "subscriptionId",
                        "/subscriptions/" + PLAN)),
            operators));
  }

  /** The customer that a body names, as the codec understands it. */
  private static String customerOf(String body, int rules) {
    try {
      return "read as of "
          + new ReservationMessageCodec()
              .readInput(
                  new Input(
                      new Position(Portal.REQUESTS, 3, 0),
                      CUSTOMER,
                      "request",
                      "PurchaseReservation.v1",
                      body.getBytes(UTF_8),
                      rules))
              .customerId();
    } catch (UnreadableInputException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private static void scopes(List<Case> all) {
    String rule = "PurchaseRules.groupsNeedTenant";
    List<Event> operators = firstSheet("first", OCTOBER, NO_END, 1_000_00);
    all.add(
        purchase(
            rule,
            "a management group without its tenant",
            asked().group(Map.of("managementGroupId", "finance")),
            operators));
    all.add(
        purchase(
            rule,
            "a management group by its path",
            asked().group(Map.of("tenantId", CUSTOMER, "managementGroupId", GROUP + "finance")),
            operators));
    all.add(
        purchase(
            rule,
            "the path of a management group does not count",
            asked()
                .group(Map.of("tenantId", CUSTOMER, "managementGroupId", GROUP + "g".repeat(90))),
            operators));
  }

  /**
   * What is asked for, by the Owner for a year, unless said otherwise.
   *
   * @param body as it is published
   */
  private record Asked(Instant at, ObjectNode body) {

    private Asked at(Instant other) {
      return new Asked(other, body);
    }

    /** The same with another value of a member of the reservation. */
    private Asked with(String member, Object value) {
      ObjectNode other = body.deepCopy();
      int parent = member.lastIndexOf('/');
      ((ObjectNode) other.at("/reservation" + member.substring(0, parent)))
          .set(member.substring(parent + 1), JSON.valueToTree(value));
      return new Asked(at, other);
    }

    private Asked group(Map<String, String> scope) {
      return with("/properties/appliedScopeType", "ManagementGroup")
          .with("/properties/appliedScopeProperties", scope);
    }

    private PurchaseRequest request() {
      try {
        return EventJson.body(PurchaseRequest.class).read(JSON.writeValueAsBytes(body));
      } catch (JsonProcessingException | EventJson.UnreadableException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Asked asked() {
    Buyer buyer = new Buyer(CUSTOMER, PLAN, OWNER);
    try {
      return new Asked(
          NOW, (ObjectNode) JSON.readTree(EventJson.write(Portal.wish(buyer, OWNER, 2))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A purchase of two machines by a customer who may buy. */
  private static Case purchase(String condition, String name, Asked asked, List<Event> facts) {
    return new Case(
        condition,
        name,
        rules -> {
          var decider = new ReservationDecider(DefaultMarkup.always(0));
          CustomerState state = decider.initial();
          Catalogue catalogue = decider.initialShared();
          long offset = 0;
          for (Event fact : with(account(), facts)) {
            offset++;
            if (fact instanceof CatalogueEvent e) {
              catalogue =
                  decider.evolveShared(
                      catalogue,
                      new Fact<>(
                          new Position(Log.CATALOGUE_EVENTS, 0, offset), published(e), 0, e));
            } else {
              state =
                  decider.evolve(
                      state,
                      new Fact<>(new Position(Log.PERMISSION_EVENTS, 3, offset), OCTOBER, 0, fact));
            }
          }
          return stored(
              decider
                  .decide(
                      new Request<>(
                          CUSTOMER,
                          "request",
                          asked.at(),
                          rules,
                          new PurchaseByCustomer(asked.request())),
                      state,
                      catalogue)
                  .event());
        });
  }

  /** Sheets are published when they begin. */
  private static Instant published(CatalogueEvent event) {
    return event instanceof CatalogueEvent.Publication publication
        ? publication.effectiveFrom()
        : OCTOBER;
  }

  private static List<Event> account() {
    return List.of(
        customer(),
        plan(),
        new OwnerAssigned(CUSTOMER, PLAN, OWNER, AGENT),
        new CustomerPurchasePermissionCreated(
            CUSTOMER, PARTNER, Set.of(ProductKind.AZURE_RESERVED_INSTANCES), "", AGENT, OCTOBER));
  }

  private static CustomerAdded customer() {
    return new CustomerAdded(CUSTOMER, PARTNER, "Fabrikam", "fabrikam.example", "US", AGENT);
  }

  private static SubscriptionAdded plan() {
    return plan(PLAN, PLAN);
  }

  private static SubscriptionAdded plan(String id, String entitlement) {
    return new SubscriptionAdded(
        CUSTOMER,
        id,
        entitlement,
        Offer.AZURE_PLAN,
        "MS-AZR-0017G",
        "Azure plan",
        1,
        BillingType.USAGE,
        true,
        AGENT);
  }

  private static List<Event> priced(String target, PriceRule rule) {
    return List.of(new PriceRuleSet(CUSTOMER, target, rule, AGENT));
  }

  private static List<Event> firstSheet(String id, Instant from, Instant until, long minor) {
    var line =
        new PriceSheetLineV1(
            id,
            D2S,
            "PRODUCT:0001",
            "Virtual Machines",
            "eastus",
            "US",
            Term.P1Y,
            new Money(minor, "USD"),
            Optional.empty());
    return List.of(line, new PriceSheetPublishedV1(id, 1, digest(firstForm(), line), from, until));
  }

  private static PriceSheetLine line(String sheet, String price) {
    return line(sheet, "PRODUCT:0001", price, OCTOBER, NO_END);
  }

  private static PriceSheetLine line(
      String sheet, String sheetSku, String price, Instant from, Instant until) {
    return new PriceSheetLine(
        sheet,
        D2S,
        sheetSku,
        "Virtual Machines",
        "eastus",
        "US",
        Term.P1Y,
        new UnitPrice(price, "USD"),
        Optional.empty(),
        from,
        until);
  }

  private static List<Event> sheet(
      String id, Optional<String> partner, Instant from, PriceSheetLine... lines) {
    List<Event> sheet = new ArrayList<>(List.of(lines));
    sheet.add(
        new PriceSheetPublished(
            id,
            partner,
            Optional.of(AGENT.id()),
            lines.length,
            digest(CatalogueDigest.ofLines(), lines),
            from));
    return sheet;
  }

  private static List<Event> firstRatios(String id, Instant from, String size) {
    var ratio = new FlexibilityRatio(id, "DSv5 Series", size, 1_000_000_000L);
    return List.of(
        ratio, new FlexibilityRatiosPublishedV1(id, 1, digest(firstForm(), ratio), from));
  }

  private static CatalogueDigest firstForm() {
    return CatalogueDigest.ofLinesAndId();
  }

  private static String digest(CatalogueDigest digest, Line... lines) {
    for (Line line : lines) {
      digest.add(line);
    }
    return digest.hex();
  }

  @SafeVarargs
  private static List<Event> with(List<Event>... facts) {
    List<Event> all = new ArrayList<>();
    for (List<Event> each : facts) {
      all.addAll(each);
    }
    return all;
  }

  // Commands of permissions-service

  private static void permissions(List<Case> all) {
    all.add(
        command(
            "PermissionRules.marketsCurrency",
            "a purchase limit in another currency than the market's",
            new SetPurchaseLimit(
                CUSTOMER,
                "EUR",
                OptionalLong.of(1_000),
                OptionalLong.empty(),
                OptionalLong.empty(),
                ADMIN)));
    all.add(
        command(
            "PermissionRules.marketsCurrency",
            "a fixed price in another currency than the market's",
            new SetPriceRule(
                CUSTOMER, "PRODUCT:0001", new PriceRule.Fixed(new Money(1_000, "EUR")), ADMIN)));
    all.add(
        command(
            "PermissionRules.azureOwners",
            "an Owner of a licence",
            new AssignOwner(CUSTOMER, LICENCE, OWNER, ADMIN)));
    all.add(
        command(
            "PermissionRules.anyCase",
            "a price rule of another one's target in another case",
            new SetPriceRule(CUSTOMER, "standard_D2S_v5", new PriceRule.Percent(200), ADMIN)));
    all.add(
        command(
            "PermissionRules.anyCase",
            "the removal of a price rule by its target in another case",
            new RemovePriceRule(CUSTOMER, "standard_D2S_v5", ADMIN)));
  }

  /** A command about a customer with a plan, a licence and a price for a size. */
  private static Case command(String condition, String name, PermissionCommand command) {
    return new Case(
        condition,
        name,
        rules -> {
          PermissionDecider decider = new PermissionDecider();
          Customer state = decider.initial();
          long offset = 0;
          for (PermissionEvent fact :
              List.of(
                  customer(),
                  plan(),
                  new SubscriptionAdded(
                      CUSTOMER,
                      LICENCE,
                      LICENCE,
                      Offer.LICENSE,
                      "CFQ7TTC0LH18",
                      "Licence",
                      1,
                      BillingType.LICENSE,
                      true,
                      AGENT),
                  new PriceRuleSet(CUSTOMER, D2S, new PriceRule.Percent(100), AGENT))) {
            state =
                decider.evolve(
                    state,
                    new Fact<>(
                        new Position(Log.PERMISSION_EVENTS, 3, offset++), OCTOBER, rules, fact));
          }
          return stored(
              decider
                  .decide(
                      new Request<>(CUSTOMER, "request", NOW, rules, command),
                      state,
                      decider.initialShared())
                  .event());
        });
  }

  private static String stored(Event outcome) {
    return EventJson.typeName(outcome) + ' ' + new String(EventJson.write(outcome), UTF_8);
  }
}
