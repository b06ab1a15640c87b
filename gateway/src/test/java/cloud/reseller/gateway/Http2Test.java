package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** HTTP/2 only where it was negotiated over TLS. */
@QuarkusTest
@WithTestResource(Certificate.class)
@WithTestResource(BackEnds.class)
class Http2Test {

  @TestHTTPResource(value = "/", tls = true)
  URI secure;

  @TestHTTPResource("/")
  URI clear;

  @Test
  void a_body_without_a_length_arrives() throws Exception {
    byte[] part = new byte[100_000];
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      HttpResponse<String> answer =
          send(
              call()
                  .method(
                      method,
                      BodyPublishers.fromPublisher(
                          BodyPublishers.ofByteArrays(List.of(part, part, part)))));

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(answer.body()).getLong("size")).isEqualTo(300_000);
    }
  }

  @Test
  void a_body_with_a_length_and_a_call_without_a_body_arrive() throws Exception {
    JsonObject sized = new JsonObject(send(call().POST(BodyPublishers.ofString("{}"))).body());
    assertThat(sized.getLong("size")).isEqualTo(2);
    assertThat(sized.getJsonObject("headers").getString("content-length")).isEqualTo("2");
    for (String method : List.of("GET", "POST", "DELETE")) {
      JsonObject seen = new JsonObject(send(call().method(method, BodyPublishers.noBody())).body());
      assertThat(seen.getString("method")).isEqualTo(method);
      assertThat(seen.getLong("size")).isZero();
    }
  }

  @Test
  void a_body_without_a_length_that_turns_out_too_large_is_refused() throws Exception {
    byte[] part = new byte[3 * 1024 * 1024];

    HttpResponse<String> answer =
        send(call().POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(List.of(part)))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void the_rules_of_the_head_hold_here_too() throws Exception {
    HttpResponse<String> brew = send(call().method("BREW", BodyPublishers.noBody()));
    assertThat(brew.statusCode()).isEqualTo(405);
    assertThat(brew.body()).contains("\"code\":\"MethodNotAllowed\"");

    HttpResponse<String> twice = send(call().header("Authorization", "Bearer b"));
    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(twice.body()).contains("\"code\":\"InvalidHeader\"");
    assertThat(twice.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void every_cookie_of_the_pages_goes_over_tls_only() throws Exception {
    HttpResponse<String> challenged =
        send(HttpRequest.newBuilder(secure.resolve("/dashboard/customers")));
    HttpResponse<String> page = send(HttpRequest.newBuilder(secure.resolve("/signed-out")));
    Matcher token = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();
    HttpResponse<String> chosen =
        send(
            HttpRequest.newBuilder(secure.resolve("/language"))
                .header(
                    "Cookie", page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0])
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("to=zh&back=/&csrf-token=" + token.group(1))));
    assertThat(chosen.statusCode()).isEqualTo(303);
    assertThat(chosen.headers().firstValue("Location")).contains("/");

    List<String> cookies =
        Stream.of(challenged, page, chosen)
            .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
            .filter(cookie -> !cookie.contains("Max-Age=0"))
            .toList();
    assertThat(cookies)
        .anyMatch(cookie -> cookie.startsWith("q_auth"))
        .anyMatch(cookie -> cookie.startsWith("csrf-token"))
        .anyMatch(cookie -> cookie.startsWith("language"))
        .allMatch(cookie -> cookie.contains(";Secure") || cookie.contains("; Secure"))
        .allMatch(cookie -> cookie.toLowerCase(Locale.ROOT).contains("httponly"));
  }

  @Test
  void http_2_is_not_spoken_in_clear_text() throws Exception {
    try (Socket socket = new Socket(clear.getHost(), clear.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(socket.getInputStream());
      RawHttp.Message answer = RawHttp.answer(in, false).orElseThrow();

      assertThat(answer.status()).isEqualTo(505);
      assertThat(answer.text()).contains("\"code\":\"VersionNotSupported\"");
      assertThat(RawHttp.answer(in, false)).isEmpty();
    }
    HttpResponse<String> asked =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(clear.resolve("/v1/customers")).build(),
                BodyHandlers.ofString());
    assertThat(asked.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(asked.statusCode()).isEqualTo(200);
  }

  @Test
  void a_call_without_a_token_is_refused_at_the_door() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(secure.resolve("/v1/customers"))
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"Unauthenticated\"", "\"source\":\"gateway\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void the_management_port_speaks_http_1_alone() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    URI health = URI.create("https://localhost:" + port + "/q/health");

    HttpResponse<String> answer = send(HttpRequest.newBuilder(health));
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.statusCode()).isEqualTo(200);

    HttpResponse<String> refused =
        send(HttpRequest.newBuilder(health).POST(BodyPublishers.ofString("{}")));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("\"code\":\"BodyTooLarge\"");
  }

  private HttpRequest.Builder call() {
    return HttpRequest.newBuilder(secure.resolve("/v1/customers"))
        .header("Authorization", "Bearer a");
  }

  private static HttpResponse<String> send(HttpRequest.Builder call) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Certificate.STORE)) {
      trusted.load(in, Certificate.PASSWORD.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("gateway", trusted.getCertificate("gateway"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    try (HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(tls).build()) {
      return client.send(call.build(), BodyHandlers.ofString());
    }
  }
}
