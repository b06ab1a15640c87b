package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service that has as many calls under way as it may. */
@QuarkusTest
@TestProfile(BusyServiceTest.RoomForFour.class)
@WithTestResource(BackEnds.class)
class BusyServiceTest {

  /** So few that a test fills it. */
  public static final class RoomForFour implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "reseller.gateway.calls-per-service", "4", "reseller.gateway.connect-within", "500ms");
    }
  }

  @TestHTTPResource("/")
  URI door;

  @Test
  void a_call_that_a_service_has_no_room_for_is_answered_that_nothing_was_done()
      throws IOException {
    List<Socket> calls = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        Socket socket = new Socket(door.getHost(), door.getPort());
        calls.add(socket);
        socket
            .getOutputStream()
            .write(
                "GET /v1/invoices/silent HTTP/1.1\r\nHost: h\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
      }
      Socket refused = await().until(() -> answered(calls), Optional::isPresent).orElseThrow();
      RawHttp.Message answer = RawHttp.answer(refused.getInputStream(), false).orElseThrow();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text()).contains("\"code\":\"ServiceUnavailable\"");
      assertThat(answer.one("retry-after")).contains("5");
    } finally {
      for (Socket socket : calls) {
        socket.close();
      }
    }
  }

  private static Optional<Socket> answered(List<Socket> calls) throws IOException {
    for (Socket socket : calls) {
      if (socket.getInputStream().available() > 0) {
        return Optional.of(socket);
      }
    }
    return Optional.empty();
  }
}
