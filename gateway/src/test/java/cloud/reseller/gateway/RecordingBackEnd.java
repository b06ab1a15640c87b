package cloud.reseller.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * A service on bare sockets that records every request it receives, byte for byte, and any bytes
 * that are not a request.
 */
public final class RecordingBackEnd implements QuarkusTestResourceLifecycleManager {

  /** What it saw, by the word after {@code /v1/customers/} up to the first full stop. */
  private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

  /** Answers whose path has {@code late} in it wait for a permit of their word. */
  private final Map<String, Semaphore> late = new ConcurrentHashMap<>();

  private ServerSocket server;

  @Override
  public Map<String, String> start() {
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
    String address = "http://localhost:" + server.getLocalPort();
    return Map.of(
        "reseller.gateway.permissions", address,
        "reseller.gateway.reservations", address,
        "reseller.gateway.billing", address,
        "reseller.gateway.activity-log", address);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        seen, new TestInjector.AnnotatedAndMatchesType(Seen.class, Map.class));
    injector.injectIntoFields(
        late, new TestInjector.AnnotatedAndMatchesType(Late.class, Map.class));
  }

  @Override
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (true) {
        var request = RawHttp.request(in);
        if (request.isEmpty()) {
          return;
        }
        answer(request.get(), out);
      }
    } catch (RawHttp.TruncatedException | java.net.SocketException none) {
      // Given up on the way: no request.
      return;
    } catch (RawHttp.AmbiguousException e) {
      record("ambiguous", e.getMessage());
    } catch (IOException e) {
      record("ambiguous", e.toString());
    }
  }

  private void answer(RawHttp.Message request, OutputStream out) throws IOException {
    String[] line = request.startLine().split(" ");
    String word = line[1].replaceFirst("^/v1/customers/", "").replaceFirst("[.?].*", "");
    record(word, line[0] + " " + line[1] + "\n" + request.text());
    if (line[1].contains("late")) {
      late.computeIfAbsent(word, _ -> new Semaphore(0)).acquireUninterruptibly();
    }
    String body = line[0].equals("HEAD") ? "" : "{}";
    boolean chunked = line[1].contains("chunks") && !body.isEmpty();
    String framed =
        chunked
            ? "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            : "Content-Length: 2\r\n\r\n" + body;
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Seen: "
                + line[1]
                + "\r\n"
                + framed)
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void record(String word, String what) {
    seen.computeIfAbsent(word, _ -> new CopyOnWriteArrayList<>()).add(what);
  }
}
