package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service, and a caller, that have as many calls under way as they may. */
@QuarkusTest
@TestProfile(BusyServiceTest.RoomForFour.class)
@WithTestResource(BackEnds.class)
class BusyServiceTest {

  private static final int SHARE = 3;

  /** So few that a test fills it. */
  public static final class RoomForFour implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "reseller.gateway.calls-per-service",
          "4",
          "reseller.gateway.calls-per-address",
          Integer.toString(SHARE),
          "reseller.gateway.connect-within",
          "500ms",
          "reseller.gateway.silence",
          "60s",
          "quarkus.shutdown.timeout",
          "1s");
    }
  }

  @TestHTTPResource("/")
  URI door;

  /** Two services at one address, which have their calls in common. */
  @Test
  void a_call_that_a_service_has_no_room_for_is_answered_that_nothing_was_done() {
    onceEarlierCallsAreOver(
        () -> {
          try (Calls calls = new Calls()) {
            calls.hold("/v1/customers/c/users/silent", SHARE);
            calls.hold("/v1/customers/c/orders/silent", 2);

            assertRefused(calls.firstAnswer(), "ServiceUnavailable");
          }
        });
  }

  @Test
  void a_call_above_the_share_of_its_address_is_refused_and_one_to_another_service_is_not() {
    onceEarlierCallsAreOver(
        () -> {
          double before = Metrics.counter("http.refused", "code", "TooManyCalls").count();
          try (Calls calls = new Calls()) {
            calls.hold("/v1/customers/c/users/silent", SHARE + 1);

            assertRefused(calls.firstAnswer(), "TooManyCalls");
            assertThat(Metrics.counter("http.refused", "code", "TooManyCalls").count())
                .isEqualTo(before + 1);
            assertThat(once("GET", "/v1/pricesheets", "").status()).isEqualTo(200);
          }
        });
  }

  @Test
  void an_answer_that_is_not_taken_is_a_call_under_way() {
    onceEarlierCallsAreOver(
        () -> {
          try (Calls calls = new Calls()) {
            calls.hold("/v1/customers/c/users/large", SHARE);
            for (Socket call : calls.open) {
              assertThat(call.getInputStream().read()).isEqualTo('H');
            }

            assertRefused(once("GET", "/v1/customers/c", ""), "TooManyCalls");
          }
        });
    assertShare("/v1/customers/c/users/silent");
  }

  /** Each more often than an address has calls: none is counted for ever, and none given twice. */
  @ParameterizedTest
  @CsvSource({
    "GET, /v1/customers/c, '', 200, /v1/customers/c/users/silent",
    "HEAD, /v1/customers/c, '', 200, /v1/customers/c/users/silent",
    "GET, /v1/customers/c, X-Status: 204, 204, /v1/customers/c/users/silent",
    "POST, /v1/customers/refused, Content-Length: 0, 401, /v1/customers/c/users/silent",
    "GET, /v1/customers/closing, '', 401, /v1/customers/c/users/silent",
    "GET, /v1/invoices/stopping, '', 200 502, /v1/invoices/silent",
    "POST, /v1/invoices/hangsup, Content-Length: 0, 502, /v1/invoices/silent"
  })
  void a_call_that_is_over_counts_no_more(
      String method, String path, String header, String status, String silent) throws IOException {
    onceEarlierCallsAreOver(
        () -> assertThat(status).contains(Integer.toString(once(method, path, header).status())));
    for (int call = 0; call < 2 * SHARE; call++) {
      assertThat(status).contains(Integer.toString(once(method, path, header).status()));
    }
    assertShare(silent);
  }

  @Test
  void a_call_to_a_service_that_is_down_counts_no_more() throws IOException {
    for (int call = 0; call < 2 * SHARE; call++) {
      assertRefused(once("GET", "/v1/auditrecords", ""), "ServiceUnavailable");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/customers/c/users/silent HTTP/1.1, '', /v1/customers/c/users/silent",
    "GET /v1/customers/c/users/large HTTP/1.1, '', /v1/customers/c/users/silent",
    "GET /v1/customers/c/users/large HTTP/1.0, '', /v1/customers/c/users/silent",
    "POST /v1/pricesheets HTTP/1.1, Content-Length: 9, /v1/customers/c/orders/silent",
    "POST /v1/customers HTTP/1.1, Content-Length: 9, /v1/customers/c/users/silent",
    "GET /v1/invoices/silent HTTP/1.1, '', /v1/invoices/silent"
  })
  void a_call_whose_caller_goes_counts_no_more(String line, String header, String silent)
      throws IOException {
    for (int round = 0; round < 2; round++) {
      try (Calls calls = new Calls()) {
        for (int call = 0; call < SHARE; call++) {
          calls.send(line, header);
        }
      }
    }
    assertShare(silent);
  }

  private void assertShare(String silent) {
    onceEarlierCallsAreOver(
        () -> {
          try (Calls calls = new Calls()) {
            calls.hold(silent, SHARE + 1);
            assertRefused(calls.firstAnswer(), "TooManyCalls");
            assertThat(calls.answered()).isEmpty();
          }
        });
  }

  /** A call ends a moment after its caller has gone, which no caller is told. */
  private static void onceEarlierCallsAreOver(ThrowingRunnable assertions) {
    await().untilAsserted(assertions);
  }

  private static void assertRefused(RawHttp.Message answer, String code) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("\"code\":\"" + code + "\"", "\"source\":\"gateway\"");
    assertThat(answer.one("retry-after")).contains("5");
  }

  private RawHttp.Message once(String method, String path, String header) throws IOException {
    try (Calls calls = new Calls()) {
      calls.send(method + " " + path + " HTTP/1.1", header);
      return RawHttp.answer(
              new BufferedInputStream(calls.open.getFirst().getInputStream()),
              method.equals("HEAD"))
          .orElseThrow();
    }
  }

  /** Calls that end when they are closed, each on a connection of its own. */
  private final class Calls implements AutoCloseable {

    private final List<Socket> open = new ArrayList<>();

    void hold(String path, int calls) throws IOException {
      for (int call = 0; call < calls; call++) {
        send("GET " + path + " HTTP/1.1", "");
      }
    }

    void send(String line, String header) throws IOException {
      Socket socket = new Socket(door.getHost(), door.getPort());
      socket.setSoTimeout(20_000);
      open.add(socket);
      String head = line + "\r\nHost: h\r\nAuthorization: Bearer t\r\n" + header;
      socket
          .getOutputStream()
          .write(
              (head + (header.isEmpty() ? "\r\n" : "\r\n\r\n"))
                  .getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes the call that is answered first out of those that are held. */
    RawHttp.Message firstAnswer() throws IOException {
      Socket answered = await().until(this::answered, found -> !found.isEmpty()).getFirst();
      open.remove(answered);
      try (answered) {
        return RawHttp.answer(new BufferedInputStream(answered.getInputStream()), false)
            .orElseThrow();
      }
    }

    List<Socket> answered() throws IOException {
      List<Socket> answered = new ArrayList<>();
      for (Socket socket : open) {
        if (socket.getInputStream().available() > 0) {
          answered.add(socket);
        }
      }
      return answered;
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
