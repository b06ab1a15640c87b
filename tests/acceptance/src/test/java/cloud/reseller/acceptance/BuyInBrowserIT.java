package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.buttonLike;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.link;
import static cloud.reseller.acceptance.Sight.tabTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Buying at the portal, as users of customers do it. */
@InBrowser
class BuyInBrowserIT {

  static final String CHOICE =
      "/portal/buy?search=d2s&size=Standard_D2s_v5&region=eastus&quantity=2&term=P1Y&plan=Monthly";

  private static final Pattern REQUEST = Pattern.compile(".*/portal/requests/[0-9a-f-]{36}");

  /** One size for one year alone, and one whose price does not hold yet. */
  private static final String FEW_PRODUCTS =
      """
      ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,\
      PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags
      Virtual Machines,DZH318Z0XX01,0001,"Reserved VM Instance, Standard_D2s_v5, US East, 1 Year",\
      P1Y,US,USD,500,,2026-01-01,,
      Virtual Machines,DZH318Z0XX02,0001,"Reserved VM Instance, Standard_D4s_v5, US East, 1 Year",\
      P1Y,US,USD,900,,2098-01-01,,
      """;

  private static final int MOST_ANSWERS_A_DAY = 1000;

  private static PartnerCenter api;

  @BeforeAll
  static void partner() {
    api = Site.shared().newPartner();
  }

  private static Buyer permitted() {
    Buyer buyer = api.newBuyer("US");
    api.permit(buyer.id());
    return buyer;
  }

  private static List<JsonNode> orders(Buyer buyer) {
    JsonNode items = api.get("/v1/customers/" + buyer.id() + "/orders").body().path("items");
    return java.util.stream.StreamSupport.stream(items.spliterator(), false).toList();
  }

  /** Opens the page with a choice made, once the price is known. */
  static void choose(Page page, String choice) {
    page.navigate(choice);
    expect(buttonLike(page, "Buy for")).isVisible();
  }

  @Test
  void choosing_shows_the_price_and_buying_shows_the_outcome() {
    Buyer buyer = permitted();
    Page page = Site.shared().user(buyer, buyer.owner());
    link(page, "Buy").click();
    page.getByLabel("Size").first().fill("d4s_v5");
    page.keyboard().press("Enter");
    expect(page).hasURL(Pattern.compile(".*search=d4s_v5.*"));
    page.locator("#size-Standard_D4s_v5").check();
    page.locator("#region").selectOption("westeurope");
    expect(buttonLike(page, "Buy for USD")).isVisible();
    expectText(page, "The Azure portal may show another price. You pay your partner’s price.");
    page.getByLabel("Quantity").fill("3");
    page.locator("#monthly").check();
    expectText(page, "3 × Standard_D4s_v5, westeurope, 1 year, Monthly");
    expectText(page, "12 payments");

    buttonLike(page, "Buy for USD").click();

    expect(page).hasURL(REQUEST);
    expectText(page, "Bought");
    expectText(page, "Your price for the whole term");
    link(page, "Requests").first().click();
    expectText(page, "Bought");
  }

  @Test
  void a_double_click_and_a_reload_buy_once_and_going_back_to_change_it_is_a_new_request() {
    Buyer buyer = permitted();
    Page page = Site.shared().user(buyer, buyer.owner());
    choose(page, CHOICE);

    buttonLike(page, "Buy for").dblclick();
    expect(page).hasURL(REQUEST);
    expectText(page, "Bought");
    String first = page.url();
    page.reload();
    expectText(page, "Bought");
    assertThat(page.url()).isEqualTo(first);
    await().atMost(Duration.ofSeconds(30)).until(() -> orders(buyer).size() == 1);

    page.goBack();
    expect(buttonLike(page, "Buy for")).isVisible();
    page.getByLabel("Quantity").fill("5");
    page.locator("#upfront").check();
    expectText(page, "5 × Standard_D2s_v5");
    expect(buttonLike(page, "Buy for")).isEnabled();
    buttonLike(page, "Buy for").click();
    expect(page).hasURL(REQUEST);
    expectText(page, "Bought");

    assertThat(page.url()).isNotEqualTo(first);
    await().atMost(Duration.ofSeconds(30)).until(() -> orders(buyer).size() == 2);
    assertThat(orders(buyer).stream().map(order -> order.at("/lineItems/0/quantity").asInt()))
        .containsExactlyInAnyOrder(2, 5);
  }

