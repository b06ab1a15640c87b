package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.button;
import static cloud.reseller.acceptance.Sight.buttonLike;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectSwitch;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.heading;
import static cloud.reseller.acceptance.Sight.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The main job (S05) from end to end, across both sides' pages: the partner adds the customer and
 * its Azure plan, buys on its behalf and allows it to buy; the customer's Owner buys; order
 * history, reservations, activity log and bill show both purchases.
 */
@InBrowser
class MainJobInBrowserIT {

  @Test
  void the_partner_allows_the_customer_buys_and_both_purchases_are_listed_logged_and_billed()
      throws Exception {
    PartnerCenter api = Site.shared().newPartner();
    Page agent = Site.shared().agent(api, "admin_agent");

    expectText(agent, "Nobody yet.");
    agent.getByText("Add a customer").first().click();
    agent.getByLabel("Company").fill("Cedar Logistics");
    agent.getByLabel("Domain").fill("cedar.example");
    agent.getByLabel("Country").fill("DE");
    button(agent, "Add").click();
    expect(heading(agent, "Cedar Logistics")).isVisible();
    String account = agent.url().replaceFirst("#.*", "");
    String customer = account.substring(account.lastIndexOf('/') + 1);
    expectText(agent, "Before it can be turned on");

    link(agent, "Subscriptions").click();
    expectText(agent, "No subscription yet.");
    agent.getByLabel("Name").fill("Production");
    button(agent, "Add").click();
    expectText(agent, "reservations can be bought for it");
    String owner = newUser(api, customer);
    agent.reload();
    agent
        .getByLabel("Make a user Owner of Production")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Olga Berg"));
    button(agent, "Make Owner").click();
    expect(button(agent, "Remove the Owner role of Olga Berg on Production")).isVisible();
    link(agent, "Buy for this customer").click();
    agent.getByLabel("Size").first().fill("D4s_v5");
    agent.keyboard().press("Enter");
    expect(agent).hasURL(Pattern.compile(".*search=D4s_v5.*"));
    agent.locator("#size-Standard_D4s_v5").check();
    agent.locator("#region").selectOption("westeurope");
    expect(buttonLike(agent, "Buy for EUR")).isEnabled();
    String onBehalf = buttonLike(agent, "Buy for EUR").innerText().replaceFirst("^Buy for ", "");
    buttonLike(agent, "Buy for EUR").click();
    expect(agent).hasURL(Pattern.compile(".*/reservations/[0-9a-f-]{36}"));
    expectText(agent, "Standard_D4s_v5");
    expectText(agent, "Margin");
    Buyer buyer =
        new Buyer(
            customer,
            api.get("/v1/customers/" + customer + "/subscriptions")
                .body()
                .at("/items/0/id")
                .asText(),
            owner);

    link(agent, "Account").click();
    button(agent, "On").click();
    expectText(agent, "Olga Berg can buy reservations without asking you");
    button(agent, "Turn on").click();
    expectSwitch(agent, "On");
    expectText(agent, "Olga Berg can buy reservations for “Production”.");

    Page user = Site.shared().user(buyer, owner);
    expectText(user, "You are an Owner and can buy reservations for it.");
    BuyInBrowserIT.choose(user, BuyInBrowserIT.CHOICE);
    String buy = buttonLike(user, "Buy for EUR").innerText();
    String first = user.locator("tr.total td.num").innerText();
    buttonLike(user, "Buy for EUR").click();
    expectText(user, "Bought");
    String price = buy.replaceFirst("^Buy for ", "");
    expectText(user, price);

    shows(agent, account + "/orders", "Olga Berg, customer");
    assertThat(rows(agent).count()).isEqualTo(2);
    expect(rows(agent).nth(0)).containsText("Olga Berg, customer");
    expect(rows(agent).nth(0)).containsText(price);
    expect(rows(agent).nth(1)).containsText("Test agent, partner");
    shows(agent, account + "/reservations", "Olga Berg, customer");
    assertThat(rows(agent).count()).isEqualTo(2);

    link(agent, "Activity log").click();
    expect(heading(agent, "Activity log")).isVisible();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              agent.reload();
              return agent.getByText("Create order").count() == 2;
            });
    // The newest first: who bought, for whom, and what had to happen before.
    expect(rows(agent).nth(0)).containsText("olga@cedar.example");
    for (String action : List.of("Create order", "Create Customer Purchase Permissions")) {
      Locator done = rows(agent).filter(new Locator.FilterOptions().setHasText(action)).first();
      expect(done).containsText("Cedar Logistics");
      expect(done).containsText("done");
    }

    shows(agent, "/dashboard/bill", "Cedar Logistics");
    link(agent, "Cedar Logistics").click();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              agent.reload();
              return rows(agent).count() == 2;
            });
    Locator monthly = rows(agent).filter(new Locator.FilterOptions().setHasText("D2s_v5"));
    expect(monthly).containsText("Monthly, payment 1");
    expect(monthly).containsText(first);
    Locator whole = rows(agent).filter(new Locator.FilterOptions().setHasText("D4s_v5"));
    expect(whole).containsText(onBehalf);

    user.navigate("/portal/reservations");
    expect(rows(user).filter(new Locator.FilterOptions().setHasText("Olga Berg")))
        .containsText(price);
  }

  static Locator rows(Page page) {
    return page.locator("table.list tbody tr");
  }

  /** Views follow the log: a decision becomes visible a moment later. */
  static void shows(Page page, String address, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              page.navigate(address);
              return page.locator("main").innerText().contains(text);
            });
  }

  private static String newUser(PartnerCenter api, String customer) {
    return api.send(
            "POST",
            "/v1/customers/" + customer + "/users",
            "{\"userPrincipalName\": \"olga@cedar.example\", \"displayName\": \"Olga Berg\"}",
            UUID.randomUUID().toString())
        .text("id");
  }
}
