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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's two minutes at the pages of the demo. Its pictures are taken on the way: to approve
 * new ones, copy {@code target/pictures} to {@code docs/pictures}.
 */
@InBrowser
@Tag("look")
class DemoInBrowserIT {

  private static final Path TAKEN = Path.of("target/pictures");
  private static final Path APPROVED = Path.of("../../docs/pictures");

  /** What a picture of the README may take to load. */
  private static final long MOST_BYTES = 150 * 1024;

  private static final int WIDTH = 1280;

  /** From the name of the company to the history of its permission. */
  private static final int WHOLE_ACCOUNT = 1060;

  private static final int OUTCOME = 460;

  @TempDir Path data;

  @Test
  void the_main_job_takes_two_minutes_at_the_pages_of_the_demo() throws Exception {
    try (Launcher launcher = Launcher.start(data)) {
      launcher.awaitLine("the demo is complete");
      URI gateway = URI.create("http://localhost:" + launcher.ports().get("gateway"));

      Page admin = window(gateway, "admin@meridian.example", launcher.password("admin"));
      expect(heading(admin, "Customers")).isVisible();
      link(admin, "Cedar Logistics").click();
      expectSwitch(admin, "Off");
      button(admin, "On").click();
      expectText(admin, "you pay for all of it");
      admin.getByLabel("Reason (optional)").fill("Agreed in the yearly review");
      button(admin, "Turn on").click();
      expectSwitch(admin, "On");
      expectText(admin, "Carl Maier can buy reservations");
      take(admin, "account", WHOLE_ACCOUNT);

      Page carl = window(gateway, "carl@cedar.example", launcher.password("cedar-owner"));
      link(carl, "Buy").click();
      carl.getByLabel("Size").first().fill("D2s_v5");
      carl.keyboard().press("Enter");
      expect(carl).hasURL(Pattern.compile(".*search=D2s_v5.*"));
      carl.locator("#size-Standard_D2s_v5").check();
      carl.locator("#region").selectOption("westeurope");
      expect(buttonLike(carl, "Buy for EUR")).isEnabled();
      buttonLike(carl, "Buy for EUR").click();
      expectText(carl, "Bought");
      expectText(carl, "Your price for the whole term");
      take(carl, "purchase", OUTCOME);

      String account = admin.url().replaceFirst("[?#].*", "");
      for (String page : new String[] {"/orders", "/reservations"}) {
        MainJobInBrowserIT.shows(admin, account + page, "Carl Maier, customer");
      }
      MainJobInBrowserIT.shows(admin, gateway + "/dashboard/activity", "carl@cedar.example");

      admin.navigate(account);
      button(admin, "Off").click();
      admin.getByLabel("Reason (optional)").fill("Contract review");
      button(admin, "Turn off").click();
      expectSwitch(admin, "Off");
      link(carl, "Buy").click();
      BuyInBrowserIT.choose(carl, BuyInBrowserIT.CHOICE);
      buttonLike(carl, "Buy for EUR").click();
      expectText(carl, "Not bought");
      expectText(carl, "Your partner has not turned on purchases");
    }
    for (String picture : new String[] {"account.png", "purchase.png"}) {
      assertThat(Files.size(APPROVED.resolve(picture))).isLessThan(MOST_BYTES);
      assertThat(Files.readString(Path.of("../../README.md"))).contains("docs/pictures/" + picture);
    }
  }

  private static Page window(URI gateway, String user, String password) {
    Page page =
        Site.shared().window(gateway, options -> options.setViewportSize(WIDTH, WHOLE_ACCOUNT));
    page.navigate("/");
    Site.signIn(page, user, password);
    return page;
  }

  private static void take(Page page, String name, int height) {
    page.setViewportSize(WIDTH, height);
    page.screenshot(new Page.ScreenshotOptions().setPath(TAKEN.resolve(name + ".png")));
  }
}
