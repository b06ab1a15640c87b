package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Sight.button;
import static cloud.reseller.acceptance.Sight.buttonLike;
import static cloud.reseller.acceptance.Sight.expect;
import static cloud.reseller.acceptance.Sight.expectText;
import static cloud.reseller.acceptance.Sight.heading;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.Login;
import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every page that a link leads to, and the states in which it can be: looked at for what people
 * with disabilities cannot use, and kept as pictures in {@code target/screenshots}: light, dark,
 * narrow and in Chinese.
 */
@InBrowser
@Tag("look")
class EveryPageIT {

  /** More serious than minor. */
  private static final Set<String> IMPACTS = Set.of("critical", "serious", "moderate");

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int NARROW = 360;
  private static final int WIDE = 1280;
  private static final int HEIGHT = 900;

  private static PartnerCenter full;
  private static Buyer buyer;

  /** A partner with more customers than a page holds, and a customer with everything. */
  @BeforeAll
  static void fill() throws Exception {
    full = Site.shared().newPartner();
    for (int i = 0; i < 30; i++) {
      full.newCustomer(i % 2 == 0 ? "DE" : "US");
    }
    buyer = full.newBuyer("US");
    String longest =
        "Gesellschaft für außerordentlich langwierige Unternehmungen, Beteiligungen und"
            + " Grundstücksverwaltung mit beschränkter Haftung & Compagnie";
    full.makeOwner(
        buyer.id(),
        buyer.subscription(),
        full.newUser(buyer.id(), "a-very-long-name-" + "x".repeat(40)));
    assertThat(
            full.send(
                    "POST",
                    "/v1/customers",
                    """
                    {"companyProfile": {"companyName": "%s", "domain": "%s.example"},
                     "billingProfile": {"defaultAddress": {"country": "DE"}}}\
                    """
                        .formatted(longest, "langwierig".repeat(6)),
                    PartnerCenter.requestId())
                .status())
        .isEqualTo(201);
    full.newSubscription(buyer.id(), "CFQ7TTC0LH18");
    full.putPriceRule(buyer.id(), "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1000}}");
    full.send(
        "PUT",
        "/v1/customers/" + buyer.id() + "/pricerules/Standard_D2s_v5",
        "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 800}}",
        PartnerCenter.requestId());
    full.permit(buyer.id());
    full.revoke(buyer.id(), PartnerCenter.requestId());
    full.permit(buyer.id());
    for (int i = 1; i <= 30; i++) {
      Site.shared().portal().published(Portal.newId(), Portal.wish(buyer, buyer.owner(), i));
    }
    full.send(
        "POST",
        "/v1/customers/" + buyer.id() + "/reservations",
        MainJobIT.wished(buyer),
        PartnerCenter.requestId());
    full.send(
        "PUT",
        "/v1/customers/" + buyer.id() + "/purchaselimits",
        "{\"currency\": \"USD\", \"perOrderMinor\": 100000, \"per30DaysMinor\": 100000000}",
        PartnerCenter.requestId());
    Site.shared().portal().published(Portal.newId(), Portal.wish(buyer, buyer.owner(), 40));
  }

