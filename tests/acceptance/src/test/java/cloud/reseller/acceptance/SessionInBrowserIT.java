package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.button;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectSwitch;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.heading;
import static cloud.reseller.acceptance.Sight.link;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.Login;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to people whose session ends while they work. */
@InBrowser
class SessionInBrowserIT {

  private static PartnerCenter api;

  @BeforeAll
  static void partner() {
    api = Site.shared().newPartner();
  }

  /** As time does: the gateway's session and the sign-in service's end. */
  static void sessionEnds(Page page) {
    page.context()
        .clearCookies(
            new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("^(?!csrf-token).*")));
  }

  private static Login newAdmin() {
    return Infrastructure.shared()
        .agentLogin("admin_agent", api.partner(), UUID.randomUUID().toString());
  }

  @Test
  void what_was_typed_into_a_form_is_kept_until_a_second_window_has_signed_in() {
    Buyer buyer = api.newBuyer("DE");
    Login login = newAdmin();
    Page page = Site.shared().signedIn(login);
    page.navigate(SwitchInBrowserIT.account(buyer));
    button(page, "On").click();
    page.getByLabel("Reason (optional)").fill("agreed by phone");
    sessionEnds(page);

    button(page, "Turn on").click();
    expect(heading(page, "Your session has ended")).isVisible();
    Page window =
        page.context().waitForPage(() -> link(page, "Sign in (opens a second window)").click());
    Site.signIn(window, login.username(), login.password());
    expect(heading(window, "You are signed in")).isVisible();
    window.close();
    button(page, "Send it again").click();

    expectSwitch(page, "On");
    expectText(page, "“agreed by phone”");
  }

  @Test
  void looking_at_something_leads_to_the_sign_in_and_back_to_the_same_page() {
    Buyer buyer = api.newBuyer("DE");
    Login login = newAdmin();
    Page page = Site.shared().signedIn(login);
    page.navigate(SwitchInBrowserIT.account(buyer));
    sessionEnds(page);

    // A call of a script, which cannot follow a redirect to another origin.
    button(page, "On").click();
    expect(page.locator("#username")).isVisible();
    Site.signIn(page, login.username(), login.password());

    expect(page).hasURL(Pattern.compile(".*" + SwitchInBrowserIT.account(buyer) + ".*"));
    expectSwitch(page, "Off");
  }

  @Test
  void whoever_signs_out_is_signed_out_at_both_ends() {
    Page page = Site.shared().signedIn(newAdmin());
    button(page, "Sign out").click();
    expect(heading(page, "Signed out")).isVisible();

    page.navigate("/dashboard/customers");

    expect(page.locator("#username")).isVisible();
  }
}
