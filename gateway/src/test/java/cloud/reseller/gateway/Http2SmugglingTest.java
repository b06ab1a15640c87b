package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames written by hand: what HTTP/2 can say and HTTP/1.1 would take for something else. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(Certificate.class)
@WithTestResource(RecordingBackEnd.class)
class Http2SmugglingTest {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int REFUSED_STREAM = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final String EVIL = "GET /v1/customers/evil2 HTTP/1.1\r\nHost: h\r\n\r\n";

  @TestHTTPResource(value = "/", tls = true)
  URI door;

  @Seen Map<String, List<String>> seen;

  @Late Map<String, Semaphore> late;

  static Stream<List<String>> odd() {
    return Stream.of(
        List.of("x", "a\r\nTransfer-Encoding: chunked"),
        List.of("x", "a\r\n\r\n" + EVIL),
        List.of("x", "a\nb"),
        List.of("x", "a\rb"),
        List.of("x", "a\0b"),
        List.of("x: y\r\nz", "a"),
        List.of("x y", "a"),
        List.of("x:", "a"),
        List.of("X-Upper", "a"),
        List.of("", "a"),
        List.of("transfer-encoding", "chunked"),
        List.of("connection", "keep-alive"),
        List.of("content-length", "4"),
        List.of("content-length", "9999"),
        List.of("content-length", "+5"),
        List.of("content-length", "5, 4"),
        List.of("content-length", "5", "content-length", "4"),
        List.of("host", "other.example"),
        List.of("authorization", "a", "authorization", "b"),
        List.of(":path", "/v1/customers/odd2 HTTP/1.1\r\nX: y"),
        List.of(":path", "/v1/customers/odd2", ":path", "/v1/customers/evil2"),
        List.of(":method", "POST /v1/customers/evil2 HTTP/1.1\r\nX: y\r\n\r\nPOST"),
        List.of(":method", "BREW"),
        List.of(":authority", "a\r\nX: y"),
        List.of(":authority", "a, b"));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void what_only_http_2_can_say_reaches_no_service(List<String> fields) throws Exception {
    seen.clear();

    assertThat(call("odd2", "hello", fields)).as("%s", fields).containsAnyOf("reset", "\"code\":");
    assertThat(seen).as("%s", fields).doesNotContainKeys("odd2", "evil2", "ambiguous");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/customers/odd2 x",
        "/v1/customers/odd2%zz",
        "/v1/customers/[odd2]",
        "/v1/customers/odd2|",
        "//",
        "*",
        "odd2",
        "?odd2"
      })
  void an_invalid_address_is_refused_in_the_public_form(String path) throws Exception {
    seen.clear();

    assertThat(call("odd2", "hello", List.of(":path", path)))
        .contains("\"code\":\"InvalidMessage\"", "\"source\":\"gateway\"");
    assertThat(seen).doesNotContainKeys("odd2", "ambiguous");
  }

  /** RFC 9110, 8.6: a length that is said twice alike may be taken as said once. */
  @ParameterizedTest
  @ValueSource(strings = {"5,5", "5, 5"})
  void a_length_that_is_said_twice_alike_is_one(String length) throws Exception {
    seen.clear();

    assertThat(call("twice2", "hello", List.of("content-length", length))).isEqualTo("{}");
    assertThat(seen.get("twice2")).containsExactly("POST /v1/customers/twice2\nhello");
  }