  @Test
  void pages_of_an_admin_agent_with_many_customers() {
    Page page = Site.shared().agent(full, "admin_agent");
    MainJobInBrowserIT.shows(page, SwitchInBrowserIT.account(buyer) + "/orders", "Older");
    page.navigate("/");
    Gallery gallery = new Gallery(page, "admin");
    gallery.everythingFrom(
        page.url(), SwitchInBrowserIT.account(buyer), SwitchInBrowserIT.account(buyer) + "/orders");
    page.navigate(SwitchInBrowserIT.account(buyer));
    button(page, "Off").click();
    expect(button(page, "Turn off")).isVisible();
    gallery.look("account-turning-off");
    page.navigate("/dashboard/customers?search=nobody-at-all");
    gallery.look("customers-none-found");
    page.navigate("/dashboard/customers");
    page.getByText("Add a customer").first().click();
    gallery.look("customers-adding");
    page.navigate(SwitchInBrowserIT.account(buyer) + "/prices?size=Standard_D2s_v5&region=eastus");
    page.locator("details > summary").all().forEach(summary -> summary.click());
    gallery.look("prices-tried");
    page.navigate(SwitchInBrowserIT.account(buyer) + "/reservations?by=&state=expired");
    gallery.look("reservations-none-found");
    page.navigate(
        SwitchInBrowserIT.account(buyer) + BuyInBrowserIT.CHOICE.substring("/portal".length()));
    expect(buttonLike(page, "Buy for USD")).isVisible();
    gallery.look("buy-chosen");
    page.navigate("/dashboard/activity");
    page.locator("main table details summary").first().click();
    gallery.look("activity-details");
    page.navigate(SwitchInBrowserIT.account(buyer));
    ScriptsInBrowserIT.openHelp(page);
    gallery.lookHere("help-beside");
    gallery.check();
  }

  @Test
  void the_page_of_price_sheets_while_one_is_sent_and_once_it_is_published() {
    Page page = Site.shared().agent(Site.shared().newPartner(), "admin_agent");
    page.navigate("/dashboard/sheets");
    Gallery gallery = new Gallery(page, "sheets");
    ScriptsInBrowserIT.publishSlowly(page, ScriptsInBrowserIT.sheet(3000));
    expect(page.locator("progress")).isVisible();
    gallery.lookHere("sending");
    expectText(page, "1 line was published");
    gallery.lookHere("published");
    gallery.check();
  }

  @Test
  void pages_around_a_session() {
    Login login =
        Infrastructure.shared()
            .agentLogin("admin_agent", full.partner(), UUID.randomUUID().toString());
    Page page = Site.shared().signedIn(login);
    Gallery gallery = new Gallery(page, "session");
    page.navigate("/sign-in");
    gallery.look("signed-in");
    page.navigate(SwitchInBrowserIT.account(buyer) + "?change=off");
    SessionInBrowserIT.sessionEnds(page);
    button(page, "Turn off").click();
    expect(heading(page, "Your session has ended")).isVisible();
    gallery.lookHere("ended");
    page.navigate("/signed-out");
    gallery.look("signed-out");
    gallery.check();
  }

  @Test
  void pages_of_a_partner_that_has_nothing_yet() {
    PartnerCenter empty = Site.shared().newPartner();
    Page page = Site.shared().agent(empty, "admin_agent");
    Gallery gallery = new Gallery(page, "empty");
    gallery.everythingFrom(page.url());
    String customer = empty.newCustomer("DE");
    gallery.everythingFrom("/dashboard/customers/" + customer);
    gallery.check();
  }

  @Test
  void pages_of_agents_who_only_read() {
    for (String role : List.of("sales_agent", "helpdesk_agent")) {
      Page page = Site.shared().agent(full, role);
      Gallery gallery = new Gallery(page, role.replace("_agent", ""));
      gallery.glanceAt(gallery.addresses(page.url(), SwitchInBrowserIT.account(buyer)));
      gallery.check();
    }
  }

  @Test
  void pages_of_whoever_runs_the_services() {
    Page page = Site.shared().operator();
    Gallery gallery = new Gallery(page, "operations");
    gallery.everythingFrom(page.url());
    gallery.check();
  }

  @Test
  void pages_of_an_owner_who_buys() {
    Page page = Site.shared().user(buyer, buyer.owner());
    Gallery gallery = new Gallery(page, "owner");
    MainJobInBrowserIT.shows(page, "/portal/requests", "Not bought");
    gallery.everythingFrom("/portal/subscriptions");
    page.navigate("/portal/requests");
    page.locator("a[href^='/portal/requests/']").first().click();
    expectText(page, "Not bought");
    gallery.look("request-refused");
    page.navigate("/portal/requests/" + UUID.randomUUID());
    gallery.look("request-waiting");
    BuyInBrowserIT.choose(page, BuyInBrowserIT.CHOICE.replace("quantity=2", "quantity=1"));
    gallery.look("buy-chosen");
    page.navigate("/portal/buy?search=nothing-like-that");
    gallery.look("buy-nothing-found");
    gallery.check();
  }

