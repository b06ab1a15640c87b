package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.BufferedInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Only a session that the realm's sign-in led to opens pages, and none is shown to anybody. */
@QuarkusTest
@WithTestResource(Sessions.class)
class PageSessionTest {

  private static final String PAGE = "dashboard/customers";

  @TestHTTPResource("/")
  URI door;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void a_session_of_the_realm_opens_pages_and_nothing_else() throws Exception {
    HttpResponse<String> page = get(PAGE, session("admin_agent"));

    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    // The list is there, so the service was asked with the token of the session.
    assertThat(page.body()).contains("Anna Agent", "Customers stand here once you have added them");
    // The stand-in answers every call; a real service gets no token here, and refuses.
    assertThat(get("portal/requests", session("admin_agent")).statusCode()).isEqualTo(403);
  }

  @Test
  void no_forged_session_opens_a_page_or_leaves_a_trace_of_its_token() throws Exception {
    for (Map.Entry<String, String> forged : forged().entrySet()) {
      HttpResponse<String> answer;
      List<String> log;
      try (LogLines lines = new LogLines()) {
        answer = get(PAGE, forged.getValue());
        log = lines.all();
      }

      assertThat(answer.statusCode()).as(forged.getKey()).isIn(302, 401);
      // The state of a sign-in that begins is encrypted; nothing else is set.
      assertThat(answer.body() + answer.headers().firstValue("Location"))
          .as(forged.getKey())
          .doesNotContain("Anna", "eyJ", "sub-of");
      assertThat(answer.headers().allValues("Set-Cookie"))
          .as(forged.getKey())
          .allMatch(
              cookie ->
                  cookie.startsWith("q_auth_")
                      || !cookie.startsWith("q_")
                      || cookie.contains("Max-Age=0"));
      if (answer.statusCode() == 302) {
        assertThat(answer.headers().firstValue("Location").orElseThrow())
            .as(forged.getKey())
            .startsWith(Sessions.issuer() + "/protocol/openid-connect/auth?");
      } else {
        assertThat(answer.body()).as(forged.getKey()).contains("Not signed in");
      }
      assertThat(String.join("\n", log))
          .as(forged.getKey())
          .doesNotContain("eyJ", "Anna", "sub-of", "anna@");
    }
  }

  private static Map<String, String> forged() {
    Map<String, String> all = new LinkedHashMap<>();
    String good = Sessions.signed(Sessions.person("admin_agent"));
    all.put("expired", Sessions.cookies(Sessions.signed(person().issuedAt(1).expiresAt(2))));
    all.put(
        "signed by another key",
        Sessions.cookies(person().jws().keyId("ours").sign(Sessions.keys().getPrivate())));
    all.put(
        "signed by a key that the realm has no more",
        Sessions.cookies(person().jws().keyId("old").sign(Sessions.keys().getPrivate())));
    all.put(
        "of another realm",
        Sessions.cookies(
            Sessions.signed(person().issuer(Sessions.issuer().replace("partners", "master")))));
    all.put(
        "of another client", Sessions.cookies(Sessions.signed(person().audience("partner-api"))));
    all.put("unsigned", Sessions.cookies(unsigned(good)));
    all.put("changed", Sessions.cookies(changed(good)));
    all.put("encrypted with another key", "q_session=" + Sessions.encrypted(good, "x".repeat(32)));
    all.put("not encrypted", "q_session=" + good);
    all.put("no token", Sessions.cookies("no token"));
    all.put("no session", "q_session=no-session");
    all.put("cut in pieces", "q_session_chunk_1=a; q_session_chunk_2=b");
    all.put(
        "without a session",
        "q_session_at=" + Sessions.encrypted(good + "|300|openid", Sessions.KEY));
    return all;
  }

  private static JwtClaimsBuilder person() {
    return Sessions.person("admin_agent");
  }

  private static String unsigned(String token) {
    String head = "{\"alg\":\"none\",\"kid\":\"ours\"}";
    return Base64.getUrlEncoder().withoutPadding().encodeToString(head.getBytes())
        + "."
        + token.split("\\.")[1]
        + ".";
  }