  @Test
  void a_body_that_looks_like_a_call_stays_a_body() throws Exception {
    seen.clear();

    assertThat(call("good2", EVIL, List.of("x", "y"))).isEqualTo("{}");

    assertThat(seen.get("good2")).containsExactly("POST /v1/customers/good2\n" + EVIL);
    assertThat(seen).doesNotContainKeys("evil2", "ambiguous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "half a head", "half a frame", "a byte"})
  void a_head_that_never_ends_and_a_connection_without_a_call_are_shown_out(String sent)
      throws Exception {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    literal(head, ":method", "GET");
    literal(head, ":scheme", "https");
    literal(head, ":path", "/v1/customers/never");
    try (SSLSocket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame(frame, HEADERS, END_STREAM, 1, head.toByteArray());
      switch (sent) {
        case "half a head" -> out.write(frame.toByteArray());
        case "half a frame" -> out.write(frame.toByteArray(), 0, 20);
        case "a byte" -> out.write(0);
        default -> {}
      }
      out.flush();

      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void who_takes_no_answer_and_resets_its_call_ends_nobody_elses() throws Exception {
    seen.clear();
    try (SSLSocket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      withoutWindow(out);
      frame(out, HEADERS, END_STREAM | END_HEADERS, 1, get("/v1/customers/untaken2", "Bearer t"));
      out.flush();
      awaitFrame(in, HEADERS);
      Future<String> other =
          Executors.newVirtualThreadPerTaskExecutor()
              .submit(() -> call("late3", "hello", List.of("x", "y")));
      await().until(() -> seen.containsKey("late3"));

      frame(out, RESET, 0, 1, new byte[4]);
      frame(out, PING, 0, 0, new byte[8]);
      out.flush();
      awaitFrame(in, PING);
      late.get("late3").release();

      assertThat(other.get()).isEqualTo("{}");
      assertThat(seen.get("late3")).hasSize(1);
    }
  }

  @Test
  void a_body_that_breaks_off_leaves_no_line() throws Exception {
    try (LogLines lines = new LogLines()) {
      try (SSLSocket socket = connect()) {
        OutputStream out = socket.getOutputStream();
        withoutWindow(out);
        for (int stream = 1; stream < 20; stream += 2) {
          byte[] head = head("POST", "/v1/customers/broken2", "Bearer t");
          frame(out, HEADERS, END_HEADERS, stream, head);
          frame(out, DATA, 0, stream, new byte[100]);
        }
        frame(out, PING, 0, 0, new byte[8]);
        out.flush();
        awaitFrame(new DataInputStream(socket.getInputStream()), PING);
      }
      assertThat(call("after2", "hello", List.of("x", "y"))).isEqualTo("{}");
      assertThat(lines.all()).isEmpty();
    }
  }

  @Test
  void answers_that_are_not_taken_are_bounded_in_number_and_time() throws Exception {
    double untaken = refused("AnswerTimeout");
    double tooMany = refused("TooManyCalls");
    try (SSLSocket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      withoutWindow(out);
      for (int stream = 1; stream < 50; stream += 2) {
        frame(out, HEADERS, END_STREAM | END_HEADERS, stream, get("/v1/customers", "none"));
      }
      out.flush();

      Map<Integer, Integer> frames = frames(new DataInputStream(socket.getInputStream()));
      assertThat(frames).containsEntry(HEADERS, 20).containsEntry(RESET, 5);
      assertThat(refused("TooManyCalls")).isEqualTo(tooMany + 5);
      assertThat(refused("AnswerTimeout")).isGreaterThan(untaken);
    }
    await()
        .untilAsserted(() -> assertThat(call("room2", "hello", List.of("x", "y"))).isEqualTo("{}"));
  }

  @Test
  void one_address_has_its_share_of_calls_to_a_service_and_room_again_when_they_end()
      throws Exception {
    seen.clear();
    double tooMany = refused("TooManyCalls");
    try (SSLSocket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      withoutWindow(out);
      for (int stream = 1; stream < 8; stream += 2) {
        byte[] head = get("/v1/customers/lateshare" + stream, "Bearer t");
        frame(out, HEADERS, END_STREAM | END_HEADERS, stream, head);
      }
      out.flush();
      await().until(() -> seen.size() == 4);

      assertThat(call("above2", "hello", List.of("x", "y")))
          .contains("\"code\":\"TooManyCalls\"", "\"source\":\"gateway\"");
      assertThat(seen).doesNotContainKey("above2");
      assertThat(refused("TooManyCalls")).isEqualTo(tooMany + 1);

      // One is answered and not taken, one is reset; the others end with their connection.
      late.get("lateshare1").release();
      frame(out, RESET, 0, 3, new byte[4]);
      out.flush();
      await()
          .untilAsserted(
              () -> assertThat(call("room3", "hello", List.of("x", "y"))).isEqualTo("{}"));
    }
    await()
        .untilAsserted(
            () -> {
              for (int call = 0; call < 4; call++) {
                assertThat(call("room4", "hello", List.of("x", "y"))).isEqualTo("{}");
              }
            });
  }

  @Test
  void a_call_that_is_reset_before_it_is_sent_is_not_sent_and_counts_no_more() throws Exception {
    try (SSLSocket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      withoutWindow(out);
      ByteArrayOutputStream calls = new ByteArrayOutputStream();
      for (int stream = 1; stream < 40; stream += 2) {
        byte[] head = get("/v1/customers/latereset" + stream, "Bearer t");
        frame(calls, HEADERS, END_STREAM | END_HEADERS, stream, head);
        frame(calls, RESET, 0, stream, new byte[4]);
      }
      out.write(calls.toByteArray());
      out.flush();
      awaitFrame(new DataInputStream(socket.getInputStream()), SETTINGS);

      await()
          .untilAsserted(
              () -> assertThat(call("room5", "hello", List.of("x", "y"))).isEqualTo("{}"));
    }
  }

  /** How many there are of each type until the connection ends. */
  private static Map<Integer, Integer> frames(DataInputStream in) throws IOException {
    Map<Integer, Integer> frames = new HashMap<>();
    byte[] head = in.readNBytes(9);
    while (head.length == 9) {
      frames.merge((int) head[3], 1, Integer::sum);
      byte[] payload = in.readNBytes((head[0] & 255) << 16 | (head[1] & 255) << 8 | head[2] & 255);
      if (head[3] == RESET) {
        assertThat(payload).endsWith((byte) REFUSED_STREAM);
      }
      head = in.readNBytes(9);
    }
    return frames;
  }

  private static void awaitFrame(DataInputStream in, int type) throws IOException {
    int seen;
    do {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      seen = in.readUnsignedByte();
      in.skipNBytes(length + 5);
    } while (seen != type);
  }

  /** The preface, and settings by which no byte of a body may come back: RFC 9113, 6.5.2. */
  private static void withoutWindow(OutputStream out) throws IOException {
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(out, SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
  }

  private static byte[] get(String path, String authorization) {
    return head("GET", path, authorization);
  }

  private static byte[] head(String method, String path, String authorization) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    literal(head, ":method", method);
    literal(head, ":scheme", "https");
    literal(head, ":path", path);
    literal(head, ":authority", "localhost");
    literal(head, "authorization", authorization);
    return head.toByteArray();
  }

  private static double refused(String code) {
    return Metrics.counter("http.refused", "code", code).count();
  }

  /** The body of the answer, or {@code reset}. */
  private String call(String word, String body, List<String> more) throws Exception {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (List<String> field :
        List.of(
            List.of(":method", "POST"),
            List.of(":scheme", "https"),
            List.of(":path", "/v1/customers/" + word),
            List.of(":authority", "localhost"),
            List.of("authorization", "Bearer t"))) {
      if (!more.getFirst().equals(field.getFirst())) {
        literal(head, field.getFirst(), field.getLast());
      } else {
        for (int i = 0; i < more.size(); i += 2) {
          literal(head, more.get(i), more.get(i + 1));
        }
      }
    }
    if (!more.getFirst().startsWith(":")) {
      for (int i = 0; i < more.size(); i += 2) {
        literal(head, more.get(i), more.get(i + 1));
      }
    }
    try (SSLSocket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      frame(out, HEADERS, END_HEADERS, 1, head.toByteArray());
      frame(out, DATA, END_STREAM, 1, body.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return answer(new DataInputStream(socket.getInputStream()));
    } catch (IOException ended) {
      return "reset";
    }
  }

  private static String answer(DataInputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (type == RESET && body.isEmpty() || type == GO_AWAY) {
        return "reset";
      }
      if (stream == 1 && type == DATA) {
        body.append(new String(payload, StandardCharsets.ISO_8859_1));
      }
      if (stream == 1 && type <= HEADERS && (flags & END_STREAM) != 0 || type == RESET) {
        return body.toString();
      }
    }
  }

  private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.write(
        new byte[] {
          (byte) (payload.length >> 16),
          (byte) (payload.length >> 8),
          (byte) payload.length,
          (byte) type,
          (byte) flags,
          0,
          0,
          0,
          (byte) stream
        });
    out.write(payload);
  }

  /** A field that is not indexed: RFC 7541, 6.2.2. */
  private static void literal(ByteArrayOutputStream out, String name, String value) {
    out.write(0);
    text(out, name);
    text(out, value);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      out.write(bytes.length);
    } else {
      out.write(127);
      out.write(bytes.length - 127);
    }
    out.writeBytes(bytes);
  }

  private SSLSocket connect() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Certificate.STORE)) {
      store.load(in, Certificate.PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", store.getCertificate("gateway"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(door.getHost(), door.getPort());
    socket.setSoTimeout(20_000);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