  @Test
  void pages_of_a_user_who_cannot_buy() {
    Buyer off = full.newBuyer("US");
    for (Map.Entry<String, String> user :
        Map.of("owner-off", off.owner(), "reader", full.newUser(off.id())).entrySet()) {
      Page page = Site.shared().user(off, user.getValue());
      Gallery gallery = new Gallery(page, user.getKey());
      gallery.glanceAt(gallery.addresses(page.url()));
      gallery.check();
    }
  }

  @Test
  void pages_in_place_of_one_that_cannot_be_shown() {
    Page page = Site.shared().agent(full, "admin_agent");
    Gallery gallery = new Gallery(page, "error");
    page.navigate("/portal/buy");
    gallery.look("403");
    page.navigate("/dashboard/nothing");
    gallery.look("404");
    Page user = Site.shared().user(buyer, buyer.owner());
    Gallery portal = new Gallery(user, "error-portal");
    user.navigate("/dashboard/customers");
    portal.look("403");
    gallery.check();
    portal.check();
  }

  @Test
  void pages_while_a_service_is_down() {
    Page agent = Site.shared().agent(full, "admin_agent");
    Page user = Site.shared().user(buyer, buyer.owner());
    Gallery dashboard = new Gallery(agent, "down");
    Gallery portal = new Gallery(user, "down-portal");
    Set<String> dashboards = dashboard.addresses(agent.url(), SwitchInBrowserIT.account(buyer));
    Set<String> portals = portal.addresses(user.url(), BuyInBrowserIT.CHOICE);
    for (Service service :
        List.of(Service.PERMISSIONS, Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING)) {
      Instance instance = Site.shared().service(service);
      instance.stop();
      try {
        dashboard.glanceAtMissing(dashboards, service.shortName() + "-");
        portal.glanceAtMissing(portals, service.shortName() + "-");
      } finally {
        instance.start().awaitReady();
      }
    }
    dashboard.check();
    portal.check();
  }

  /** Pictures of pages, and what is wrong with them. */
  private static final class Gallery {
    private final Page page;
    private final String prefix;
    private final List<String> findings = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();

    Gallery(Page page, String prefix) {
      this.page = page;
      this.prefix = prefix;
    }

    /** All pages that links lead to from there, one of each kind that was not looked at yet. */
    void everythingFrom(String... starts) {
      for (String address : addresses(starts)) {
        if (kinds.add(kind(address))) {
          page.navigate(address);
          look(name(address));
        }
      }
    }

    Set<String> addresses(String... starts) {
      Map<String, String> byKind = new LinkedHashMap<>();
      Deque<String> ahead = new ArrayDeque<>();
      for (String start : starts) {
        String path = start.replaceFirst("^https?://[^/]+", "");
        byKind.put(kind(path), path);
        ahead.add(path);
      }
      while (!ahead.isEmpty()) {
        page.navigate(ahead.remove());
        for (String path : links()) {
          if (byKind.putIfAbsent(kind(path), path) == null) {
            ahead.add(path);
          }
        }
      }
      return new TreeSet<>(byKind.values());
    }

    @SuppressWarnings("unchecked")
    private List<String> links() {
      return (List<String>)
          page.evaluate(
              """
              () => [...document.querySelectorAll('a[href]')]
                .filter(a => a.origin === location.origin && !a.getAttribute('href').startsWith('#'))
                .filter(a => !a.hasAttribute('download'))
                .map(a => a.pathname)
                .filter(path => path !== '/' && !path.startsWith('/assets'))""");
    }