  @Test
  void the_outcome_arrives_by_itself_wherever_the_person_waits() {
    Buyer buyer = permitted();
    Page here = Site.shared().user(buyer, buyer.owner());
    choose(here, CHOICE);
    Page there = here.context().newPage();
    Instance reservations = Site.shared().service(Service.RESERVATIONS);
    reservations.pause();
    try {
      buttonLike(here, "Buy for").click();
      expect(here).hasURL(REQUEST);
      expectText(here, "Waiting for the decision");
      // The other gateway knows the session and the request as well.
      there.navigate(
          here.url()
              .replace(
                  Site.shared().gateway().toString(), Site.shared().secondGateway().toString()));
      expectText(there, "Waiting for the decision");
    } finally {
      reservations.resume();
    }
    expectText(here, "Bought");
    expectText(there, "Bought");
    expectText(there, "Your price for the whole term");
  }

  @Test
  void an_owner_buys_by_the_keyboard_alone() {
    Buyer buyer = permitted();
    Page page = Site.shared().user(buyer, buyer.owner());
    tabTo(page, "Buy");
    page.keyboard().press("Enter");
    expect(page).hasURL(Pattern.compile(".*/portal/buy.*"));
    page.keyboard().press("/");
    page.keyboard().type("D2s_v5");
    page.keyboard().press("Enter");
    expect(page.locator("#size-Standard_D2s_v5")).isVisible();
    tabTo(page, "Standard_D2s_v5");
    page.keyboard().press("Space");
    expect(page.locator("#region")).isVisible();
    tabTo(page, "Region");
    page.keyboard().type("eastus");
    tabTo(page, "Buy for");
    page.keyboard().press("Enter");

    expect(page).hasURL(REQUEST);
    expectText(page, "Bought");
  }

