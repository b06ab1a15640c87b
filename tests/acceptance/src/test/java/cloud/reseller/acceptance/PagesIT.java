package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.Browser.Page;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.Login;
import java.net.HttpCookie;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages as a browser without scripts gets them, signed in at a real Keycloak. */
class PagesIT {

  private static House house;
  private static URI gateway;
  private static PartnerCenter api;
  private static Optional<Instance> second = Optional.empty();

  @BeforeAll
  static void start() {
    house =
        House.of(
            PagesIT.class,
            Service.PERMISSIONS,
            Service.RESERVATIONS,
            Service.BILLING,
            Service.GATEWAY);
    gateway = house.first(Service.GATEWAY).address();
    api = PartnerCenter.at(gateway);
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  private static Browser agent(String role) {
    Browser browser = new Browser(gateway);
    Page first =
        browser.signIn(
            "/",
            Infrastructure.shared().agentLogin(role, api.partner(), UUID.randomUUID().toString()));
    assertThat(first.status()).as(first.html()).isEqualTo(200);
    assertThat(first.address().getPath()).isEqualTo("/dashboard/customers");
    return browser;
  }

  @Test
  void an_agent_signs_in_and_out_and_no_cookie_or_address_shows_a_token() {
    Browser browser = agent("admin_agent");

    assertThat(browser.cookies())
        .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
        .isNotEmpty()
        .allMatch(HttpCookie::isHttpOnly)
        .noneMatch(cookie -> cookie.getValue().contains("eyJhbGciOiJSUzI1NiI"));

    Page out = browser.send(browser.open("/dashboard/customers").form("/sign-out"));
    assertThat(out.status()).isEqualTo(200);
    assertThat(out.address()).isEqualTo(gateway.resolve("/signed-out"));
    assertThat(browser.open("/dashboard/customers").html()).contains("name=\"password\"");
  }

  @Test
  void the_switch_is_moved_with_a_reason_and_stays_where_it_was_moved() {
    Buyer buyer = api.newBuyer("DE");
    Browser browser = agent("admin_agent");
    String account = "/dashboard/customers/" + buyer.id();

    Page off = browser.open(account);
    assertThat(off.html())
        .contains("Customer permissions", "Azure reservations", "Allow customer to purchase");
    assertThat(pressed(off)).isEqualTo("Off");
    Page asked = browser.open(account + "?change=on");
    assertThat(asked.html()).contains("you pay for all of it");
    Page on = browser.send(asked.form("/permission").type("reason", "<b>agreed</b> by phone"));
    assertThat(on.status()).isEqualTo(200);
    assertThat(pressed(on)).isEqualTo("On");
    assertThat(on.html()).contains("&lt;b&gt;agreed&lt;/b&gt; by phone");
    assertThat(pressed(browser.open(account))).isEqualTo("On");

    browser.send(
        browser.open(account + "?change=off").form("/permission").type("reason", "review"));
    Page again = browser.open(account);
    assertThat(pressed(again)).isEqualTo("Off");
    assertThat(again.html()).contains("Off by", "On by", "review");
  }

  @Test
  void what_another_agent_changed_meanwhile_is_shown_and_not_overwritten() {
    Buyer buyer = api.newBuyer("DE");
    Browser browser = agent("admin_agent");
    String account = "/dashboard/customers/" + buyer.id();
    Page open = browser.open(account + "?change=on");
    api.permit(buyer.id());

    Page late = browser.send(open.form("/permission"));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.html()).contains("Somebody changed it while this page was open");
    assertThat(pressed(late)).isEqualTo("On");
    Page toOff = browser.open(account + "?change=off");
    api.revoke(buyer.id(), UUID.randomUUID().toString());
    api.permit(buyer.id());
    assertThat(browser.send(toOff.form("/permission")).status()).isEqualTo(409);
    assertThat(pressed(browser.open(account))).isEqualTo("On");
  }

  @Test
  void a_form_sent_twice_changes_something_once() {
    Buyer buyer = api.newBuyer("DE");
    Browser browser = agent("admin_agent");
    String account = "/dashboard/customers/" + buyer.id();
    Page asked = browser.open(account + "?change=on");

    assertThat(browser.send(asked.form("/permission")).status()).isEqualTo(200);
    Page twice = browser.send(asked.form("/permission"));

    assertThat(twice.status()).isEqualTo(200);
    assertThat(twice.html().split("On by", -1)).hasSize(2);
  }

