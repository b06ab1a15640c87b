package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Callers that send a byte at a time, or nothing, are disconnected. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(BackEnds.class)
class SlowCallersTest {

  @TestHTTPResource("/")
  URI door;

  @Test
  void a_head_that_trickles_is_refused() throws IOException {
    try (Socket socket = connect()) {
      RawHttp.Message answer = trickle(socket, "GET /v1/customers HTTP/1.1\r\nX: ", "x");

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.text()).contains("\"code\":\"RequestTimeout\"", "\"source\":\"gateway\"");
    }
  }

  @Test
  void a_body_that_trickles_is_refused_however_it_is_framed() throws IOException {
    for (String body :
        List.of("Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n")) {
      String part = body.startsWith("T") ? "1\r\nx\r\n" : "x";
      try (Socket socket = connect()) {
        RawHttp.Message answer =
            trickle(
                socket,
                "POST /v1/pricesheets HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n" + body,
                part);

        assertThat(answer.status()).as(body).isEqualTo(408);
      }
    }
  }

  @Test
  void a_body_that_is_held_comes_in_less_time_than_a_file() throws IOException {
    try (Socket socket = connect()) {
      RawHttp.Message answer =
          trickle(
              socket,
              "POST /v1/customers HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
                  + "Content-Length: 100000\r\n\r\n",
              "x");

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.text()).contains("\"code\":\"RequestTimeout\"", "within 1 s");
      assertThat(answer.one("connection")).contains("close");
    }
  }

  @Test
  void trailers_that_trickle_are_refused() throws IOException {
    try (Socket socket = connect()) {
      RawHttp.Message answer =
          trickle(
              socket,
              "POST /v1/customers HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
              "X: y\r\n");

      assertThat(answer.status()).isIn(408, 431);
    }
  }

  @Test
  void a_caller_that_says_nothing_is_shown_out_before_and_between_calls() throws IOException {
    try (Socket silent = connect();
        Socket idle = connect()) {
      idle.getOutputStream()
          .write("GET /v1/nowhere HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(idle.getInputStream());

      assertThat(RawHttp.answer(in, false).orElseThrow().status()).isEqualTo(404);
      assertThat(RawHttp.answer(in, false)).isEmpty();
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void an_answer_that_never_comes_frees_the_connection() throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/invoices/silent HTTP/1.1\r\nHost: h\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(RawHttp.answer(socket.getInputStream(), false)).isEmpty();
    }
  }

  @Test
  void one_address_gets_so_many_connections_and_room_again_when_they_end() throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      int taken = 0;
      for (int i = 0; i < 40; i++) {
        Socket socket = connect();
        open.add(socket);
        if (status(socket).isPresent()) {
          taken++;
        }
      }
      assertThat(taken).isBetween(1, 20);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (Socket socket = connect()) {
                assertThat(status(socket)).contains(404);
              }
            });
  }

  private static Optional<Integer> status(Socket socket) {
    try {
      socket
          .getOutputStream()
          .write("GET /v1/nowhere HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return RawHttp.answer(socket.getInputStream(), false).map(RawHttp.Message::status);
    } catch (IOException shownOut) {
      return Optional.empty();
    }
  }

  /** A part at a time until there is an answer. */
  private static RawHttp.Message trickle(Socket socket, String begin, String part)
      throws IOException {
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    OutputStream out = socket.getOutputStream();
                    out.write(begin.getBytes(StandardCharsets.US_ASCII));
                    while (!socket.isClosed() && !Thread.interrupted()) {
                      out.write(part.getBytes(StandardCharsets.US_ASCII));
                      LockSupport.parkNanos(20_000_000);
                    }
                  } catch (IOException ended) {
                    return;
                  }
                });
    try {
      return RawHttp.answer(new BufferedInputStream(socket.getInputStream()), false).orElseThrow();
    } finally {
      writing.interrupt();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }
}