  @Test
  void the_main_job_works_without_scripts() {
    Buyer buyer = api.newBuyer("US");
    Page agent =
        Site.shared().agent(api, "admin_agent", options -> options.setJavaScriptEnabled(false));
    agent.navigate(SwitchInBrowserIT.account(buyer));
    Sight.button(agent, "On").click();
    agent.getByLabel("Reason (optional)").fill("asked for");
    Sight.button(agent, "Turn on").click();
    Sight.expectSwitch(agent, "On");

    Page user =
        Site.shared().user(buyer, buyer.owner(), options -> options.setJavaScriptEnabled(false));
    link(user, "Buy").click();
    user.getByLabel("Size").first().fill("d2s_v5");
    Sight.button(user, "Show the price").click();
    user.locator("#size-Standard_D2s_v5").check();
    Sight.button(user, "Show the price").click();
    user.locator("#region").selectOption("eastus");
    Sight.button(user, "Show the price").click();
    buttonLike(user, "Buy for USD").click();
    expect(user).hasURL(REQUEST);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              user.reload();
              return user.locator("main").innerText().contains("Bought");
            });
    agent.navigate(SwitchInBrowserIT.account(buyer) + "/orders");
    expectText(agent, "Standard_D2s_v5");
  }

  /** A purchase that is refused, and what the portal says to it. */
  private record Refused(PurchaseRequest request, String words, String code) {}

  @Test
  void each_refusal_that_a_customer_can_meet_is_told_in_words() throws Exception {
    Buyer buyer = permitted();
    Map<String, Refused> refused = new LinkedHashMap<>();
    String licence = api.newSubscription(buyer.id(), "CFQ7TTC0LH18");
    String suspended = api.newSubscription(buyer.id(), "DZH318Z0BPS6");
    assertThat(
            api.send(
                    "PATCH",
                    "/v1/customers/" + buyer.id() + "/subscriptions/" + suspended,
                    "{\"status\": \"suspended\"}",
                    PartnerCenter.requestId())
                .status())
        .isEqualTo(200);
    String elsewhere =
        api.send(
                "POST",
                "/v1/customers/" + buyer.id() + "/subscriptions",
                """
                {"offerId": "DZH318Z0BPS6", "friendlyName": "Elsewhere", "quantity": 1,
                 "boughtThroughPartner": false}\
                """,
                PartnerCenter.requestId())
            .text("id");
    Buyer off = api.newBuyer("US");
    Buyer china = api.newBuyer("CN");
    api.permit(china.id());
    Buyer japan = api.newBuyer("JP");
    api.permit(japan.id());
    PartnerCenter small = Site.shared().newPartner();
    small.publishSheet(FEW_PRODUCTS);
    Buyer few = small.newBuyer("US");
    small.permit(few.id());

    add(refused, off, wish(off), "Your partner has not turned on purchases", "PermissionOff");
    add(
        refused,
        buyer,
        billedTo(buyer, UUID.randomUUID().toString()),
        "Your company has no such subscription.",
        "SubscriptionUnknown");
    add(
        refused,
        buyer,
        billedTo(buyer, elsewhere),
        "The subscription was not bought through your partner",
        "SubscriptionNotThroughPartner");
    add(
        refused,
        buyer,
        billedTo(buyer, licence),
        "Reservations are bought for an Azure plan or Azure Global",
        "SubscriptionNotUsageBased");
    add(
        refused,
        buyer,
        billedTo(buyer, suspended),
        "The subscription is suspended or has ended.",
        "SubscriptionInactive");
    add(refused, china, wish(china), "not sold in your market", "NotSupportedCountry");
    add(refused, japan, wish(japan), "There is no price list for your market", "PricesNotInForce");
    add(
        refused,
        buyer,
        sized(buyer, "Standard_A1_v2", "eastus", "P1Y", 1),
        "No reservations are sold for this size.",
        "ProductExcluded");
    add(
        refused,
        buyer,
        sized(buyer, "Standard_D3000s_v5", "eastus", "P1Y", 1),
        "This size is not sold.",
        "ProductNotFound");
    add(
        refused,
        buyer,
        sized(buyer, "Standard_D2s_v5", "eastus", "P5Y", 1),
        "The size is not sold for this term.",
        "UnsupportedReservationTerm");
    add(
        refused,
        buyer,
        sized(buyer, "Standard_D2s_v5", "japaneast", "P1Y", 1),
        "The size is not sold in this region.",
        "RegionNotSold");
    add(
        refused,
        buyer,
        sized(buyer, "Standard_D2s_v5", "eastus", "P1Y", 2_000_000_000),
        "The quantity cannot be ordered.",
        "QuantityInvalid");
    add(
        refused,
        buyer,
        named(buyer, "n".repeat(65)),
        "The name is too long or has characters",
        "DisplayNameInvalid");
    add(
        refused,
        buyer,
        scoped(buyer, Optional.of(List.of("/subscriptions/" + UUID.randomUUID()))),
        "The scope is not one of your subscriptions.",
        "AppliedScopesNotAssociatedWithCommerceAccount");
    add(
        refused,
        buyer,
        scoped(buyer, Optional.empty()),
        "The scope is not one of your subscriptions.",
        "MissingAppliedScopesForSingle");
    add(
        refused,
        buyer,
        named(buyer, "safe\u202Egnihtemos"),
        "has characters that cannot be seen",
        "DisplayNameInvalid");
    add(
        refused,
        few,
        sized(few, "Standard_D2s_v5", "eastus", "P3Y", 1),
        "The size is not sold for this term.",
        "TermNotSold");
    add(
        refused,
        few,
        sized(few, "Standard_D4s_v5", "eastus", "P1Y", 1),
        "The price of this size has ended and no new one holds yet.",
        "PriceNotInForce");
    add(
        refused,
        buyer,
        scoped(buyer, Optional.of(List.of("/subscriptions/one", "/subscriptions/two"))),
        "The scope is not one of your subscriptions.",
        "InvalidSingleAppliedScopesCount");
    add(
        refused,
        buyer,
        with(buyer, Optional.empty(), "Everywhere", Optional.empty()),
        "The scope is not one of your subscriptions.",
        "ScopeInvalid");
    Buyer busy = api.newBuyer("US");
    for (int i = 0; i < MOST_ANSWERS_A_DAY; i++) {
      Site.shared().portal().publish(Portal.newId(), wish(busy));
    }
    add(refused, busy, wish(busy), "Your company has asked too often", "TooManyRequests");
    Buyer closed = permitted();
    Portal.writeByHand(
        Infrastructure.shared().kafka(),
        Log.PERMISSION_EVENTS,
        closed.id(),
        "CustomerPurchasePermissionNarrowed.v9",
        Portal.newId(),
        "{\"later\": true}");
    add(
        refused,
        closed,
        wish(closed),
        "Something that is kept about your company cannot be read now",
        "FactsUnreadable");
    publish(refused);
    Page page = Site.shared().user(buyer, buyer.owner());
    expectWords(page, buyer, refused);
    for (Buyer other : List.of(off, china, japan, busy, closed)) {
      expectWords(Site.shared().user(other, other.owner()), other, refused);
    }
    Page choosing = Site.shared().user(few, few.owner());
    expectWords(choosing, few, refused);
    // Where the page knows it before, it says the same words and has no button.
    choosing.navigate(CHOICE.replace("P1Y", "P3Y"));
    expectText(choosing, "The size is not sold for this term.");
    expect(buttonLike(choosing, "Buy for")).hasCount(0);

    limited(page, buyer, "perOrderMinor", "the limit your partner has set for one order");
    limited(page, buyer, "perDayMinor", "the limit your partner has set for a day");
    limited(page, buyer, "per30DaysMinor", "The purchases of the last 30 days");

    String reader = api.newUser(buyer.id());
    Page other = Site.shared().user(buyer, reader);
    String id = Portal.newId();
    Site.shared().portal().published(id, Portal.wish(buyer, reader, 1));
    other.navigate("/portal/requests/" + id);
    expectText(other, "Not bought");
    expectText(other, "You are not an Owner of the subscription");
    assertThat(orders(buyer)).isEmpty();
  }

  @Test
  void a_request_that_nobody_answers_is_unknown_until_it_is_sent_again_and_bought_once()
      throws Exception {
    Buyer buyer = permitted();
    Page page = Site.shared().user(buyer, buyer.owner());
    String id = Portal.newId();
    page.navigate("/portal/requests/" + id);
    expectText(page, "Waiting for the decision");
    // It is said with the first heartbeat of the open stream.
    expect(page.locator("[data-long]")).isVisible();
    expectText(page, "What became of it is unknown yet");
    expectText(page, "The same request can be sent again and buys once.");
    assertThat(page.locator("main").innerText()).doesNotContainIgnoringCase("fail");

    Site.shared().portal().published(id, wish(buyer));
    Site.shared().portal().published(id, wish(buyer));

    expectText(page, "Bought");
    await().atMost(Duration.ofSeconds(30)).until(() -> orders(buyer).size() == 1);
  }

  @Test
  void a_request_that_could_not_be_decided_says_that_nothing_was_bought_and_whom_to_ask()
      throws Exception {
    Buyer buyer = permitted();
    Page page = Site.shared().user(buyer, buyer.owner());
    String id = Portal.newId();
    // No request is known to bring it about.
    Portal.writeByHand(
        Infrastructure.shared().kafka(),
        Log.RESERVATION_EVENTS,
        buyer.id(),
        "CommandParked.v1",
        id,
        """
        {"customerId": "%s", "commandId": "%s", "commandType": "PurchaseReservation.v1",
         "reason": "ArithmeticException in decide"}\
        """
            .formatted(buyer.id(), id));

    MainJobInBrowserIT.shows(page, "/portal/requests/" + id, "Not decided");

    expectText(page, "Deciding failed and nothing was bought.");
    expectText(page, "ask your partner before you try again");
    page.locator("main details summary").click();
    expectText(page, "CommandParked " + id);
    assertThat(orders(buyer)).isEmpty();
  }

  private static void limited(Page page, Buyer buyer, String limit, String words) throws Exception {
    assertThat(
            api.send(
                    "PUT",
                    "/v1/customers/" + buyer.id() + "/purchaselimits",
                    "{\"currency\": \"USD\", \"" + limit + "\": 1}",
                    PartnerCenter.requestId())
                .status())
        .isEqualTo(200);
    String id = Portal.newId();
    Site.shared().portal().published(id, wish(buyer));
    page.navigate("/portal/requests/" + id);
    expectText(page, "Not bought");
    expectText(page, words);
  }

  private static void publish(Map<String, Refused> refused) throws Exception {
    for (Map.Entry<String, Refused> each : refused.entrySet()) {
      Site.shared().portal().published(each.getKey(), each.getValue().request());
    }
  }

  private static void expectWords(Page page, Buyer buyer, Map<String, Refused> refused) {
    refused.forEach(
        (id, each) -> {
          if (each.request().customerId().equals(buyer.id())) {
            page.navigate("/portal/requests/" + id);
            expectText(page, "Not bought");
            expectText(page, each.words());
            page.locator("main details summary").click();
            expectText(page, each.code());
          }
        });
  }

  private static void add(
      Map<String, Refused> refused,
      Buyer buyer,
      PurchaseRequest request,
      String words,
      String code) {
    refused.put(Portal.newId(), new Refused(request, words, code));
  }

  private static PurchaseRequest wish(Buyer buyer) {
    return Portal.wish(buyer);
  }

  private static PurchaseRequest billedTo(Buyer buyer, String subscription) {
    return Portal.wish(new Buyer(buyer.id(), subscription, buyer.owner()));
  }

  private static PurchaseRequest sized(
      Buyer buyer, String size, String region, String term, long quantity) {
    PurchaseRequest.Properties usual = wish(buyer).reservation().properties();
    return request(
        buyer,
        size,
        region,
        new PurchaseRequest.Properties(
            usual.reservedResourceType(),
            usual.billingScopeId(),
            term,
            usual.billingPlan(),
            quantity,
            usual.displayName(),
            usual.appliedScopeType(),
            usual.appliedScopes(),
            usual.appliedScopeProperties(),
            usual.renew(),
            usual.reservedResourceProperties(),
            usual.reviewDateTime()));
  }

  private static PurchaseRequest named(Buyer buyer, String name) {
    return with(buyer, Optional.of(name), "Shared", Optional.empty());
  }

  private static PurchaseRequest scoped(Buyer buyer, Optional<List<String>> scopes) {
    return with(buyer, Optional.of("Web servers"), "Single", scopes);
  }

  private static PurchaseRequest with(
      Buyer buyer, Optional<String> name, String scope, Optional<List<String>> scopes) {
    PurchaseRequest.Properties usual = wish(buyer).reservation().properties();
    return request(
        buyer,
        "Standard_D2s_v5",
        "eastus",
        new PurchaseRequest.Properties(
            usual.reservedResourceType(),
            usual.billingScopeId(),
            usual.term(),
            usual.billingPlan(),
            1,
            name,
            scope,
            scopes,
            usual.appliedScopeProperties(),
            usual.renew(),
            usual.reservedResourceProperties(),
            usual.reviewDateTime()));
  }

  private static PurchaseRequest request(
      Buyer buyer, String size, String region, PurchaseRequest.Properties properties) {
    return new PurchaseRequest(
        buyer.id(),
        buyer.owner(),
        new PurchaseRequest.Reservation(new PurchaseRequest.Sku(size), region, properties));
  }
}