  @Test
  void an_agent_who_only_reads_finds_a_switch_that_says_who_may_move_it() {
    Buyer buyer = api.newBuyer("DE");
    Browser browser = agent("sales_agent");
    String account = "/dashboard/customers/" + buyer.id();

    Page page = browser.open(account + "?change=on");

    assertThat(page.html())
        .contains("aria-disabled=\"true\"", "Only admin agents can change this.")
        .doesNotContain("/permission\"");
    // Even a form made by hand is refused, by the service.
    String token = csrf(page);
    assertThat(browser.post(account + "/permission", "to=on&csrf-token=" + token).status())
        .isEqualTo(403);
    assertThat(pressed(browser.open(account))).isEqualTo("Off");
  }

  @Test
  void without_a_subscription_the_switch_says_what_is_needed_first_and_the_page_adds_it() {
    String customer = api.newCustomer("DE");
    Browser browser = agent("admin_agent");
    String account = "/dashboard/customers/" + customer;
    assertThat(browser.open(account).html()).contains("Before it can be turned on");

    Page subscriptions = browser.open(account + "/subscriptions");
    assertThat(subscriptions.html()).contains("No subscription yet");
    Page added =
        browser.send(
            subscriptions
                .form("name=\"entitlement\"")
                .type("offer", "DZH318Z0BPS6")
                .type("name", "Production"));

    assertThat(added.html()).contains("Production", "reservations can be bought for it");
    assertThat(browser.open(account).html()).doesNotContain("Before it can be turned on");
  }

  @Test
  void owners_are_made_and_removed_on_the_subscriptions_page() {
    Buyer buyer = api.newBuyer("DE");
    String second = api.newUser(buyer.id(), "second-" + UUID.randomUUID());
    Browser browser = agent("admin_agent");
    String page = "/dashboard/customers/" + buyer.id() + "/subscriptions";

    Page made = browser.send(browser.open(page).form("<select").type("user", second));
    assertThat(made.html()).contains("owners/" + second + "/remove");
    Page removed = browser.send(made.form("owners/" + second + "/remove"));
    assertThat(removed.html()).doesNotContain("owners/" + second + "/remove");
  }

  @Test
  void an_agent_buys_for_a_customer_with_the_permission_off_and_sees_what_it_costs() {
    Buyer buyer = api.newBuyer("US");
    Browser browser = agent("sales_agent");
    String customer = "/dashboard/customers/" + buyer.id();
    assertThat(browser.open(customer).html()).contains("href=\"" + customer + "/buy\"");

    Page choice =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> browser.open(customer + CHOICE.substring("/portal".length())),
                page -> page.html().contains("Buy for USD"));
    assertThat(choice.html())
        .contains("12 payments", "Your cost", "Margin", "No rule applies")
        .contains("Shared: bought through you");
    Page bought = browser.send(choice.form("id=\"buy\""));
    assertThat(bought.status()).as(bought.html()).isEqualTo(200);
    assertThat(bought.address().getPath()).startsWith(customer + "/reservations/");
    assertThat(browser.send(choice.form("id=\"buy\"")).address()).isEqualTo(bought.address());
    assertThat(bought.html())
        .contains("2 × Standard_D2s_v5", "eastus", "12 payments", "Your cost", "Margin")
        .contains("The term ends on", "Production", "partner");

    Page order = browser.open(linked(bought, customer + "/orders/"));
    assertThat(order.html()).contains("Id on the bill", "Monthly", bought.address().getPath());
    String name = bought.address().getPath();
    assertThat(browser.open(customer + "/reservations?by=partner&state=active").html())
        .contains(name);
    for (String none : List.of("?by=customer&state=", "?by=&state=expired")) {
      assertThat(browser.open(customer + "/reservations" + none).html())
          .contains("None of this kind")
          .doesNotContain(name);
    }
    assertThat(browser.open(customer + "/orders?by=partner").html())
        .contains(order.address().getPath());
    assertThat(browser.open(customer + "/orders?by=customer").html()).contains("None of this kind");

