package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.Login;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The whole system with two gateways, and a browser to look at it. One for all tests of the JVM,
 * which each have partners and customers of their own.
 */
final class Site implements AutoCloseable {

  /** How long a page may take; a busy machine is slow. */
  private static final double PATIENCE_MS = 30_000;

  private static Site shared;

  private final House house;
  private final Instance second;
  private final Portal portal;
  private final Chromium chromium;
  private final List<BrowserContext> windows = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private Site(House house, Instance second, Portal portal, Chromium chromium) {
    this.house = house;
    this.second = second;
    this.portal = portal;
    this.chromium = chromium;
  }

  static Site start() {
    House house = House.of(Site.class, Service.values());
    try {
      Instance second = house.another(Service.GATEWAY, 1).start();
      Chromium chromium = Chromium.start();
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
      second.awaitReady();
      return new Site(house, second, new Portal(house.portal()), chromium);
    } catch (RuntimeException failed) {
      house.close();
      throw failed;
    }
  }

  static Site shared() {
    return shared;
  }

  static void use(Site site) {
    shared = site;
  }

  /** The first gateway. */
  URI gateway() {
    return house.first(Service.GATEWAY).address();
  }

  /** The second gateway; both know each other's sessions. */
  URI secondGateway() {
    return second.address();
  }

  Instance service(Service service) {
    return house.first(service);
  }

  /** Publishes purchase requests past the pages. */
  Portal portal() {
    return portal;
  }

  /** A new partner's admin agent at the public interface. */
  PartnerCenter newPartner() {
    return PartnerCenter.at(gateway());
  }

  /** Signs an agent of that partner in to the pages. */
  Page agent(PartnerCenter api, String role) {
    return agent(api, role, options -> options);
  }

  /** The same in a browser that differs. */
  Page agent(PartnerCenter api, String role, UnaryOperator<NewContextOptions> browser) {
    return signedIn(
        Infrastructure.shared().agentLogin(role, api.partner(), UUID.randomUUID().toString()),
        browser);
  }

  /** Signs a user of a customer in to the pages. */
  Page user(Buyer buyer, String oid) {
    return user(buyer, oid, options -> options);
  }

  /** The same in a browser that differs. */
  Page user(Buyer buyer, String oid, UnaryOperator<NewContextOptions> browser) {
    return signedIn(Infrastructure.shared().customerLogin(buyer.id(), oid), browser);
  }

  /** Signs a person in who runs the services. */
  Page operator() {
    return signedIn(
        Infrastructure.shared().operatorLogin(UUID.randomUUID().toString()), options -> options);
  }

  /** Signs somebody in to the pages. */
  Page signedIn(Login login) {
    return signedIn(login, options -> options);
  }

  private Page signedIn(Login login, UnaryOperator<NewContextOptions> browser) {
    Page page = window(gateway(), browser);
    page.navigate("/");
    signIn(page, login.username(), login.password());
    return page;
  }

  /** Fills in the sign-in service's form. */
  static void signIn(Page page, String username, String password) {
    page.locator("#username").fill(username);
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
    page.locator("main").waitFor();
  }

  /** An empty page in a window of its own, closed after the test. */
  Page window(URI base, UnaryOperator<NewContextOptions> browser) {
    BrowserContext context =
        chromium
            .browser()
            .newContext(
                browser.apply(
                    new NewContextOptions()
                        .setBaseURL(base.toString())
                        .setLocale("en-US")
                        .setTimezoneId("Europe/Berlin")
                        // A picture must not show a colour on its way.
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(1280, 900)));
    context.setDefaultTimeout(PATIENCE_MS);
    context.onWebError(error -> complaints.add(error.page().url() + ": " + error.error()));
    context.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.page().url() + ": " + message.text());
          }
        });
    windows.add(context);
    return context.newPage();
  }

  /** Where pictures are kept. */
  static Path pictures() {
    return Path.of("target", "screenshots");
  }

  /** Closes the windows of a test, and keeps a picture of each if it failed. */
  void endOfTest(String name, boolean failed) {
    int number = 0;
    for (BrowserContext window : windows) {
      if (failed) {
        for (Page page : window.pages()) {
          Path file = Path.of("target", "failed", name + "-" + number++ + ".png");
          page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        }
      }
      window.close();
    }
    windows.clear();
    List<String> seen = List.copyOf(complaints);
    complaints.clear();
    if (!failed) {
      assertThat(seen).as("what the browser complained about").isEmpty();
    }
  }

  Browser browser() {
    return chromium.browser();
  }

  @Override
  public void close() {
    chromium.close();
    portal.close();
    house.close();
  }
}
