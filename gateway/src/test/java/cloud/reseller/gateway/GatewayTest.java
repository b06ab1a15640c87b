package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackEnds.class)
class GatewayTest {

  private static final String GUID = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final int MIB = 1024 * 1024;

  @TestHTTPResource("/")
  URI door;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void a_call_and_its_answer_pass_as_they_are() throws Exception {
    HttpResponse<String> answer =
        send(
            call("/v1/customers?size=40&filter=a%20b")
                .header("If-Match", "\"v0\"")
                .header("MS-RequestId", GUID)
                .method("PUT", BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"v1\"");
    assertThat(answer.headers().firstValue("MS-RequestId")).contains(GUID);
    JsonObject seen = new JsonObject(answer.body());
    assertThat(seen.getString("method")).isEqualTo("PUT");
    assertThat(seen.getString("uri")).isEqualTo("/v1/customers?size=40&filter=a%20b");
    assertThat(seen.getLong("size")).isEqualTo(2);
    assertThat(seen.getJsonObject("headers").getString("authorization")).isEqualTo("Bearer t");
    assertThat(seen.getJsonObject("headers").getString("if-match")).isEqualTo("\"v0\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 304, 400, 403, 404, 409, 503})
  void a_status_passes_as_it_is(int status) throws Exception {
    HttpResponse<String> answer =
        send(call("/v1/customers").header("X-Status", Integer.toString(status)));

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void missing_ids_are_generated_and_passed_to_the_service() throws Exception {
    HttpResponse<String> answer = send(call("/v1/customers"));

    JsonObject seen = new JsonObject(answer.body()).getJsonObject("headers");
    assertThat(seen.getString("ms-requestid")).hasSize(36);
    assertThat(seen.getString("ms-correlationid")).hasSize(36);
    assertThat(answer.headers().firstValue("MS-RequestId"))
        .contains(seen.getString("ms-requestid"));
  }

  @Test
  void an_id_of_the_wrong_form_is_the_services_to_refuse() throws Exception {
    HttpResponse<String> answer = send(call("/v1/customers").header("MS-RequestId", "17"));

    assertThat(new JsonObject(answer.body()).getJsonObject("headers").getString("ms-requestid"))
        .isEqualTo("17");
  }

  @Test
  void claims_about_who_calls_are_replaced() throws Exception {
    HttpResponse<String> answer =
        send(
            call("/v1/customers")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6"));

    JsonObject seen = new JsonObject(answer.body()).getJsonObject("headers");
    assertThat(seen.encode()).doesNotContain("6.6.6.6", "evil");
    assertThat(seen.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(seen.getString("x-forwarded-proto")).isEqualTo("http");
    assertThat(seen.getString("x-forwarded-host")).isEqualTo(door.getAuthority());
  }

  @Test
  void headers_of_one_connection_end_with_it() throws IOException {
    String answer;
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ascii(
                  "GET /v1/customers HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, X-Mine\r\n"
                      + "X-Mine: 1\r\nTE: trailers\r\nProxy-Authorization: Basic eA==\r\n"
                      + "Keep-Alive: timeout=1\r\nX-Stays: 1\r\n\r\n"));
      answer = readUntil(socket.getInputStream(), "\"digest\"");
    }

    assertThat(answer).startsWith("HTTP/1.1 200").contains("x-stays");
    assertThat(answer.toLowerCase())
        .doesNotContain("x-mine", "\"te\"", "proxy-authorization", "x-hop", "timeout=");
  }

  @Test
  void a_large_body_passes_whole() throws Exception {
    byte[] sheet = new byte[12 * MIB];
    new Random(7).nextBytes(sheet);

    JsonObject seen =
        new JsonObject(
            send(call("/v1/pricesheets").POST(BodyPublishers.ofByteArray(sheet))).body());

    assertThat(seen.getLong("size")).isEqualTo(sheet.length);
    assertThat(seen.getString("digest"))
        .isEqualTo(HexFormat.of().formatHex(BackEnds.sha256().digest(sheet)));
  }

  @Test
  void a_file_is_passed_on_while_it_comes_and_so_is_the_answer() throws IOException {
    try (Socket socket = connect()) {
      var out = socket.getOutputStream();
      out.write(
          ascii(
              "POST /v1/pricesheets/orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                  + "Authorization: Bearer t\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"));
      out.flush();
      // The answer begins before the body ends: neither is collected on the way.
      InputStream in = socket.getInputStream();
      String begun = readUntil(in, "first;");
      out.write(ascii("1\r\nb\r\n0\r\n\r\n"));
      out.flush();
      String rest = new String(in.readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(begun).startsWith("HTTP/1.1 200").doesNotContain("second;");
      assertThat(rest).contains("second;");
    }
  }

  @Test
  void a_caller_may_ask_before_sending_a_body() throws Exception {
    byte[] body = new byte[500_000];

    HttpResponse<String> answer =
        send(call("/v1/customers").expectContinue(true).POST(BodyPublishers.ofByteArray(body)));

    assertThat(new JsonObject(answer.body()).getLong("size")).isEqualTo(body.length);
  }

  @Test
  void a_question_for_headers_alone_is_answered_with_them() throws Exception {
    HttpResponse<String> answer =
        send(call("/v1/customers").method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"v1\"");
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void a_body_that_says_it_is_too_large_is_refused_at_once() throws Exception {
    String answer =
        raw(
            "POST /v1/customers HTTP/1.1\r\nHost: h\r\nMS-RequestId: "
                + GUID
                + "\r\nAuthorization: Bearer t\r\nContent-Length: 1048577\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("BodyTooLarge", GUID, "1048576");
  }

  @Test
  void a_body_that_turns_out_too_large_is_refused() throws Exception {
    byte[] part = new byte[3 * MIB];

    HttpResponse<String> answer =
        send(
            call("/v1/customers")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(List.of(part)))));

    problem(answer, 413, "BodyTooLarge");
  }

  @Test
  void a_body_in_an_unknown_coding_is_refused() throws IOException {
    String answer =
        raw(
            "POST /v1/customers HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("Transfer-Encoding");
  }

  @Test
  void a_message_with_two_lengths_reaches_nobody() throws IOException {
    String answer =
        raw(
            "POST /v1/customers HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 30\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"InvalidHeader\"");
  }

  @Test
  void the_bytes_of_an_early_refusal_carry_the_ids_that_were_sent() throws IOException {
    String answer =
        raw(
            "GET /v1/customers HTTP/1.1\r\nHost: h\r\nHost: h\r\nms-requestid: "
                + GUID.toUpperCase()
                + "\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("MS-RequestId: " + GUID, "Cache-Control: no-store", "\"source\":\"gateway\"");
  }

  @Test
  void what_matters_from_end_to_end_is_not_removed_by_naming_it() throws IOException {
    String answer;
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ascii(
                  "POST /v1/customers HTTP/1.1\r\nHost: h\r\nConnection: authorization,"
                      + " MS-RequestId, content-length, if-match, content-type, host\r\n"
                      + "Authorization: Bearer t\r\nMS-RequestId: "
                      + GUID
                      + "\r\nIf-Match: x\r\nContent-Type: text/csv\r\nX_Forwarded_For: 6.6.6.6\r\n"
                      + "x-FORWARDED-proto: 6.6.6.6\r\nContent-Length: 2\r\n\r\n{}"));
      answer = readUntil(socket.getInputStream(), "\"digest\"");
    }

    assertThat(answer)
        .contains(
            "Bearer t", "\"ms-requestid\":\"" + GUID, "\"if-match\"", "text/csv", "\"size\":2,")
        .doesNotContain("6.6.6.6");
  }

  @Test
  void a_service_that_is_down_is_said_to_be() throws Exception {
    HttpResponse<String> answer = send(call("/v1/auditrecords").header("MS-RequestId", GUID));

    problem(answer, 503, "ServiceUnavailable");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.headers().firstValue("MS-RequestId")).contains(GUID);
  }

  @Test
  void a_service_that_is_down_is_said_to_be_to_a_caller_with_a_body() throws Exception {
    HttpResponse<String> answer =
        send(call("/v1/auditrecords").POST(BodyPublishers.ofByteArray(new byte[500_000])));

    problem(answer, 503, "ServiceUnavailable");
  }

  @Test
  void a_service_that_hangs_up_is_said_to() throws Exception {
    problem(send(call("/v1/invoices")), 502, "BadGateway");
  }

  @Test
  void a_read_goes_through_though_the_service_closes_the_kept_connection() throws Exception {
    for (int call = 0; call < 5; call++) {
      assertThat(send(call("/v1/invoices/stopping")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_write_is_never_sent_twice() throws Exception {
    send(call("/v1/invoices/stopping"));

    problem(
        send(call("/v1/invoices/stopping").POST(BodyPublishers.ofString("{}"))), 502, "BadGateway");
  }

  @Test
  void a_silent_service_leaves_the_outcome_unknown() throws Exception {
    HttpResponse<String> answer = send(call("/v1/invoices/silent"));

    problem(answer, 504, "OutcomeUnknown");
    assertThat(answer.body()).contains("ask again with the same MS-RequestId");
  }

  @Test
  void an_unknown_address_is_refused_in_the_public_form() throws Exception {
    problem(send(call("/v1/nowhere")), 404, "NotFound");
    problem(send(call("/nowhere")), 404, "NotFound");
    problem(send(call("/webjars/htmx.org/2.0.10/dist/htmx.min.js")), 404, "NotFound");
    problem(send(call("/q/metrics")), 404, "NotFound");
    problem(
        send(call("/v1/customers").method("TRACE", BodyPublishers.noBody())),
        405,
        "MethodNotAllowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/customers/../auditrecords",
        "/v1/customers/%2e%2e/auditrecords",
        "/v1//customers",
        "/v1/customers/./c",
        "/v1/%63ustomers",
        "/v1/../q/metrics",
        "/v1/customers/..%2f..%2f..%2fq/metrics",
        "/v1/customers/c%2forders",
        "/v1/customers/c%5corders",
        "/v1/customers/c;/../../../q/metrics",
        "/v1/customers/c%00",
        "//h/v1/customers",
        "http://h/v1/../q/metrics"
      })
  void a_path_that_could_be_read_in_two_ways_is_refused(String path) throws IOException {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("NotFound");
  }

  @Test
  void the_service_gets_a_path_whatever_form_the_target_has() throws IOException {
    assertThat(
            raw(
                "GET http://h/v1/customers?size=1 HTTP/1.1\r\nHost: h\r\n"
                    + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("\"uri\":\"/v1/customers?size=1\"");
  }

  @Test
  void a_call_to_become_another_protocol_stays_a_call() throws IOException {
    String answer;
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ascii(
                  "GET /v1/customers HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\n"
                      + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
      answer = readUntil(socket.getInputStream(), "\"digest\"");
    }

    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("\"upgrade\"");
  }

  @Test
  void a_trace_goes_on() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    JsonObject seen =
        new JsonObject(
                send(call("/v1/customers")
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                    .body())
            .getJsonObject("headers");

    assertThat(seen.getString("traceparent")).startsWith("00-" + trace);
  }

  @Test
  void health_and_metrics_stand_on_the_management_port() throws Exception {
    send(call("/v1/customers/" + GUID + "/users"));
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    URI management = URI.create("http://localhost:" + port);

    assertThat(send(HttpRequest.newBuilder(management.resolve("/q/health"))).body())
        .contains("\"UP\"");
    assertThat(send(HttpRequest.newBuilder(management.resolve("/q/metrics"))).body())
        .contains("/v1/customers/{id}/users")
        .doesNotContain(GUID);
    for (String other : List.of("/", "/q", "/q/openapi", "/q/info", "/q/dev-ui", "/parked")) {
      assertThat(send(HttpRequest.newBuilder(management.resolve(other))).statusCode())
          .as(other)
          .isEqualTo(404);
    }
  }

  @Test
  void no_caller_adds_a_series_to_the_metrics() throws Exception {
    send(call("/v1/customers"));
    String before = metrics();
    for (int i = 0; i < 2_000; i += 20) {
      StringBuilder calls = new StringBuilder();
      for (int j = i; j < i + 20; j++) {
        calls.append(
            "POST /v1/customers/%d/users?x=%d HTTP/1.1\r\nHost: h%d.example\r\nX: y\r\n\r\n"
                .formatted(j, j, j));
        calls.append("GET /v%d/nowhere%d HTTP/1.1\r\nHost: h%d\r\n\r\n".formatted(j, j, j));
        calls.append("GET /v1/pricesheets%d HTTP/1.1\r\nHost: h%d\r\n\r\n".formatted(j, j));
        calls.append("PUT /v1/invoices/%d HTTP/1.1\r\nHost: h%d\r\n\r\n".formatted(j, j));
        calls.append("GET /v1/auditrecords/%d HTTP/1.1\r\nHost: h%d\r\n\r\n".formatted(j, j));
      }
      assertThat(raw(calls + "BREW" + i + " /v1/x HTTP/1.1\r\nHost: h\r\n\r\n")).contains("405");
      raw("GET /v1/customers/" + i + "/x HTTP/9." + i % 10 + "\r\nHost: h\r\n\r\n");
      raw("GET /v1/customers%zz HTTP/1.1\r\nHost: h" + i + "\r\n\r\n");
    }

    List<String> series = http(metrics());
    assertThat(series)
        .noneMatch(each -> each.matches(".*(h\\d|BREW|nowhere|pricesheets\\d|/\\d).*"));
    assertThat(series)
        .anyMatch(each -> each.startsWith("http_refused_total{code=\"InvalidMessage\""));
    assertThat(series.size()).isLessThan(http(before).size() + 60);
  }

  /** The names and labels of what is counted of HTTP. */
  private static List<String> http(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("http"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  private String metrics() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/metrics")))
        .body();
  }

  @Test
  void the_management_port_takes_no_body() throws IOException {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    for (String body :
        List.of(
            "Content-Length: 5\r\n\r\na=%zz",
            "Content-Length: 5000\r\n\r\nx", "Transfer-Encoding: chunked\r\n\r\nno chunk\r\n")) {
      try (Socket socket = new Socket("localhost", port)) {
        socket.setSoTimeout(10_000);
        socket
            .getOutputStream()
            .write(
                ascii("POST /q/zz HTTP/1.1\r\nHost: h\r\nMS-RequestId: " + GUID + "\r\n" + body));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .as(body)
            .startsWith("HTTP/1.1 413")
            .contains("\"code\":\"BodyTooLarge\"", "MS-RequestId: " + GUID, "no-store");
      }
    }
  }

  @Test
  void an_answer_that_refuses_a_file_in_mid_body_ends_the_connection() throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ascii(
                  "POST /v1/pricesheets/refused HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n"
                      + "Authorization: Bearer t\r\n"
                      + "\r\nbegun"));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("connection: close");
    }
  }

  @Test
  void the_management_port_speaks_no_http_2_in_clear_text_either() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 505");
    }
    try (HttpClient asking = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          asking.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health")).build(),
              BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Basic eA==\r\n",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer \r\n"
      })
  void a_body_of_a_caller_without_a_token_is_not_read(String authorization) throws IOException {
    for (String path : List.of("/v1/customers", "/v1/pricesheets")) {
      for (String framing : List.of("Content-Length: 200000", "Transfer-Encoding: chunked")) {
        String answer =
            raw(
                "POST "
                    + path
                    + " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nMS-RequestId: "
                    + GUID
                    + "\r\n"
                    + authorization
                    + framing
                    + "\r\n\r\n");

        assertThat(answer)
            .startsWith("HTTP/1.1 401")
            .containsIgnoringCase("www-authenticate: Bearer\r\n")
            .containsIgnoringCase("connection: close")
            .containsIgnoringCase("cache-control: no-store")
            .contains(
                GUID,
                "{\"code\":\"Unauthenticated\",\"description\":\"A valid bearer token is needed."
                    + " Get a new one from the sign-in service and send it in the header"
                    + " Authorization.\",\"data\":[\"Authorization\"],\"source\":\"gateway\"}");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/customers/[c]",
        "/v1/customers/c]",
        "/v1/customers/{c}",
        "/v1/customers/a|b",
        "/v1/customers/a\\b",
        "/v1/customers?a=%zz",
        "//",
        "http://[1:2]/v1/customers",
        "http://[::1.2]/v1/customers"
      })
  void an_invalid_address_is_refused_in_the_public_form(String address) throws IOException {
    String host = address.startsWith("http") ? address.split("/")[2] : "h";
    String answer = raw("GET " + address + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"InvalidMessage\"", "no-store", "MS-RequestId: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD /v1/customers HTTP/1.9\r\nHost: h\r\n\r\n",
        "HEAD /v1/customers HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "HEAD /v1/customers HTTP/1.1\r\nHost: h\nX: y\r\n\r\n",
        "HEAD /v1/customers HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nno chunk\r\n"
      })
  void a_refused_question_for_headers_alone_gets_no_body(String call) throws IOException {
    String answer = raw(call);

    assertThat(answer).startsWith("HTTP/1.1 ").endsWith("\r\n\r\n");
    assertThat(answer.indexOf("\r\n\r\n")).isEqualTo(answer.length() - 4);
    assertThat(answer.split(" ")[1]).isIn("505", "400");
  }

  @Test
  void no_page_of_another_origin_reads_what_the_management_port_says() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    for (String method : List.of("GET", "OPTIONS")) {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/zz"))
                  .method(method, BodyPublishers.noBody())
                  .header("Origin", "https://pages.example")
                  .header("Access-Control-Request-Method", "DELETE"));
      problem(answer, 404, "NotFound");
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
  }

  @Test
  void every_answer_of_the_management_port_has_the_public_form() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    URI management = URI.create("http://localhost:" + port);
    for (String other : List.of("/", "/q", "/q/zz", "/q/health/zz", "/q/health/..;/openapi")) {
      for (String method : List.of("GET", "DELETE")) {
        problem(
            send(
                HttpRequest.newBuilder(management.resolve(other))
                    .method(method, BodyPublishers.noBody())),
            404,
            "NotFound");
      }
    }
    for (String open : List.of("/q/health", "/q/metrics")) {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(management.resolve(open)).header("MS-RequestId", GUID));
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("MS-RequestId")).contains(GUID);
    }
  }

  private HttpRequest.Builder call(String path) {
    return HttpRequest.newBuilder(door.resolve(path)).header("Authorization", "Bearer t");
  }

  private HttpResponse<String> send(HttpRequest.Builder call)
      throws IOException, InterruptedException {
    return client.send(call.build(), BodyHandlers.ofString());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private String raw(String call) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(ascii(call));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        return read.toString();
      }
      read.append((char) next);
    }
    return read.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("MS-RequestId")).map(String::length).contains(36);
    assertThat(answer.headers().firstValue("MS-CorrelationId")).map(String::length).contains(36);
    JsonObject body = new JsonObject(answer.body());
    assertThat(body.fieldNames()).containsExactly("code", "description", "data", "source");
    assertThat(body.getString("code")).isEqualTo(code);
    assertThat(body.getString("source")).isEqualTo("gateway");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