    Browser helpdesk = agent("helpdesk_agent");
    Page seen = helpdesk.open(name);
    assertThat(seen.html())
        .contains("The customer pays", "Only admin and sales agents see cost and margin")
        .contains("Only admin and sales agents buy for customers")
        .doesNotContain("Your cost");
    Page refused =
        helpdesk.post(
            customer + "/buy",
            "size=Standard_D2s_v5&region=eastus&quantity=1&csrf-token="
                + csrf(seen)
                + "&subscription="
                + buyer.subscription());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.html()).contains("Not bought: Only admin and sales agents buy");

    Page bill = agent("admin_agent").open("/dashboard/bill");
    assertThat(bill.html()).contains("You pay", "By customer");
    Page lines =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> agent("admin_agent").open(customer + "/bill"),
                page -> page.html().contains(name));
    assertThat(lines.html()).contains("Monthly, payment 1", "USD");
    assertThat(agent("admin_agent").open("/dashboard/bill").html())
        .contains(customer + "/bill?period=current");
    assertThat(browser.open("/dashboard/bill").html())
        .contains("Only admin agents see the bill")
        .doesNotContain("USD");
  }

  @Test
  void a_person_is_added_on_the_account_and_can_then_be_made_owner() {
    Buyer buyer = api.newBuyer("DE");
    Browser browser = agent("admin_agent");
    String account = "/dashboard/customers/" + buyer.id();
    String signInName = "olga-" + UUID.randomUUID() + "@cedar.example";

    Page added =
        browser.send(
            browser
                .open(account)
                .form("name=\"signInName\"")
                .type("name", "Olga Berg")
                .type("signInName", signInName));
    assertThat(added.html()).contains("Olga Berg", signInName);
    assertThat(browser.open(account + "/subscriptions").html()).contains(">Olga Berg</option>");
    Page twice =
        browser.send(
            browser
                .open(account)
                .form("name=\"signInName\"")
                .type("name", "Olga Berg")
                .type("signInName", signInName));
    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.html()).contains("the customer has somebody with this sign-in name");
    assertThat(agent("sales_agent").open(account).html()).doesNotContain("name=\"signInName\"");
  }

  @Test
  void price_rules_and_limits_are_set_tried_and_removed() {
    Buyer buyer = api.newBuyer("US");
    Browser browser = agent("admin_agent");
    String prices = "/dashboard/customers/" + buyer.id() + "/prices";
    assertThat(browser.open(prices).html()).contains("No rule.", "No limit is set");

    Page set =
        browser.send(
            browser
                .open(prices)
                .form("name=\"kind\"")
                .type("kind", "percent")
                .type("value", "12.5"));
    assertThat(set.html())
        .contains("Everything without a rule of its own", "12.5 % on top of the cost", "applies");
    Page tried =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> browser.open(prices + "?size=standard_d2s_v5&region=eastus"),
                page -> page.html().contains("Rule for everything: 12.5 % on top of the cost"));
    assertThat(tried.html()).contains("1 year", "3 years", "of the price");
    assertThat(browser.open(prices + "?size=d2s").html()).contains("?size=Standard_D2s_v5#trial");
    assertThat(browser.open(prices + "?size=nothing").html()).contains("No size with “nothing”");

    Page number =
        browser.send(set.form("name=\"kind\"").type("kind", "percent").type("value", "a lot"));
    assertThat(number.status()).isEqualTo(400);
    assertThat(number.html()).contains("Give a percentage such as 12.5", "a lot");
    Page fixed =
        browser.send(
            set.form("name=\"kind\"")
                .type("target", "Standard_D2s_v5")
                .type("kind", "fixed")
                .type("value", "500.00"));
    assertThat(fixed.status()).isEqualTo(400);
    assertThat(fixed.html()).contains("a fixed price needs a product", "500.00");
    assertThat(browser.send(set.form("rules/remove")).html()).contains("No rule.");

    Page none = browser.send(browser.open(prices).form("name=\"perDay\""));
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.html()).contains("give at least one limit");
    Page limited =
        browser.send(browser.open(prices).form("name=\"perDay\"").type("perDay", "1250.50"));
    assertThat(limited.html())
        .contains("USD\u00a01,250.50 left", "USD\u00a00.00", "value=\"1250.50\"");
    assertThat(browser.send(limited.form("limits/remove")).html()).contains("No limit is set");

    String seen = agent("sales_agent").open(prices).html();
    assertThat(seen)
        .contains("Only admin agents can change this")
        .doesNotContain("prices/limits\"");
    assertThat(agent("helpdesk_agent").open(prices).html())
        .contains("Only admin and sales agents see price rules", "No limit is set");
  }

  @Test
  void a_price_sheet_is_published_with_a_report_of_what_was_left_out() {
    PartnerCenter own = PartnerCenter.at(gateway);
    Browser browser = new Browser(gateway);
    browser.signIn(
        "/", Infrastructure.shared().agentLogin("admin_agent", own.partner(), own.agent()));
    Page sheets =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> browser.open("/dashboard/sheets"),
                page -> page.html().contains("United States"));
    assertThat(sheets.html()).contains("in force", "the operator’s");
    String address = linked(sheets, "/dashboard/sheets/");
    Page csv = browser.open(address);
    assertThat(csv.answer().headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    List<String> lines = csv.html().lines().toList();
    assertThat(lines.getFirst()).contains("ProductTitle", "UnitPrice");
    String line = lines.stream().filter(one -> one.contains("P1Y")).findFirst().orElseThrow();

    Page report =
        browser.upload(
            sheets.form("name=\"file\""),
            "file",
            String.join("\n", lines.getFirst(), line, line.replace("P1Y", "P9Y")) + "\n");

    assertThat(report.status()).as(report.html()).isEqualTo(200);
    assertThat(report.html())
        .contains("1 line was published", "1 line was left out", "Unknown term", "P9Y")
        .contains(">yours<");
    Page refused = browser.upload(sheets.form("name=\"file\""), "file", "no sheet\n");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.html()).contains("Not published:");
    String token = csrf(sheets);
    assertThat(
            browser
                .upload(sheets.form("name=\"file\"").type("csrf-token", "x" + token), "file", "a")
                .status())
        .as("a form that no page of ours has")
        .isEqualTo(400);

    assertThat(agent("sales_agent").open("/dashboard/sheets").html())
        .contains("Only admin agents publish price sheets")
        .doesNotContain("type=\"file\"", ">yours<");
    assertThat(agent("helpdesk_agent").open("/dashboard/sheets").html())
        .contains("Only admin and sales agents see price sheets");
    assertThat(agent("admin_agent").open(address).status())
        .as("the operator's sheet")
        .isEqualTo(200);
    assertThat(
            agent("admin_agent")
                .open("/dashboard/sheets/" + UUID.randomUUID() + "/lines?market=US")
                .status())
        .isEqualTo(404);
  }

  @Test
  void the_help_has_its_four_topics_and_where_to_read_on() {
    assertThat(agent("helpdesk_agent").open("/dashboard/help").html())
        .contains("Which price does the customer pay?", "make the best of it")
        .contains("What does a shared scope cover?", "exchanged, cancelled, renewed")
        .contains("en-us/azure/cost-management-billing/reservations/manage-reserved-vm-instance")
        .contains("azure-reservations-buying", "azure-reservations-manage");
  }

  @Test
  void operations_see_which_service_works_and_no_customer() {
    Browser browser = new Browser(gateway);
    Page page =
        browser.signIn("/", Infrastructure.shared().operatorLogin(UUID.randomUUID().toString()));

    assertThat(page.address().getPath()).isEqualTo("/operations");
    assertThat(page.html())
        .contains("permissions-service", "billing-service", "works", "price-rules-1")
        .as("no activity log runs here")
        .contains("does not answer");
    assertThat(browser.open("/dashboard/customers").status()).isEqualTo(403);
    assertThat(agent("admin_agent").open("/operations").status()).isEqualTo(403);
  }

  @Test
  void another_partners_customer_is_a_page_that_does_not_exist() {
    PartnerCenter other = PartnerCenter.at(gateway);
    String customer = other.newCustomer("DE");
    Browser browser = agent("admin_agent");

    for (String path :
        List.of(
            "",
            "/subscriptions",
            "/orders",
            "/orders/" + UUID.randomUUID(),
            "/reservations",
            "/reservations/" + UUID.randomUUID(),
            "/prices",
            "/bill",
            "/buy")) {
      Page none = browser.open("/dashboard/customers/" + customer + path);
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.html()).contains("Not found").doesNotContain("customer-");
    }
    Page made = browser.open("/dashboard/customers/" + UUID.randomUUID());
    assertThat(made.status()).isEqualTo(404);
  }

  @Test
  void customers_are_found_by_name_or_domain_with_what_is_missing() {
    Buyer buyer = api.newBuyer("DE");
    Browser browser = agent("helpdesk_agent");
    String name =
        api.get("/v1/customers/" + buyer.id()).body().at("/companyProfile/companyName").asText();

    Page found = browser.open("/dashboard/customers?search=" + name.toUpperCase(Locale.ROOT));

    assertThat(found.html()).contains(buyer.id(), "has one").contains("Only admin agents can add");
    assertThat(browser.open("/dashboard/customers?search=nobody-at-all").html())
        .contains("begins with “nobody-at-all”");
  }

  @Test
  void the_pages_speak_chinese_when_asked_to() {
    Browser browser = agent("admin_agent");
    Page english = browser.open("/dashboard/customers");

    Page chinese = browser.send(english.form("/language").type("to", "zh"));

    assertThat(chinese.html()).contains("<html lang=\"zh", "客户", "退出登录");
    assertThat(chinese.address().getPath()).isEqualTo("/dashboard/customers");
  }

  @Test
  void a_session_is_no_token_and_a_token_no_session() {
    Browser browser = agent("admin_agent");
    assertThat(browser.open("/v1/customers").status()).isEqualTo(401);
    String token =
        Infrastructure.shared()
            .agentToken("admin_agent", api.partner(), UUID.randomUUID().toString());
    Page page =
        new Browser(gateway)
            .open("/dashboard/customers", Map.of("Authorization", "Bearer " + token));
    assertThat(page.html()).contains("name=\"password\"");
  }

  @Test
  void a_service_that_is_down_is_said_where_it_would_stand() {
    Browser browser = agent("admin_agent");
    Buyer buyer = api.newBuyer("DE");
    String orders = "/dashboard/customers/" + buyer.id() + "/orders";
    await().atMost(Duration.ofMinutes(1)).until(() -> browser.open(orders).status() == 200);
    Instance permissions = house.first(Service.PERMISSIONS);
    try {
      permissions.stop();
      Page page = browser.open("/dashboard/customers");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.html()).contains("the service behind it does not answer");
      Page account = browser.open("/dashboard/customers/" + UUID.randomUUID());
      assertThat(account.status()).isEqualTo(503);
      Page unnamed = browser.open(orders);
      assertThat(unnamed.status()).isEqualTo(200);
      assertThat(unnamed.html())
          .contains("<h1>" + buyer.id() + "</h1>", "No order yet")
          .containsOnlyOnce("the service behind it does not answer");
    } finally {
      permissions.start().awaitReady();
    }
    assertThat(browser.open("/dashboard/customers").html()).doesNotContain("does not answer");
  }

  private static Browser user(Buyer buyer, String oid) {
    Browser browser = new Browser(gateway);
    Page first = browser.signIn("/", Infrastructure.shared().customerLogin(buyer.id(), oid));
    assertThat(first.status()).as(first.html()).isEqualTo(200);
    assertThat(first.address().getPath()).isEqualTo("/portal/subscriptions");
    return browser;
  }

  private static final String CHOICE =
      "/portal/buy?search=d2s&size=Standard_D2s_v5&region=eastus&quantity=2&term=P1Y&plan=Monthly";

  /** The page of the choice, once its price is known. */
  private static Page chosen(Browser browser) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> browser.open(CHOICE), page -> page.html().contains("Buy for USD"));
  }

  private static Page decided(Browser browser, Page waiting) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> browser.open(waiting.address().getPath()),
            page -> !page.html().contains("Waiting for the decision"));
  }

  @Test
  void an_owner_buys_for_the_price_that_was_shown_and_buys_once() {
    Buyer buyer = api.newBuyer("US");
    api.permit(buyer.id());
    Browser browser = user(buyer, buyer.owner());
    assertThat(browser.open("/portal/subscriptions").html()).contains("You are an Owner and can");

    Page choice = chosen(browser);
    assertThat(choice.html())
        .contains("12 payments", "Pay as you go", "First payment, today", "2 vCPU")
        .contains("The Azure portal may show another price");
    Page waiting = browser.send(choice.form("id=\"buy\""));
    assertThat(waiting.status()).as(waiting.html()).isEqualTo(200);
    assertThat(waiting.address().getPath()).startsWith("/portal/requests/");
    Page twice = browser.send(choice.form("id=\"buy\""));
    assertThat(twice.address()).isEqualTo(waiting.address());

    Page bought = decided(browser, waiting);
    assertThat(bought.html())
        .contains("Bought", "Standard_D2s_v5", "Your price for the whole term");
    assertThat(api.get("/v1/customers/" + buyer.id() + "/orders").body().path("totalCount").asInt())
        .isEqualTo(1);
    assertThat(browser.open("/portal/requests").html())
        .contains(waiting.address().getPath(), "Bought");
  }

  @Test
  void who_may_not_buy_is_told_why_and_whom_to_ask() {
    Buyer buyer = api.newBuyer("US");
    Browser owner = user(buyer, buyer.owner());
    assertThat(owner.open("/portal/subscriptions").html())
        .contains("Your partner has not turned on purchases");
    Page refused = decided(owner, owner.send(chosen(owner).form("id=\"buy\"")));
    assertThat(refused.html())
        .contains("Not bought", "has not turned on purchases", "PermissionOff");

    Browser other = user(buyer, api.newUser(buyer.id()));
    assertThat(other.open("/portal/subscriptions").html()).contains("can make you one");
    assertThat(other.open(CHOICE).html())
        .contains("You cannot buy yet")
        .doesNotContain("id=\"buy\"");
  }

  @Test
  void the_outcome_of_a_request_is_announced_to_its_page_as_soon_as_there_is_one() {
    Buyer buyer = api.newBuyer("US");
    api.permit(buyer.id());
    Browser browser = user(buyer, buyer.owner());

    Page waiting = browser.send(chosen(browser).form("id=\"buy\""));
    Page stream = browser.open(waiting.address().getPath() + "/live");

    // The stream ends with the decision, so it was read to its end.
    assertThat(stream.status()).isEqualTo(200);
    assertThat(stream.answer().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(stream.answer().headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(stream.html())
        .contains("event:decided")
        .doesNotContain(buyer.id(), "Standard_D2s_v5");
    assertThat(browser.open(waiting.address().getPath()).html()).contains("Bought");
  }

  @Test
  void what_was_bought_stands_in_the_reservations_with_what_only_the_partner_can_do() {
    Buyer buyer = api.newBuyer("US");
    api.permit(buyer.id());
    Browser browser = user(buyer, buyer.owner());
    assertThat(browser.open("/portal/reservations").html())
        .contains("No reservation yet", "What only your partner can do")
        .contains("Exchange a reservation", "Cancel a reservation", "Renew a reservation")
        .contains("Change the scope");
    Page bought = decided(browser, browser.send(chosen(browser).form("id=\"buy\"")));
    assertThat(bought.html()).contains("Bought");

    assertThat(browser.open("/portal/reservations").html())
        .contains("Standard_D2s_v5", "USD", "works")
        .doesNotContain("No reservation yet");
    Browser other = user(buyer, api.newUser(buyer.id()));
    assertThat(other.open("/portal/reservations").html()).contains("No reservation yet");
  }

  @Test
  void a_form_sent_after_the_session_has_ended_is_kept_until_a_second_window_has_signed_in() {
    Buyer buyer = api.newBuyer("DE");
    Login login =
        Infrastructure.shared()
            .agentLogin("admin_agent", api.partner(), UUID.randomUUID().toString());
    Browser browser = new Browser(gateway);
    browser.signIn("/", login);
    String account = "/dashboard/customers/" + buyer.id();
    Page asked = browser.open(account + "?change=on");
    browser.forgetsSessions();

    Page kept = browser.send(asked.form("/permission").type("reason", "agreed by phone"));
    assertThat(kept.status()).isEqualTo(401);
    assertThat(kept.html()).contains("Your session has ended", "value=\"agreed by phone\"");
    assertThat(browser.open(account, Map.of("HX-Request", "true")).status()).isEqualTo(499);

    Page window = browser.signIn("/sign-in", login);
    assertThat(window.html()).contains("You are signed in", "Close this window");
    Page changed = browser.send(kept.form("/permission"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.html()).contains("agreed by phone");
    assertThat(pressed(browser.open(account))).isEqualTo("On");
  }

  @Test
  void when_the_log_is_silent_it_is_unknown_and_the_same_request_can_be_sent_again() {
    Buyer buyer = api.newBuyer("US");
    api.permit(buyer.id());
    Browser browser = new Browser(second().address());
    browser.signIn("/", Infrastructure.shared().customerLogin(buyer.id(), buyer.owner()));
    Page choice = chosen(browser);

    Page unknown = browser.send(choice.form("id=\"buy\""));

    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.html())
        .contains("Whether your request arrived is unknown", "the same request again")
        .doesNotContain("failed");
    assertThat(nonce(unknown)).isEqualTo(nonce(choice));
    // Where the log answers, the same request is published and decided once.
    Browser elsewhere = user(buyer, buyer.owner());
    Page waiting =
        elsewhere.send(chosen(elsewhere).form("id=\"buy\"").type("nonce", nonce(choice)));
    assertThat(decided(elsewhere, waiting).html()).contains("Bought");
  }

  @Test
  void parallel_calls_with_a_token_that_has_run_out_all_succeed() throws Exception {
    Browser browser = new Browser(second().address());
    browser.signIn(
        "/",
        Infrastructure.shared()
            .agentLogin("admin_agent", api.partner(), UUID.randomUUID().toString()));

    List<Page> pages =
        InParallel.run(
            12, 12, _ -> browser.open("/dashboard/customers", Map.of("HX-Request", "true")));

    assertThat(pages).allMatch(page -> page.status() == 200);
    assertThat(browser.open("/dashboard/customers").status()).isEqualTo(200);
  }

  /** A gateway that reaches no log, and for which every token has run out and is renewed. */
  private static synchronized Instance second() {
    if (second.isEmpty()) {
      Instance gateway =
          house.another(
              Service.GATEWAY,
              1,
              Map.of(
                  "kafka.bootstrap.servers",
                  "127.0.0.1:1",
                  "quarkus.oidc.token.refresh-token-time-skew",
                  "1H"));
      second = Optional.of(gateway.start().awaitReady());
    }
    return second.get();
  }

  private static String nonce(Page page) {
    var nonce = Pattern.compile("name=\"nonce\" value=\"([^\"]*)\"").matcher(page.html());
    assertThat(nonce.find()).as(page.html()).isTrue();
    return nonce.group(1);
  }

  @Test
  void each_side_has_its_own_pages() {
    Buyer buyer = api.newBuyer("US");
    assertThat(user(buyer, buyer.owner()).open("/dashboard/customers").status()).isEqualTo(403);
    assertThat(agent("admin_agent").open("/portal/buy").status()).isEqualTo(403);
  }

  /** The position of the switch. */
  private static String pressed(Page page) {
    var pressed = Pattern.compile("aria-pressed=\"true\"[^>]*>([^<]*)<").matcher(page.html());
    assertThat(pressed.find()).as(page.html()).isTrue();
    return pressed.group(1);
  }

  /** The first address on a page that begins so. */
  private static String linked(Page page, String beginning) {
    var link =
        Pattern.compile("href=\"(" + Pattern.quote(beginning) + "[^\"]+)\"").matcher(page.html());
    assertThat(link.find()).as(page.html()).isTrue();
    return link.group(1).replace("&amp;", "&");
  }

  private static String csrf(Page page) {
    var token = Pattern.compile("name=\"csrf-token\" value=\"([^\"]*)\"").matcher(page.html());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }
}
