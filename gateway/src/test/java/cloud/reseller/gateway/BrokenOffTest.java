package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that disconnect in the middle of a body cause no log lines. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(BackEnds.class)
class BrokenOffTest {

  @TestHTTPResource("/")
  URI door;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/customers",
        "/v1/customers/c/users/refused",
        "/v1/customers/c/users/closing",
        "/v1/pricesheets",
        "/v1/pricesheets/refused",
        "/v1/pricesheets/closing",
        "/v1/nowhere"
      })
  void a_body_that_breaks_off_leaves_no_line(String path) throws IOException {
    try (LogLines lines = new LogLines()) {
      for (String token : List.of("", "Authorization: Bearer x\r\n")) {
        for (int sent : List.of(0, 1, 50_000, 99_999, 100_000)) {
          for (boolean reset : new boolean[] {true, false}) {
            for (int i = 0; i < 10; i++) {
              breakOff(path, token, sent, reset);
            }
          }
        }
      }
      await().ignoreExceptions().untilAsserted(this::assertFree);
      assertThat(lines.all()).isEmpty();
    }
  }

  private void breakOff(String path, String token, int sent, boolean reset) throws IOException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      byte[] head =
          ("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + token + "Content-Length: 100000\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      try {
        socket.getOutputStream().write(head);
        socket.getOutputStream().write(new byte[sent]);
      } catch (IOException refused) {
        return;
      }
    }
  }

  /** All connections have ended when there is room for as many again. */
  private void assertFree() throws IOException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("GET /v1/nowhere HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(
              RawHttp.answer(new BufferedInputStream(socket.getInputStream()), false)
                  .orElseThrow()
                  .status())
          .isEqualTo(404);
    }
  }
}
