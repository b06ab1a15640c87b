package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.button;
import static cloud.reseller.acceptance.Sight.buttonLike;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.heading;
import static cloud.reseller.acceptance.Sight.link;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What scripts add to pages that work without them. */
@InBrowser
class ScriptsInBrowserIT {

  private static final String COLUMNS =
      "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,"
          + "PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags\n";

  private static final String LINE =
      "Virtual Machines,DZH318Z0XX01,%s,\"Reserved VM Instance, Standard_D2s_v5, US East, 1 Year\","
          + "%s,US,USD,500,,2026-01-01,,\n";

  /** Bytes a second. */
  private static final int SLOW = 50_000;

  private static final int LEFT_OUT = 1000;

  private static PartnerCenter api;

  @BeforeAll
  static void partner() {
    api = Site.shared().newPartner();
  }

  @Test
  void the_help_stands_beside_the_page_until_it_is_closed() {
    Buyer buyer = api.newBuyer("DE");
    Page page = Site.shared().agent(api, "admin_agent");
    page.navigate(SwitchInBrowserIT.account(buyer));
    Locator panel = page.locator("#panel");
    for (boolean byKey : new boolean[] {true, false}) {
      openHelp(page);
      expect(heading(page, "Which price does the customer pay?")).isVisible();
      expect(button(page, "Close")).isFocused();
      // The page is still there, below its one main heading.
      expect(page).hasURL(Pattern.compile(".*" + SwitchInBrowserIT.account(buyer)));
      expectText(page, "Allow customer to purchase");
      assertThat(page.locator("h1").count()).isEqualTo(1);
      if (byKey) {
        page.keyboard().press("Escape");
      } else {
        button(page, "Close").click();
      }
      expect(panel).isEmpty();
    }
  }

  static void openHelp(Page page) {
    link(page, "Help").click();
    expect(page.locator("#panel")).containsText("What does a shared scope cover?");
  }

  @Test
  void publishing_a_sheet_shows_how_much_of_it_was_sent_and_what_was_left_out() {
    Page page = Site.shared().agent(api, "admin_agent");
    page.navigate("/dashboard/sheets");
    publishSlowly(page, sheet(LEFT_OUT));

    Locator progress = page.locator("progress");
    expect(progress).isVisible();
    page.waitForCondition(() -> value(progress) > 0 && value(progress) < 100);
    expect(page.getByText("Sending the file")).isVisible();
    expect(buttonLike(page, "Publish")).isDisabled();

    expectText(page, "1 line was published");
    expectText(page, "1,000 lines were left out");
    expectText(page, "P9Y");
    expectText(page, "yours");
    expect(progress).isHidden();
    expect(buttonLike(page, "Publish")).isEnabled();

    // Another sheet from the same page is another request.
    choose(page, COLUMNS + LINE.formatted("0002", "P3Y"));
    buttonLike(page, "Publish").click();
    expectText(page, "No line was left out.");
    choose(page, "no sheet\n");
    buttonLike(page, "Publish").click();
    expectText(page, "Not published:");
  }

  /** A sheet with one line that can be sold and others that cannot. */
  static String sheet(int others) {
    StringBuilder csv = new StringBuilder(COLUMNS).append(LINE.formatted("0001", "P1Y"));
    for (int i = 0; i < others; i++) {
      csv.append(LINE.formatted(i, "P9Y"));
    }
    return csv.toString();
  }

  /** Over a line that is slow enough to see the file on its way. */
  static void publishSlowly(Page page, String csv) {
    choose(page, csv);
    CDPSession browser = page.context().newCDPSession(page);
    JsonObject line = new JsonObject();
    line.addProperty("offline", false);
    line.addProperty("latency", 0);
    line.addProperty("downloadThroughput", -1);
    line.addProperty("uploadThroughput", SLOW);
    browser.send("Network.enable");
    browser.send("Network.emulateNetworkConditions", line);
    buttonLike(page, "Publish").click();
  }

  private static void choose(Page page, String csv) {
    page.locator("input[type=file]")
        .setInputFiles(new FilePayload("sheet.csv", "text/csv", csv.getBytes(UTF_8)));
  }

  private static double value(Locator progress) {
    return ((Number) progress.evaluate("bar => bar.value")).doubleValue();
  }

  @Test
  void single_keys_search_and_open_the_customers_until_they_are_switched_off() {
    Page page = Site.shared().agent(api, "sales_agent");
    page.navigate("/dashboard/activity");
    Locator search = page.locator(".top input[type=search]");
    page.keyboard().press("/");
    expect(search).isFocused();
    page.locator("h1").click();
    page.keyboard().type("gc");
    expect(page).hasURL(Pattern.compile(".*/dashboard/customers"));

    Locator keys = page.locator("[data-keys]");
    expect(keys).containsText("(/ searches) on");
    buttonLike(page, "Single-key shortcuts").click();
    expect(keys).containsText("(/ searches) off");
    page.reload();
    expect(keys).containsText("(/ searches) off");
    page.locator("h1").click();
    page.keyboard().press("/");
    expect(search).not().isFocused();
  }
}
