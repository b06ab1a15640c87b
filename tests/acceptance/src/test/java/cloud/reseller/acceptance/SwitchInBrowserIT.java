package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.button;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectSwitch;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The switch on the Account page, as agents move it. */
@InBrowser
class SwitchInBrowserIT {

  private static PartnerCenter api;

  @BeforeAll
  static void partner() {
    api = Site.shared().newPartner();
  }

  private static Page agent() {
    return Site.shared().agent(api, "admin_agent");
  }

  static String account(Buyer buyer) {
    return "/dashboard/customers/" + buyer.id();
  }

  @Test
  void it_changes_after_the_answer_and_survives_a_reload() {
    Buyer buyer = api.newBuyer("DE");
    Page page = agent();
    page.navigate(account(buyer));
    expectSwitch(page, "Off");

    button(page, "On").click();
    expectText(page, "you pay for all of it");
    expectSwitch(page, "Off");
    page.getByLabel("Reason (optional)").fill("agreed by phone");
    button(page, "Turn on").click();

    expectSwitch(page, "On");
    expectText(page, "“agreed by phone”");
    page.reload();
    expectSwitch(page, "On");
    expectText(page, "“agreed by phone”");

    button(page, "Off").click();
    expectText(page, "What was bought stays");
    page.keyboard().press("Escape");
    expect(button(page, "Turn off")).hasCount(0);
    expectSwitch(page, "On");
    button(page, "Off").click();
    button(page, "Turn off").click();
    expectSwitch(page, "Off");
    page.reload();
    expectSwitch(page, "Off");
  }

  @Test
  void two_agents_who_move_it_at_once_change_it_once_and_both_see_how_it_stands() {
    Buyer buyer = api.newBuyer("DE");
    List<Page> both = List.of(agent(), agent());
    for (Page page : both) {
      page.navigate(account(buyer));
      button(page, "On").click();
      expect(button(page, "Turn on")).isVisible();
    }

    both.forEach(page -> button(page, "Turn on").click());

    both.forEach(page -> expectSwitch(page, "On"));
    String changed = "Somebody changed it while this page was open";
    assertThat(both.stream().filter(page -> page.locator("main").innerText().contains(changed)))
        .hasSize(1);
    assertThat(
            api.get("/v1/customers/" + buyer.id() + "/purchasepermission/history")
                .body()
                .path("items"))
        .hasSize(1);
  }

  @Test
  void it_is_found_and_moved_by_the_keyboard_alone() {
    Buyer buyer = api.newBuyer("DE");
    String name =
        api.get("/v1/customers/" + buyer.id()).body().at("/companyProfile/companyName").asText();
    Page page = agent();
    page.keyboard().press("/");
    page.keyboard().type(name);
    page.keyboard().press("Enter");
    expect(page).hasURL(Pattern.compile(".*search=.*"));
    tabTo(page, name);
    page.keyboard().press("Enter");
    expect(page).hasTitle(Pattern.compile(name + ".*"));

    tabTo(page, "On");
    page.keyboard().press("Enter");
    expect(button(page, "Turn on")).isVisible();
    expect(page.getByLabel("Reason (optional)")).isFocused();
    page.keyboard().type("asked for");
    tabTo(page, "Turn on");
    page.keyboard().press("Enter");

    expectSwitch(page, "On");
    expectText(page, "“asked for”");
  }
}
