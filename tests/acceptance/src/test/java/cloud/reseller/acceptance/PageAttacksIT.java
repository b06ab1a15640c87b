package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.Browser.Page;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.KafkaProxy;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pages in the hands of people who mean no good, and behind services that do not answer. Every page
 * that links lead to is looked at, so that a new page is looked at too.
 */
class PageAttacksIT {

  private static final String SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
  private static final String REVERSED = "safe\u202Egnihtemos";
  private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}");
  private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"]*)\"");
  private static final Pattern POSTED =
      Pattern.compile("<form[^>]*?method=\"post\"[^>]*?action=\"([^\"]*)\"");
  private static final Duration SOON = Duration.ofSeconds(60);

  private static House house;
  private static KafkaProxy kafka;
  private static URI gateway;
  private static String secret;
  private static PartnerCenter api;
  private static Buyer buyer;

  @BeforeAll
  static void start() {
    house =
        House.of(
            PageAttacksIT.class,
            Service.PERMISSIONS,
            Service.RESERVATIONS,
            Service.ACTIVITY_LOG,
            Service.BILLING,
            Service.GATEWAY);
    // The gateway reaches Kafka through a door that can be shut.
    kafka = KafkaProxy.open(Infrastructure.shared());
    Instance first = house.first(Service.GATEWAY);
    gateway = first.address();
    secret = Infrastructure.shared().signIn(gateway);
    first.stop();
    first.set("quarkus.oidc.credentials.secret", secret);
    first.set("kafka.bootstrap.servers", kafka.bootstrap());
    first.start().awaitReady();
    api = PartnerCenter.at(gateway);
    buyer = api.newBuyer("US");
    api.permit(buyer.id());
  }

  @AfterAll
  static void stop() {
    kafka.close();
    house.close();
  }

  private static Browser agent(PartnerCenter of) {
    return signedIn(Infrastructure.shared().agentLogin("admin_agent", of.partner(), newId()));
  }

  private static Browser owner() {
    return signedIn(Infrastructure.shared().customerLogin(buyer.id(), buyer.owner()));
  }

  private static Browser signedIn(cloud.reseller.testing.Login login) {
    Browser browser = new Browser(gateway);
    assertThat(browser.signIn("/", login).status()).isEqualTo(200);
    return browser;
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Every page that can be reached from the first one by links, once. */
  private static Map<String, Page> every(Browser browser, String... from) {
    Map<String, Page> seen = new LinkedHashMap<>();
    Set<String> next = new TreeSet<>(List.of(from));
    while (!next.isEmpty() && seen.size() < 80) {
      String path = next.iterator().next();
      next.remove(path);
      Page page = browser.open(path);
      seen.put(path, page);
      Matcher links = LINK.matcher(page.html());
      while (links.find()) {
        URI target = page.address().resolve(links.group(1).replace("&amp;", "&"));
        String local =
            target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        if (gateway.getAuthority().equals(target.getRawAuthority()) && !seen.containsKey(local)) {
          next.add(local);
        }
      }
    }
    return seen;
  }

  @Test
  void another_partners_ids_are_pages_that_do_not_exist_in_every_path() {
    PartnerCenter other = PartnerCenter.at(gateway);
    Browser own = agent(api);
    Browser stranger = agent(other);
    String csrf = field(stranger.open("/dashboard/customers"), "csrf-token");
    Set<String> opened = new TreeSet<>();
    Set<String> posted = new TreeSet<>();
    Set<String> filtered = new TreeSet<>();
    String company =
        api.get("/v1/customers/" + buyer.id()).body().at("/companyProfile/companyName").asText();
    String account = "/dashboard/customers/" + buyer.id();
    every(own, account, account + "?change=off")
        .forEach(
            (path, page) -> {
              String bare = path.replaceFirst("\\?.*", "");
              if (bare.contains(buyer.id())) {
                opened.add(bare);
              } else if (path.contains(buyer.id())) {
                filtered.add(path);
              }
              Matcher forms = POSTED.matcher(page.html());
              while (forms.find()) {
                if (forms.group(1).contains(buyer.id())) {
                  posted.add(forms.group(1));
                }
              }
            });
    assertThat(opened).hasSizeGreaterThanOrEqualTo(4);
    assertThat(posted).hasSizeGreaterThanOrEqualTo(3);

    for (String path : opened) {
      Page page = stranger.open(path);
      assertThat(page.status()).as(path).isEqualTo(404);
      Page made = stranger.open(path.replace(buyer.id(), newId()));
      assertThat(anonymous(page)).as(path).isEqualTo(anonymous(made));
    }
    String fields =
        "csrf-token="
            + encode(csrf)
            + "&to=off&reason=&request="
            + newId()
            + "&offer=DZH318Z0BPS6&name=x&user="
            + buyer.owner();
    for (String path : posted) {
      Page page = stranger.post(path, fields);
      assertThat(page.status()).as(path).isIn(400, 404);
      Page made = stranger.post(path.replace(buyer.id(), newId()), fields);
      assertThat(anonymous(page)).as(path).isEqualTo(anonymous(made));
    }
    for (String path : filtered) {
      assertThat(stranger.open(path).html()).as(path).doesNotContain(company);
    }
    assertThat(own.open("/dashboard/customers/" + buyer.id()).html())
        .contains("aria-pressed=\"true\">On");
    // Nor do a customer's users see another customer, whoever's it is.
    Browser user = owner();
    for (String path : opened) {
      assertThat(user.open(path).status()).as(path).isEqualTo(403);
    }
  }

  /** What a page says, whatever ids and times stand in it. */
  private static String anonymous(Page page) {
    return page.html()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replaceAll("name=\"csrf-token\" value=\"[^\"]*\"", "TOKEN");
  }

  @Test
  void what_people_enter_is_text_on_every_page_and_cannot_turn_what_stands_around_it() {
    Browser agent = agent(api);
    String customers = "/dashboard/customers";
    Page added =
        agent.send(
            agent
                .open(customers)
                .form("name=\"company\"")
                .type("company", SCRIPT)
                .type("domain", "d" + newId() + ".example")
                .type("country", "US"));
    assertThat(added.status()).as(added.html()).isEqualTo(200);
    String account = added.address().getPath();
    String customer = account.replaceFirst(".*/", "");
    agent.send(
        agent
            .open(account + "/subscriptions")
            .form("name=\"entitlement\"")
            .type("offer", "DZH318Z0BPS6")
            .type("name", SCRIPT));
    String user =
        api.send(
                "POST",
                "/v1/customers/" + customer + "/users",
                "{\"userPrincipalName\": \"u@customer.example\", \"displayName\": \"%s\"}"
                    .formatted(SCRIPT.replace("\"", "\\\"")),
                newId())
            .text("id");
    Page person =
        agent.send(
            agent
                .open(account)
                .form("name=\"signInName\"")
                .type("name", SCRIPT)
                .type("signInName", "p" + newId() + "@customer.example"));
    assertThat(person.status()).as(person.html()).isEqualTo(200);
    assertThat(person.html()).contains("&lt;script&gt;alert(1)");
    agent.send(agent.open(account + "/subscriptions").form("<select").type("user", user));
    agent.send(agent.open(account + "?change=on").form("/permission").type("reason", SCRIPT));
    Browser buys = signedIn(Infrastructure.shared().customerLogin(customer, user));
    Page choice =
        await()
            .atMost(SOON)
            .until(
                () -> buys.open(CHOICE + "&name=" + encode(SCRIPT)),
                page -> page.html().contains("Buy for USD"));
    Page bought = decided(buys, buys.send(choice.form("id=\"buy\"")));

    int found = 0;
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.putAll(every(agent, account, customers + "?search=" + encode(SCRIPT)));
    pages.putAll(every(buys, "/portal/subscriptions", bought.address().getPath()));
    for (String path :
        List.of(
            account + "/prices?size=",
            account + "/buy?search=",
            account + "/buy?search=d2s&name=",
            "/dashboard/activity?company=",
            "/dashboard/activity?from=",
            "/dashboard/bill?period=",
            "/dashboard/customers?after=")) {
      pages.put(path, agent.open(path + encode(SCRIPT)));
    }
    Page rule =
        agent.send(
            agent
                .open(account + "/prices")
                .form("name=\"kind\"")
                .type("target", SCRIPT)
                .type("kind", "percent")
                .type("value", SCRIPT));
    assertThat(rule.status()).isEqualTo(400);
    pages.put("rule", rule);
    pages.put(
        "limit",
        agent.send(agent.open(account + "/prices").form("name=\"perDay\"").type("perDay", SCRIPT)));
    pages.put("choice", choice);
    for (Map.Entry<String, Page> page : pages.entrySet()) {
      assertThat(page.getValue().html())
          .as(page.getKey())
          .doesNotContain("<script>alert", "<img src=x");
      found += page.getValue().html().contains("&lt;script&gt;alert(1)") ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(6);

    // Characters that turn the direction of text are refused wherever text is kept.
    Page refused =
        agent.send(
            agent
                .open(customers)
                .form("name=\"company\"")
                .type("company", REVERSED)
                .type("domain", "d" + newId() + ".example")
                .type("country", "US"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(
            agent
                .send(
                    agent
                        .open(account + "/subscriptions")
                        .form("name=\"entitlement\"")
                        .type("offer", "DZH318Z0BPS6")
                        .type("name", REVERSED))
                .status())
        .isEqualTo(400);
    assertThat(
            agent
                .send(
                    agent
                        .open(account)
                        .form("name=\"signInName\"")
                        .type("name", REVERSED)
                        .type("signInName", "p" + newId() + "@customer.example"))
                .status())
        .isEqualTo(400);
    assertThat(
            agent
                .send(
                    agent
                        .open(account + "?change=off")
                        .form("/permission")
                        .type("reason", REVERSED))
                .status())
        .isEqualTo(400);
    Page named = buys.open(CHOICE + "&name=" + encode(REVERSED));
    Page answer = decided(buys, buys.send(named.form("id=\"buy\"")));
    assertThat(answer.html()).contains("Not bought");
    // What is only searched for is shown without them.
    for (String path : List.of(customers + "?search=", "/dashboard/activity?company=")) {
      assertThat(agent.open(path + encode(REVERSED)).html())
          .as(path)
          .contains("safegnihtemos")
          .doesNotContain("\u202E");
    }
    assertThat(buys.open("/portal/buy?search=" + encode(REVERSED)).html()).doesNotContain("\u202E");
  }

  private static final String CHOICE =
      "/portal/buy?search=d2s&size=Standard_D2s_v5&region=eastus&quantity=2&term=P1Y&plan=Monthly";

  private static Page decided(Browser browser, Page waiting) {
    return await()
        .atMost(SOON)
        .until(
            () -> browser.open(waiting.address().getPath()),
            page -> !page.html().contains("Waiting for the decision"));
  }

  @Test
  void every_page_is_closed_to_others_and_no_page_address_or_log_shows_a_token_or_secret()
      throws IOException {
    Browser agent = agent(api);
    Browser user = owner();
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.putAll(every(agent, "/"));
    pages.putAll(every(user, "/portal/subscriptions", "/portal/buy", "/portal/requests"));
    pages.put("403", user.open("/dashboard/customers"));
    pages.put("404", agent.open("/dashboard/nothing"));
    pages.put("no route", agent.open("/dashboard/customers/not-an-id"));
    pages.put("no form", agent.post("/language", "to=zh"));
    assertThat(pages).hasSizeGreaterThanOrEqualTo(12);

    pages.forEach(
        (path, page) -> {
          assertThat(page.address().toString()).as(path).doesNotContain("code=", "token");
          assertThat(TOKEN.matcher(page.html()).find()).as(path).isFalse();
          assertThat(page.html())
              .as(path)
              .doesNotContain(secret)
              .doesNotContain("<style", " style=\"", "javascript:")
              .doesNotContainPattern(" on[a-z]+=\"")
              .doesNotContainPattern("<script[^>]*>[^<]")
              .doesNotContainPattern("(src|<link [^>]*href)=\"(https?:)?//");
          Map<String, List<String>> headers = page.answer().headers().map();
          assertThat(headers.get("cache-control")).as(path).containsExactly("no-store");
          assertThat(headers.get("x-content-type-options")).as(path).containsExactly("nosniff");
          assertThat(headers.get("x-frame-options")).as(path).containsExactly("DENY");
          assertThat(headers.get("referrer-policy")).as(path).containsExactly("same-origin");
          assertThat(headers.get("content-security-policy").getFirst())
              .as(path)
              .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
              .doesNotContain("unsafe", "http", "*");
          assertThat(headers.keySet())
              .as(path)
              .noneMatch(name -> name.startsWith("access-control") || name.equals("server"));
        });

    // No session is sent along by another site, read by a script or readable at all.
    assertThat(agent.cookies())
        .filteredOn(cookie -> cookie.getName().startsWith("q_"))
        .isNotEmpty()
        .allMatch(HttpCookie::isHttpOnly)
        .noneMatch(cookie -> cookie.getValue().startsWith("eyJhbGciOiJSUzI1NiI"));
    try (Stream<Path> logs = Files.list(house.logs())) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        String written = Files.readString(log);
        assertThat(TOKEN.matcher(written).find()).as(log.toString()).isFalse();
        assertThat(written.contains(secret)).as(log.toString()).isFalse();
      }
    }
  }

  @Test
  void signing_in_leads_back_to_the_page_and_never_elsewhere() {
    String page = "/dashboard/customers?search=a%26b%2F%2Fevil.example";
    Browser browser = new Browser(gateway);
    Page first =
        browser.signIn(
            page, Infrastructure.shared().agentLogin("sales_agent", api.partner(), newId()));
    assertThat(first.address()).isEqualTo(gateway.resolve(page));
    assertThat(cookiesOnTheWay(first))
        .filteredOn(cookie -> cookie.startsWith("q_session"))
        .isNotEmpty()
        .allMatch(cookie -> cookie.toLowerCase(Locale.ROOT).contains("httponly"))
        .allMatch(cookie -> cookie.contains("SameSite=Lax") && cookie.contains("Path=/"));

    for (String elsewhere :
        List.of(
            "//evil.example/dashboard",
            "/\\evil.example",
            "/%2F%2Fevil.example",
            "/dashboard/..//evil.example",
            "/signed-in/..//evil.example")) {
      try (java.net.Socket socket = new java.net.Socket(gateway.getHost(), gateway.getPort())) {
        socket.setSoTimeout(30_000);
        socket
            .getOutputStream()
            .write(
                ("GET " + elsewhere + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).as(elsewhere).matches("(?s)HTTP/1.1 4.*").doesNotContain("Location");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** What the gateway set while redirects led to a page; a cookie that is removed has no value. */
  private static List<String> cookiesOnTheWay(Page page) {
    List<String> all = new ArrayList<>();
    Optional<HttpResponse<String>> answer = Optional.of(page.answer());
    while (answer.isPresent()) {
      all.addAll(answer.get().headers().allValues("Set-Cookie"));
      answer = answer.get().previousResponse();
    }
    return all.stream().filter(cookie -> !cookie.contains("Max-Age=0")).toList();
  }

  @Test
  void a_service_that_does_not_answer_is_said_where_it_would_stand_and_the_rest_works() {
    Browser agent = agent(api);
    Browser user = owner();
    String account = "/dashboard/customers/" + buyer.id();
    Map<Service, List<String>> missing =
        Map.of(
            Service.PERMISSIONS, List.of("/dashboard/customers", account),
            Service.RESERVATIONS,
                List.of(account + "/orders", account + "/reservations", "/dashboard/sheets"),
            Service.ACTIVITY_LOG, List.of("/dashboard/activity"),
            Service.BILLING, List.of("/dashboard/bill", account + "/bill"));
    Map<Service, List<String>> working =
        Map.of(
            Service.PERMISSIONS, List.of("/dashboard/activity"),
            Service.RESERVATIONS, List.of("/dashboard/customers", account, "/dashboard/activity"),
            Service.ACTIVITY_LOG, List.of("/dashboard/customers", account, account + "/orders"),
            Service.BILLING, List.of(account, account + "/orders", "/dashboard/activity"));
    for (Service service : missing.keySet()) {
      Instance instance = house.first(service);
      missing.get(service).forEach(path -> assertThat(says(agent.open(path))).as(path).isFalse());
      // It hangs: connections are taken, and nothing is answered.
      instance.pause();
      try {
        missing.get(service).forEach(path -> assertThat(says(agent.open(path))).as(path).isTrue());
        working.get(service).forEach(path -> assertThat(says(agent.open(path))).as(path).isFalse());
        if (service == Service.RESERVATIONS) {
          assertThat(says(user.open("/portal/requests"))).isTrue();
          assertThat(says(user.open(CHOICE))).isTrue();
          assertThat(says(user.open("/portal/subscriptions"))).isFalse();
        }
      } finally {
        instance.resume();
      }
      missing
          .get(service)
          .forEach(path -> await().atMost(SOON).until(() -> !says(agent.open(path))));
    }
    // They are stopped: connections are refused.
    List<Instance> stopped =
        Stream.of(Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING)
            .map(house::first)
            .toList();
    List<String> theirs =
        Stream.of(Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING)
            .flatMap(service -> missing.get(service).stream())
            .toList();
    stopped.forEach(Instance::stop);
    try {
      theirs.forEach(path -> assertThat(says(agent.open(path))).as(path).isTrue());
      missing
          .get(Service.PERMISSIONS)
          .forEach(path -> assertThat(says(agent.open(path))).as(path).isFalse());
    } finally {
      stopped.forEach(Instance::start);
      stopped.forEach(Instance::awaitReady);
    }
    theirs.forEach(path -> await().atMost(SOON).until(() -> !says(agent.open(path))));
  }

  /** Whether a page says that a service does not answer. */
  private static boolean says(Page page) {
    assertThat(page.status()).as(page.html()).isIn(200, 503);
    return page.status() == 503 || page.html().contains("does not answer");
  }

  @Test
  void without_kafka_a_request_is_neither_lost_nor_made_twice() {
    Browser user = owner();
    Page choice =
        await()
            .atMost(SOON)
            .until(() -> user.open(CHOICE), page -> page.html().contains("Buy for USD"));
    int before = orders();
    kafka.close();
    Page silent;
    try {
      silent = user.send(choice.form("id=\"buy\""));
      assertThat(silent.status()).isEqualTo(503);
      assertThat(silent.html()).doesNotContain("failed", "Something");
      assertThat(user.open("/portal/requests").status()).isEqualTo(200);
      assertThat(agent(api).open("/dashboard/customers").status()).isEqualTo(200);
    } finally {
      kafka = KafkaProxy.open(Infrastructure.shared());
    }
    Page published =
        await()
            .atMost(SOON)
            .until(() -> user.send(silent.form("id=\"buy\"")), page -> page.status() == 200);
    Page bought = decided(user, published);
    assertThat(bought.html()).contains("Bought");
    assertThat(user.send(choice.form("id=\"buy\"")).address()).isEqualTo(bought.address());
    await().atMost(SOON).until(() -> orders() > before);
    assertThat(orders()).isEqualTo(before + 1);
  }

  private static int orders() {
    return api.get("/v1/customers/" + buyer.id() + "/orders").body().path("totalCount").asInt();
  }

  private static String field(Page page, String name) {
    Matcher value =
        Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.html());
    assertThat(value.find()).isTrue();
    return value.group(1);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
