package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.button;
import static cloud.reseller.acceptance.Sight.buttonLike;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectSwitch;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.heading;
import static cloud.reseller.acceptance.Sight.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each role sees and may do (R1-R18), and the pages in the other language. */
@InBrowser
class RolesInBrowserIT {

  private static PartnerCenter api;
  private static Buyer buyer;
  private static String account;

  @BeforeAll
  static void customer() throws Exception {
    api = Site.shared().newPartner();
    buyer = api.newBuyer("US");
    api.permit(buyer.id());
    account = SwitchInBrowserIT.account(buyer);
    assertThat(
            api.send(
                    "POST",
                    "/v1/customers/" + buyer.id() + "/reservations",
                    MainJobIT.wished(buyer),
                    PartnerCenter.requestId())
                .status())
        .isEqualTo(201);
  }

  @Test
  void an_admin_agent_sees_and_may_everything() {
    Page page = Site.shared().agent(api, "admin_agent");
    page.getByText("Add a customer").first().click();
    expect(page.getByLabel("Company")).isVisible();
    page.navigate(account);
    expectSwitch(page, "On");
    expect(button(page, "Off")).isEnabled();
    page.navigate(account + "/subscriptions");
    expect(button(page, "Add")).isVisible();
    expect(buttonLike(page, "Remove the Owner role of")).isVisible();
    MainJobInBrowserIT.shows(page, account + "/orders", "Standard_D2s_v5");
    expectText(page, "Cost / price");
    page.navigate("/dashboard/activity");
    expectText(page, "Create Customer Purchase Permissions");
    link(page, "Bill").click();
    expect(heading(page, "Bill")).isVisible();
    MainJobInBrowserIT.shows(page, "/dashboard/bill", "USD");
  }

  @Test
  void a_sales_agent_reads_permissions_adds_subscriptions_and_sees_cost() {
    Page page = Site.shared().agent(api, "sales_agent");
    page.getByText("Add a customer").first().click();
    expectText(page, "Only admin agents can add customers.");
    cannotMoveTheSwitch(page);
    page.navigate(account + "/subscriptions");
    expect(button(page, "Add")).isVisible();
    expect(buttonLike(page, "Remove the Owner role of")).hasCount(0);
    MainJobInBrowserIT.shows(page, account + "/orders", "Standard_D2s_v5");
    expectText(page, "Cost / price");
    expect(link(page, "Buy for this customer")).isVisible();
    page.navigate("/dashboard/activity");
    expectText(page, "Create Customer Purchase Permissions");
    expect(link(page, "Price sheets")).isVisible();
    expect(link(page, "Bill")).hasCount(0);
    page.navigate("/dashboard/bill");
    expectText(page, "Only admin agents see the bill.");
  }

  @Test
  void a_helpdesk_agent_only_reads_and_sees_no_cost() {
    Page page = Site.shared().agent(api, "helpdesk_agent");
    cannotMoveTheSwitch(page);
    page.navigate(account + "/subscriptions");
    expectText(page, "Only admin and sales agents can add subscriptions.");
    expect(button(page, "Add")).hasCount(0);
    MainJobInBrowserIT.shows(page, account + "/orders", "Standard_D2s_v5");
    assertThat(page.locator("main").innerText()).doesNotContain("Cost");
    page.navigate(account + "/reservations");
    expectText(page, "Web servers");
    assertThat(page.locator("main").innerText()).doesNotContain("Cost");
    expect(link(page, "Buy for this customer")).hasCount(0);
    expectText(page, "Only admin and sales agents buy for customers.");
    expect(link(page, "Bill")).hasCount(0);
    expect(link(page, "Price sheets")).hasCount(0);
    page.navigate("/dashboard/activity");
    expectText(page, "Create Customer Purchase Permissions");
  }

  /** The switch can be reached and read, and does nothing. */
  private static void cannotMoveTheSwitch(Page page) {
    page.navigate(account);
    expectSwitch(page, "On");
    expectText(page, "Only admin agents can change this.");
    expect(button(page, "Off")).hasAttribute("aria-disabled", "true");
    button(page, "Off").focus();
    expect(button(page, "Off")).isFocused();
    page.keyboard().press("Enter");
    expect(button(page, "Turn off")).hasCount(0);
    page.navigate(account + "?change=off");
    expectSwitch(page, "On");
    expect(button(page, "Turn off")).hasCount(0);
  }

  @Test
  void whoever_runs_the_services_sees_their_health_and_no_customers_data() {
    Page page = Site.shared().operator();
    expect(heading(page, "Services")).isVisible();
    expectText(page, "reservations-service");
    for (String others : new String[] {"/dashboard/customers", account, "/portal/buy"}) {
      assertThat(page.navigate(others).status()).isEqualTo(403);
    }
  }

  @Test
  void an_owner_buys_and_sees_nothing_of_the_partners_side() {
    Page page = Site.shared().user(buyer, buyer.owner());
    expectText(page, "You are an Owner and can buy reservations for it.");
    expectText(page, "Only your partner can exchange, cancel or renew");
    BuyInBrowserIT.choose(page, BuyInBrowserIT.CHOICE);
    assertThat(page.locator("main").innerText().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("margin")
        .doesNotContain("your cost");
    for (String partners : new String[] {"/dashboard/customers", account, "/dashboard/activity"}) {
      assertThat(page.navigate(partners).status()).isEqualTo(403);
      expect(heading(page, "Not allowed")).isVisible();
    }
  }

  @Test
  void a_user_who_is_no_owner_is_told_whom_to_ask_and_finds_nothing_to_buy_with() {
    String reader = api.newUser(buyer.id());
    Page page = Site.shared().user(buyer, reader);
    expectText(page, "You are not an Owner.");
    expectText(page, "can make you one, and so can your partner");
    page.navigate(BuyInBrowserIT.CHOICE);
    expectText(page, "You cannot buy yet");
    expect(buttonLike(page, "Buy for")).hasCount(0);
    assertThat(page.navigate("/dashboard/customers").status()).isEqualTo(403);
  }

  @Test
  void the_language_is_changed_on_any_page_and_stays() {
    Page page = Site.shared().agent(api, "admin_agent");
    page.navigate(account);
    button(page, "中文").click();
    expect(page.locator("html")).hasAttribute("lang", "zh");
    expect(page).hasURL(java.util.regex.Pattern.compile(".*" + account));
    expect(heading(page, "客户权限")).isVisible();
    expectText(page, "允许客户购买");
    expect(button(page, "开")).hasAttribute("aria-pressed", "true");
    link(page, "订阅").first().click();
    expect(page.locator("html")).hasAttribute("lang", "zh");
    button(page, "English").click();
    expect(page.locator("html")).hasAttribute("lang", "en");
    expectText(page, "Production");
  }
}