    /** Two addresses that differ in ids only are pages of one kind. */
    private static String kind(String path) {
      return ID.matcher(path).replaceAll("id").replaceFirst("[?#].*", "");
    }

    private static String name(String address) {
      return kind(address).substring(1).replace('/', '-');
    }

    /** One picture of each, where others have been looked at in every way. */
    void glanceAt(Set<String> addresses) {
      for (String address : addresses) {
        page.navigate(address);
        glance(name(address));
      }
    }

    /** The same for those that say that something cannot be shown. */
    void glanceAtMissing(Set<String> addresses, String state) {
      for (String address : addresses) {
        page.navigate(address);
        if (page.locator("main").innerText().contains("does not answer")) {
          glance(state + name(address));
        }
      }
    }

    private void glance(String name) {
      picture(name, "light");
      axe(name, "light");
    }

    /** Looks at the page as it is now, which its address shows again. */
    void look(String name) {
      lookHere(name);
      chinese(name);
    }

    /** The same for what its address alone does not show. */
    void lookHere(String name) {
      if (page.locator("html").getAttribute("lang").startsWith("zh")) {
        throw new IllegalStateException(name + " is in Chinese before it should be");
      }
      glance(name);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      picture(name, "dark");
      // Nothing but colours differs.
      note(name, "dark", new AxeBuilder(page).withRules(List.of("color-contrast")));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.setViewportSize(NARROW, HEIGHT);
      // As high as the page, or the bar at the bottom lies over something in the middle of it.
      int high = ((Number) page.evaluate("() => document.body.scrollHeight")).intValue();
      page.setViewportSize(NARROW, Math.max(HEIGHT, high));
      picture(name, "narrow");
      axe(name, "narrow");
      int wide = ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
      if (wide > NARROW) {
        findings.add(name + " is " + wide + " wide where " + NARROW + " are shown");
      }
      page.setViewportSize(WIDE, HEIGHT);
    }

    /** In a tab of its own, so that the page stays as it is. */
    private void chinese(String name) {
      Page other = page.context().newPage();
      var cookie =
          new com.microsoft.playwright.options.Cookie("language", "zh")
              .setUrl(Site.shared().gateway().toString());
      page.context().addCookies(List.of(cookie));
      try {
        other.navigate(page.url());
        other.screenshot(options(name, "chinese"));
      } finally {
        page.context()
            .clearCookies(
                new com.microsoft.playwright.BrowserContext.ClearCookiesOptions()
                    .setName("language"));
        other.close();
      }
    }

    private void picture(String name, String look) {
      page.screenshot(options(name, look));
    }

    private Page.ScreenshotOptions options(String name, String look) {
      return new Page.ScreenshotOptions()
          .setPath(Site.pictures().resolve(prefix + "-" + name + "-" + look + ".png"))
          // Else fields get a style of their own for the picture.
          .setCaret(ScreenshotCaret.INITIAL)
          .setFullPage(true);
    }

    private void axe(String name, String look) {
      note(name, look, new AxeBuilder(page).options(everything()));
    }

    /** With what WCAG 2.2 asks of the size of buttons, which is off by default. */
    private static AxeRunOptions everything() {
      AxeRuleOptions on = new AxeRuleOptions();
      on.setEnabled(true);
      AxeRunOptions options = new AxeRunOptions();
      options.setRules(Map.of("target-size", on));
      options.setResultTypes(List.of("violations"));
      return options;
    }

    private void note(String name, String look, AxeBuilder axe) {
      for (Rule rule : axe.analyze().getViolations()) {
        if (IMPACTS.contains(rule.getImpact())) {
          rule.getNodes()
              .forEach(
                  node ->
                      findings.add(
                          prefix
                              + "-"
                              + name
                              + " "
                              + look
                              + ": "
                              + rule.getImpact()
                              + " "
                              + rule.getId()
                              + " "
                              + node.getHtml()));
        }
      }
    }

    void check() {
      assertThat(findings).isEmpty();
    }
  }
}
