package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages and forwarded calls live side by side and give each other nothing. */
@QuarkusTest
@WithTestResource(BackEnds.class)
class PageSecurityTest {

  private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

  @TestHTTPResource("/")
  URI door;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dashboard/customers",
        "dashboard/customers/0f8fad5b-d9cb-469f-a165-70867728950e",
        "dashboard/customers/0f8fad5b-d9cb-469f-a165-70867728950e/subscriptions",
        "dashboard/customers/0f8fad5b-d9cb-469f-a165-70867728950e/prices",
        "dashboard/customers/0f8fad5b-d9cb-469f-a165-70867728950e/bill",
        "dashboard/customers/0f8fad5b-d9cb-469f-a165-70867728950e/buy",
        "dashboard/bill",
        "dashboard/sheets",
        "dashboard/help",
        "operations"
      })
  void a_page_needs_a_session_and_leads_to_signing_in(String path) throws Exception {
    HttpResponse<String> answer = send(call(path).header("Authorization", "Bearer e.e.e"));

    assertThat(answer.statusCode()).isEqualTo(302);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location)
        .startsWith("http://localhost:8180/realms/partners/protocol/openid-connect/auth?")
        .contains("response_type=code", "client_id=gateway", "scope=openid", "nonce=")
        .contains("code_challenge_method=S256", "redirect_uri=", "signed-in");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("q_auth"))
        .isNotEmpty()
        .allMatch(cookie -> cookie.contains("HTTPOnly") || cookie.contains("HttpOnly"))
        .allMatch(cookie -> cookie.contains("SameSite=Lax"));
  }

  @Test
  void a_script_whose_session_has_ended_is_told_so() throws Exception {
    assertThat(send(call("dashboard/customers").header("HX-Request", "true")).statusCode())
        .isEqualTo(499);
  }

  @Test
  void a_stream_of_events_whose_session_has_ended_is_told_so() throws Exception {
    assertThat(
            send(call("portal/requests/0f8fad5b-d9cb-469f-a165-70867728950e/live")
                    .header("Accept", "text/event-stream"))
                .statusCode())
        .isEqualTo(499);
  }

  @Test
  void a_form_sent_after_the_session_has_ended_is_kept_with_its_values() throws Exception {
    HttpResponse<String> answer =
        send(
            call("portal/buy")
                .header("Cookie", "csrf-token=known")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "csrf-token=known&quantity=3&name=%3Cscript%3E%22a+b&size=Standard_D2s_v5")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.body())
        .contains("action=\"/portal/buy\"", "href=\"/sign-in\" target=\"_blank\"")
        .contains("name=\"quantity\" value=\"3\"", "name=\"size\" value=\"Standard_D2s_v5\"")
        .contains("name=\"name\" value=\"&lt;script&gt;&quot;a b\"")
        .contains("name=\"csrf-token\" value=\"known\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csrf-token=another", "csrf-token=", "other=1", "csrf-token=known"})
  void a_form_of_another_page_is_not_kept(String cookie) throws Exception {
    String field = cookie.equals("csrf-token=known") ? "" : "&csrf-token=known";
    HttpResponse<String> answer =
        send(
            call("portal/buy")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("quantity=3" + field)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("quantity", "csrf-token");
  }

  @Test
  void signing_out_after_the_session_has_ended_is_signed_out() throws Exception {
    HttpResponse<String> answer = post("sign-out", "");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath())
        .isEqualTo("/signed-out");
  }

  @Test
  void no_service_gets_a_cookie() throws Exception {
    HttpResponse<String> answer =
        send(call("v1/customers").header("Cookie", "q_session=secret; zone=UTC"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getJsonObject("headers").fieldNames())
        .doesNotContain("cookie");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void a_page_has_the_headers_that_keep_it_apart() throws Exception {
    HttpResponse<String> answer = send(call("signed-out"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .doesNotContain("<style", "style=\"", "onclick", "http://", "https://")
        .doesNotContainPattern("<script[^>]*>[^<]");
  }

  @Test
  void a_page_is_compressed_for_who_asks() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            call("signed-out").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new String(unzipped(answer.body()))).contains("<!doctype html>");
  }

  @Test
  void files_are_kept_for_a_year_under_the_digest_of_their_bytes() throws Exception {
    Matcher assets = ASSET.matcher(send(call("signed-out")).body());
    int found = 0;
    while (assets.find()) {
      found++;
      HttpResponse<byte[]> file =
          client.send(
              call(assets.group(1).substring(1)).header("Accept-Encoding", "gzip").build(),
              BodyHandlers.ofByteArray());
      assertThat(file.statusCode()).as(assets.group(1)).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      assertThat(file.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(file.headers().firstValue("Content-Encoding")).contains("gzip");
      byte[] plain =
          client
              .send(call(assets.group(1).substring(1)).build(), BodyHandlers.ofByteArray())
              .body();
      assertThat(unzipped(file.body())).isEqualTo(plain);
    }
    assertThat(found).isEqualTo(6);
    for (String none :
        List.of("assets/pages.css", "assets/pages-0000000000000000.css", "webjars/htmx.org/")) {
      assertThat(send(call(none)).statusCode()).as(none).isEqualTo(404);
    }
  }

  @Test
  void a_form_without_its_token_changes_nothing() throws Exception {
    HttpResponse<String> answer = post("language", "to=zh&back=/");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("language="));
  }

  @Test
  void a_form_with_its_token_is_taken_and_returns_within_this_origin() throws Exception {
    HttpResponse<String> page = send(call("signed-out"));
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    Matcher token = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();

    HttpResponse<String> answer =
        send(
            call("language")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "to=zh&back=//evil.example/&csrf-token=" + token.group(1))));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow()).getHost())
        .isIn(null, door.getHost());
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(set -> set.startsWith("language=zh") && set.contains("HttpOnly"));
    assertThat(send(call("signed-out").header("Cookie", "language=zh")).body()).contains("您已退出登录");
  }

  @Test
  void a_form_that_is_too_large_or_unmeasured_is_refused_before_it_is_read() throws Exception {
    assertThat(post("language", "to=" + "z".repeat(64 * 1024)).statusCode()).isEqualTo(413);
    assertThat(post("dashboard/sheets", "file=" + "z".repeat(64 * 1024)).statusCode())
        .as("a sheet without a session")
        .isEqualTo(413);
    HttpResponse<String> unmeasured =
        send(
            call("language")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("to=zh".getBytes()))));
    assertThat(unmeasured.statusCode()).isEqualTo(411);
    assertThat(new JsonObject(unmeasured.body()).getString("code")).isEqualTo("LengthRequired");
  }

  @Test
  void another_origin_gets_no_permission_to_read() throws Exception {
    HttpResponse<String> answer = send(call("signed-out").header("Origin", "https://evil.example"));

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        call(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder call(String path) {
    return HttpRequest.newBuilder(door.resolve("/" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder call) throws Exception {
    return client.send(call.build(), BodyHandlers.ofString());
  }

  private static byte[] unzipped(byte[] compressed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }
}
