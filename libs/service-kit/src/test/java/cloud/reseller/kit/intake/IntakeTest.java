package cloud.reseller.kit.intake;

import static io.restassured.RestAssured.given;
import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.LocalTokens;
import cloud.reseller.testing.RawCall;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(IntakeTest.TwoThreads.class)
@WithTestResource(LocalTokens.class)
class IntakeTest {

  private static final Set<Path> BEFORE = new HashSet<>();

  /** Few of everything, so that it is used up soon. */
  public static final class TwoThreads implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.thread-pool.max-threads", "2",
          "quarkus.thread-pool.core-threads", "2",
          "reseller.import.at-once", "2",
          "reseller.import.max", "2000",
          "reseller.body.max-together", "100K");
    }
  }

  private static final String JSON = "Content-Type: application/json";
  private static final String CSV = "Content-Type: text/csv";
  private static final String ORDER =
      "{\"name\":\"n\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[]}";

  @Inject Bodies bodies;
  @Inject WaitsUntilGone waiting;

  @BeforeAll
  static void look() throws IOException {
    BEFORE.addAll(present());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
  void who_may_not_call_is_told_before_a_byte_of_the_body_was_sent(String framing) {
    try (RawCall nobody = post("/v1/shop", JSON, framing);
        RawCall forged = post("/v1/shop", JSON, framing, bearer(LocalTokens.forged()));
        RawCall sales = post("/v1/shop", JSON, framing, bearer(LocalTokens.agent("sales_agent")))) {
      assertThat(nobody.answerUntilClosed())
          .startsWith("HTTP/1.1 401 ")
          .containsIgnoringCase("\r\nconnection: close\r\n")
          .contains("Unauthenticated");
      assertThat(forged.answerUntilClosed()).startsWith("HTTP/1.1 401 ");
      assertThat(sales.answerUntilClosed())
          .startsWith("HTTP/1.1 403 ")
          .containsIgnoringCase("\r\nconnection: close\r\n")
          .contains("900150");
    }
  }

  @Test
  void an_answer_before_the_body_reaches_who_goes_on_sending() {
    String body = "x".repeat(900_000);
    for (int i = 0; i < 20; i++) {
      try (RawCall call = post("/v1/shop", JSON, "Content-Length: " + body.length())) {
        call.send(body);
        assertThat(call.answerUntilClosed()).startsWith("HTTP/1.1 401 ");
      }
    }
  }

  @Test
  void a_connection_goes_on_after_a_body_that_was_read() {
    try (RawCall call = post("/v1/shop", JSON, "Content-Length: " + ORDER.length(), admin())) {
      call.send(ORDER);
      call.send("GET /v1/shop HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(call.answerUntilClosed()).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 401 ");
    }
  }

  @Test
  void bodies_that_trickle_hold_no_thread() {
    List<RawCall> trickling =
        range(0, 64)
            .mapToObj(
                _ ->
                    post("/v1/shop", JSON, "Content-Length: " + ORDER.length(), admin())
                        .send(ORDER.substring(0, 5)))
            .toList();
    try {
      for (int i = 0; i < 20; i++) {
        given()
            .auth()
            .oauth2(LocalTokens.agent("admin_agent"))
            .contentType("application/json")
            .body(ORDER)
            .post("/v1/shop")
            .then()
            .statusCode(200);
      }
      assertThat(trickling).noneMatch(RawCall::isAnswered);
      trickling.forEach(call -> call.send(ORDER.substring(5)));
      assertThat(trickling).allMatch(call -> call.status().equals("HTTP/1.1 200 OK"));
    } finally {
      trickling.forEach(RawCall::close);
    }
  }

  @Test
  void bodies_in_memory_are_bounded_together() {
    String half = "x".repeat(60_000);
    try (RawCall first = post("/v1/shop", JSON, "Content-Length: 90000", admin()).send(half)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                try (RawCall second =
                    post("/v1/shop", JSON, "Content-Length: 90000", admin()).send(half)) {
                  assertThat(second.answerUntilClosed())
                      .startsWith("HTTP/1.1 503 ")
                      .containsIgnoringCase("retry-after: 5");
                }
              });
      assertThat(first.isAnswered()).isFalse();
    }
    Awaitility.await()
        .untilAsserted(
            () -> {
              try (RawCall third =
                  post("/v1/shop", JSON, "Content-Length: 60000", admin()).send(half)) {
                assertThat(third.status()).startsWith("HTTP/1.1 400 ");
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 2001", "Transfer-Encoding: chunked"})
  void a_body_that_is_too_long_is_refused_as_soon_as_that_is_known(String framing) {
    try (RawCall call = post("/v1/shop/files", CSV, framing, admin())) {
      if (framing.startsWith("Transfer")) {
        call.send("7d0\r\n" + "x".repeat(2_000) + "\r\n1\r\nx\r\n");
      }
      assertThat(call.answerUntilClosed()).startsWith("HTTP/1.1 413 ").contains("2000 bytes");
    }
  }

  @Test
  void files_come_while_no_thread_waits_and_few_at_once() throws IOException {
    String file = "a,b\n".repeat(100);
    List<RawCall> calls =
        range(0, 64)
            .mapToObj(
                _ ->
                    post("/v1/shop/files", CSV, "Content-Length: " + file.length(), admin())
                        .send(file.substring(0, 5)))
            .toList();
    try {
      Awaitility.await().until(() -> calls.stream().filter(RawCall::isAnswered).count() == 62);
      for (Path received : files()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(received)))
            .isEqualTo("rw-------");
      }
      List<RawCall> taken = calls.stream().filter(call -> !call.isAnswered()).toList();
      assertThat(calls.stream().filter(RawCall::isAnswered).map(RawCall::answerUntilClosed))
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .startsWith("HTTP/1.1 429 ")
                      .containsIgnoringCase("retry-after: 5"));
      given()
          .auth()
          .oauth2(LocalTokens.agent("admin_agent"))
          .get("/v1/shop")
          .then()
          .statusCode(200);
      String stranger =
          "Authorization: Bearer " + LocalTokens.adminOf("44444444-4444-4444-8444-444444444444");
      try (RawCall ofAnother = post("/v1/shop/files", CSV, "Content-Length: 3", stranger)) {
        assertThat(ofAnother.send("a,b").status()).isEqualTo("HTTP/1.1 200 OK");
      }
      taken.forEach(call -> call.send(file.substring(5)));
      assertThat(taken).allMatch(call -> call.status().equals("HTTP/1.1 200 OK"));
    } finally {
      calls.forEach(RawCall::close);
    }
    Awaitility.await().until(() -> files().isEmpty());
    given()
        .auth()
        .oauth2(LocalTokens.agent("admin_agent"))
        .contentType("text/csv")
        .body(file)
        .post("/v1/shop/files")
        .then()
        .statusCode(200);
  }

  @Test
  void a_file_whose_sender_goes_away_makes_room() {
    for (int i = 0; i < 10; i++) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                try (RawCall call =
                    post("/v1/shop/files", CSV, "Content-Length: 10", admin()).send("a")) {
                  Awaitility.await().until(() -> !files().isEmpty());
                  assertThat(call.isAnswered()).isFalse();
                }
              });
    }
    Awaitility.await().until(() -> files().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/shop", "/v1/shop/files"})
  void what_a_call_holds_is_given_back_though_its_sender_went_before_its_body_was_read(
      String path) {
    for (int i = 0; i < 5; i++) {
      RawCall call =
          post(path, type(path), "Content-Length: 1900", admin(), WaitsUntilGone.HEADER + ": yes");
      call.send("x".repeat(1_000));
      waiting.awaitOne();
      call.reset();
    }
    awaitNothingHeld();
  }

  @ParameterizedTest
  @CsvSource({"/v1/shop, 60000", "/v1/shop/files, 2000"})
  void what_a_call_holds_is_given_back_whenever_its_sender_breaks_off(String path, int length) {
    Random random = new Random(length);
    for (int i = 0; i < 300; i++) {
      RawCall call = post(path, type(path), "Content-Length: " + length, admin());
      call.send("x".repeat(random.nextInt(length)));
      LockSupport.parkNanos(random.nextInt(5_000_000));
      call.reset();
    }
    awaitNothingHeld();
  }

  private void awaitNothingHeld() {
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(waiting.calls()).isZero();
              assertThat(bodies.held()).isZero();
              assertThat(bodies.importsLeft()).isEqualTo(2);
              assertThat(files()).isEmpty();
            });
  }

  private static String type(String path) {
    return path.endsWith("files") ? CSV : JSON;
  }

  /** Those of this process: another one may use the same directory. */
  private static List<Path> files() throws IOException {
    return present().stream().filter(path -> !BEFORE.contains(path)).toList();
  }

  private static List<Path> present() throws IOException {
    List<Path> files = new ArrayList<>();
    Path root = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(root, "kit-imports-*")) {
      for (Path each : processes) {
        try (DirectoryStream<Path> received = Files.newDirectoryStream(each, "*.part")) {
          received.forEach(files::add);
        }
      }
    }
    return files;
  }

  private static RawCall post(String path, String... headers) {
    return RawCall.head(port(), "POST", path, headers);
  }

  private static int port() {
    return ConfigProvider.getConfig()
        .getOptionalValue("quarkus.http.test-port", Integer.class)
        .filter(port -> port > 0)
        .orElse(RestAssured.port);
  }

  private static String admin() {
    return bearer(LocalTokens.agent("admin_agent"));
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }
}