  /** The same signature under other roles. */
  private static String changed(String token) {
    String[] parts = token.split("\\.");
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace(Sessions.PARTNER, Sessions.CUSTOMER);
    return parts[0]
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes())
        + "."
        + parts[2];
  }

  @Test
  void a_page_says_how_old_it_is_when_that_is_more_than_a_second() throws Exception {
    String session = session("admin_agent");

    assertThat(get(PAGE + "?search=old-40", session).body()).containsPattern("as of 4\\d s ago");
    assertThat(get(PAGE + "?search=old-180", session).body()).contains("as of 3 minutes ago");
    for (String search : List.of("old-0", "old--60", "none")) {
      assertThat(get(PAGE + "?search=" + search, session).body()).doesNotContain("as of");
    }
  }

  @Test
  void beyond_its_end_a_list_leads_back_to_its_beginning() throws Exception {
    HttpResponse<String> page = get(PAGE + "?search=c%26d&after=x", session("admin_agent"));

    assertThat(page.body())
        .contains("Nothing further.", "href=\"?search=c%26d\"")
        .doesNotContain("Customers stand here", "No customer");
  }

  @Test
  void operations_retry_what_is_parked_under_a_key() throws Exception {
    String session = session("operations");
    String form = "service=permissions-service&key=";

    HttpResponse<String> done = post("operations/retry", session, form + "a+key");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("orders: 3 applied, 2 still parked.", "value=\"a key\"");

    HttpResponse<String> none = post("operations/retry", session, form + "another");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("Not retried: Nothing is parked.", "NotFound");
    HttpResponse<String> nowhere = post("operations/retry", session, "service=gateway&key=a+key");
    assertThat(nowhere.statusCode()).isEqualTo(400);
    assertThat(nowhere.body()).contains("Choose a service and give a key.");
    assertThat(post("operations/retry", session("admin_agent"), form + "a+key").statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_page_that_waits_is_told_of_the_decision_in_a_stream() throws Exception {
    HttpResponse<String> stream =
        get("portal/requests/0f8fad5b-d9cb-469f-a165-70867728950e/live", session("customer_user"));

    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(stream.body()).contains("event:decided").doesNotContain("items");
  }

  @Test
  void roles_count_as_services_count_them() throws Exception {
    for (String page : List.of(PAGE, "portal/buy", "portal/requests", "dashboard/activity")) {
      assertThat(get(page, session("operations", "customer_user")).statusCode())
          .as(page)
          .isEqualTo(403);
      assertThat(get(page, session("operations", "admin_agent")).statusCode())
          .as(page)
          .isEqualTo(403);
      assertThat(get(page, session("of_nobody")).statusCode()).as(page).isEqualTo(403);
    }
    assertThat(get("portal/buy", session("customer_user", "sales_agent")).statusCode())
        .isEqualTo(403);
    assertThat(get("portal/buy", session("customer_user")).statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_without_a_customer_or_with_endless_values_gets_into_the_log() throws Exception {
    JwtClaimsBuilder homeless = Sessions.person("customer_user").claim("customer_id", "");
    String buys = "size=Standard_D2s_v5&region=eastus&quantity=1&subscription=x";

    assertThat(post("portal/buy", Sessions.cookies(Sessions.signed(homeless)), buys).statusCode())
        .isEqualTo(403);
    for (String field : List.of("size", "region", "subscription", "scope", "name")) {
      String endless = buys + "&" + field + "=" + "y".repeat(300);
      endless = endless.replaceFirst("(^|&)" + field + "=[^y&][^&]*", "");
      assertThat(post("portal/buy", session("customer_user"), endless).statusCode())
          .as(field)
          .isEqualTo(400);
    }
  }

  @Test
  void a_sign_in_that_was_not_completed_is_a_page_and_repeats_nothing_of_what_was_sent()
      throws Exception {
    for (String query :
        List.of(
            "state=a&error=%3Cscript%3Ealert(1)&error_description=forged%0D%0Aline",
            "state=a&code=forged", "state=b&code=forged", "state=a&state=b&code=forged")) {
      HttpResponse<String> answer;
      List<String> log;
      try (LogLines lines = new LogLines()) {
        answer = get("signed-in?" + query, "q_auth_a=a|forged; q_auth_b=c|forged");
        log = lines.all();
      }
      assertThat(answer.statusCode()).as(query).isEqualTo(401);
      assertThat(answer.body())
          .as(query)
          .contains("Not signed in")
          .doesNotContain("alert(1)", "forged");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).as(query).isPresent();
      assertThat(String.join("\n", log)).as(query).doesNotContain("alert(1)", "forged");
    }
  }

  @Test
  void a_form_that_another_site_sends_is_refused_even_with_its_token() throws Exception {
    String session = session("admin_agent");
    for (String site : List.of("cross-site", "same-site")) {
      HttpResponse<String> answer =
          post("language", session, "to=zh&back=/", Map.of("Sec-Fetch-Site", site));
      assertThat(answer.statusCode()).as(site).isEqualTo(400);
      assertThat(answer.headers().allValues("Set-Cookie"))
          .as(site)
          .noneMatch(cookie -> cookie.startsWith("language="));
      assertThat(answer.body()).as(site).contains("<h1>Not possible</h1>");
    }
    for (String site : List.of("same-origin", "none")) {
      assertThat(
              post("language", session, "to=zh&back=/", Map.of("Sec-Fetch-Site", site))
                  .statusCode())
          .as(site)
          .isEqualTo(303);
    }
  }

  @Test
  void every_form_needs_its_token_in_the_body_whatever_the_type() throws Exception {
    String customer = "dashboard/customers/" + Sessions.CUSTOMER;
    String owners = customer + "/subscriptions/" + Sessions.CUSTOMER + "/owners";
    for (String form :
        List.of(
            "language",
            "sign-out",
            "dashboard/customers",
            "dashboard/sheets",
            customer + "/people",
            customer + "/permission",
            customer + "/subscriptions",
            owners,
            owners + "/" + Sessions.CUSTOMER + "/remove",
            customer + "/prices/rules",
            customer + "/prices/rules/remove",
            customer + "/prices/limits",
            customer + "/prices/limits/remove",
            customer + "/buy",
            "portal/buy")) {
      String session = session(form.startsWith("portal") ? "customer_user" : "admin_agent");
      for (String type :
          List.of("application/x-www-form-urlencoded", "text/plain", "application/json")) {
        HttpResponse<String> answer =
            client.send(
                call(form)
                    .header("Cookie", session + "; csrf-token=" + "A".repeat(22))
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("to=on&csrf-token=" + "B".repeat(22)))
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(form + " " + type).isIn(400, 415);
        assertThat(answer.body()).as(form + " " + type).contains("<h1>");
      }
    }
  }

  @Test
  void a_form_of_an_ended_session_is_not_kept_if_another_site_sent_it_or_nobody_can_read_it()
      throws Exception {
    String token = "A".repeat(22);
    for (Map.Entry<String, String> form :
        Map.of("same-site", "name=n&csrf-token=" + token, "same-origin", "name=%zz").entrySet()) {
      HttpResponse<String> answer =
          client.send(
              call("dashboard/customers")
                  .header("Cookie", "q_session=none; csrf-token=" + token)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("Sec-Fetch-Site", form.getKey())
                  .POST(BodyPublishers.ofString(form.getValue()))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(form.getKey()).isEqualTo(400);
      assertThat(answer.body()).as(form.getKey()).contains("<h1>Not possible</h1>");
    }
  }

  @Test
  void a_field_may_have_a_thousand_characters_of_any_language() throws Exception {
    String text = URLEncoder.encode("字".repeat(1_000), StandardCharsets.UTF_8);

    assertThat(
            post("language", session("admin_agent"), "to=zh&back=/" + text, Map.of()).statusCode())
        .isEqualTo(303);
  }

  @Test
  void a_file_of_nobody_is_not_read() throws Exception {
    HttpResponse<String> answer =
        client.send(
            call("dashboard/customers")
                .header("Cookie", "q_session=none; csrf-token=" + "A".repeat(22))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\n"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Connection")).contains("close");
    assertThat(answer.body()).contains("<h1>Not possible</h1>");
  }

  @Test
  void a_price_sheet_of_nobody_is_answered_before_it_is_read() throws Exception {
    for (String script : List.of("", "HX-Request: true\r\n")) {
      String head =
          "POST /dashboard/sheets HTTP/1.1\r\nHost: h\r\nCookie: q_session=none\r\n"
              + script
              + "Content-Type: multipart/form-data; boundary=x\r\n"
              + "Content-Length: 60000000\r\n\r\n--x\r\n";
      try (Socket socket = new Socket(door.getHost(), door.getPort())) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        RawHttp.Message answer =
            RawHttp.answer(new BufferedInputStream(socket.getInputStream()), false).orElseThrow();
        assertThat(answer.status()).as(script).isIn(400, 401, 499);
      }
    }
  }

  @Test
  void nothing_a_person_enters_becomes_a_header() throws Exception {
    for (String page : List.of(PAGE, "dashboard/activity")) {
      HttpResponse<String> answer = get(page + "?after=x%0D%0AX-Evil:%20y", session("admin_agent"));
      assertThat(answer.statusCode()).as(page).isEqualTo(200);
      assertThat(answer.headers().map()).as(page).doesNotContainKey("x-evil");
    }
    HttpResponse<String> turned =
        post(
            "dashboard/customers/" + Sessions.CUSTOMER + "/permission",
            session("admin_agent"),
            "to=off&etag=x%0D%0AX-Evil:%20y&reason=" + encode("a\r\nX-Evil: y"));
    assertThat(turned.statusCode()).isEqualTo(404);
  }

  @Test
  void a_language_leads_back_to_the_page_with_its_query_and_never_elsewhere() throws Exception {
    Map<String, String> backs = new LinkedHashMap<>();
    backs.put("/dashboard/customers?search=%E5%AE%A2&after=a%2Bb%3D", "");
    backs.put("/portal/requests", "");
    backs.put("//evil.example/", "/");
    backs.put("/\\evil.example", "/");
    backs.put("\\\\evil.example", "/");
    backs.put("https://evil.example/", "/");
    backs.put("https:evil.example", "/");
    backs.put("javascript:alert(1)", "/");
    backs.put("/\t/evil.example", "/");
    backs.put("/\r\nLocation: https://evil.example", "/");
    backs.put(" //evil.example", "/");
    backs.put("dashboard", "/");
    backs.put("", "/");
    for (Map.Entry<String, String> back : backs.entrySet()) {
      HttpResponse<String> answer =
          post("language", session("admin_agent"), "to=en&back=" + encode(back.getKey()));
      assertThat(answer.headers().firstValue("Location"))
          .as(back.getKey())
          .contains(back.getValue().isEmpty() ? back.getKey() : back.getValue());
    }
  }

  @Test
  void the_host_a_caller_names_is_in_no_answer() throws Exception {
    String session = session("admin_agent");
    String raw =
        "GET / HTTP/1.1\r\nHost: evil.example\r\nCookie: "
            + session
            + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 303").doesNotContain("evil.example");
    }
  }

  private static String session(String... roles) {
    return Sessions.cookies(Sessions.signed(Sessions.person(roles)));
  }

  private HttpResponse<String> get(String path, String cookies) throws Exception {
    return client.send(call(path).header("Cookie", cookies).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String session, String fields) throws Exception {
    return post(path, session, fields, Map.of());
  }

  /** Sends a form with a token of this browser's own. */
  private HttpResponse<String> post(
      String path, String session, String fields, Map<String, String> headers) throws Exception {
    HttpResponse<String> page = get("signed-out", "");
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    Matcher token = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();
    HttpRequest.Builder call =
        call(path)
            .header("Cookie", session + "; " + cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields + "&csrf-token=" + token.group(1)));
    headers.forEach(call::header);
    return client.send(call.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder call(String path) {
    return HttpRequest.newBuilder(door.resolve("/" + path));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
