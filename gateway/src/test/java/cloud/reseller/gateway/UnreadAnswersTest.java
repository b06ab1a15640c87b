package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A caller that does not read gets no more answers than the connection can buffer. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(BackEnds.class)
class UnreadAnswersTest {

  /** Their answers are several times what the sockets of both ends take. */
  private static final int SMALL = 50_000;

  private static final int LARGE = 1_000;

  @TestHTTPResource("/")
  URI door;

  @Test
  void no_more_calls_are_taken_until_the_answers_are_read() throws IOException {
    double before = answersNotTaken();
    try (Socket socket = ask(door.getPort(), "/v1/nowhere", SMALL)) {
      awaitNotTaken(before);

      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void every_call_is_answered_when_the_answers_are_read() throws IOException {
    try (Socket socket = ask(door.getPort(), "/v1/nowhere", SMALL)) {
      assertAnswered(socket, SMALL, 404);
    }
  }

  @Test
  void the_management_port_takes_no_more_either() throws IOException {
    double before = answersNotTaken();
    try (Socket socket = ask(managementPort(), "/q/metrics", LARGE)) {
      awaitNotTaken(before);

      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void the_management_port_answers_every_call_when_the_answers_are_read() throws IOException {
    try (Socket socket = ask(managementPort(), "/q/metrics", LARGE)) {
      assertAnswered(socket, LARGE, 200);
    }
  }

  private static void assertAnswered(Socket socket, int calls, int status) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    for (int call = 0; call < calls; call++) {
      assertThat(RawHttp.answer(in, false).orElseThrow().status()).isEqualTo(status);
    }
  }

  private static void awaitNotTaken(double before) {
    await().atMost(Duration.ofMinutes(1)).until(() -> answersNotTaken() > before);
  }

  private static double answersNotTaken() {
    return Metrics.counter("http.refused", "code", "AnswerTimeout").count();
  }

  private static int managementPort() {
    return ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
  }

  /** Writes so many calls, or as many of them as the server takes. */
  private static Socket ask(int port, String path, int calls) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress("localhost", port));
    byte[] all =
        ("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
            .repeat(calls)
            .getBytes(StandardCharsets.US_ASCII);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                socket.getOutputStream().write(all);
              } catch (IOException shownOut) {
                return;
              }
            });
    return socket;
  }
}
