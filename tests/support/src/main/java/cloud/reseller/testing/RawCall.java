package cloud.reseller.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One HTTP/1.1 call whose bytes a test sends as it likes. */
public final class RawCall implements AutoCloseable {

  /** Far beyond what any answer takes; a test that waits so long has failed. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Socket socket;

  private RawCall(Socket socket) {
    this.socket = socket;
  }

  /**
   * Sends the head of a call and nothing of its body.
   *
   * @param headers whole lines, such as {@code Content-Length: 3}
   */
  public static RawCall head(int port, String method, String path, String... headers) {
    try {
      RawCall call = new RawCall(new Socket("localhost", port));
      call.socket.setSoTimeout((int) LIMIT.toMillis());
      call.send(
          method
              + ' '
              + path
              + " HTTP/1.1\r\nHost: localhost\r\n"
              + Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining())
              + "\r\n");
      return call;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends more bytes. */
  public RawCall send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All bytes of the answer up to the end of the connection. */
  public String answerUntilClosed() {
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What each call is answered up to the end of its connection. All are under way before the first
   * is waited for, so that the server's patience with open connections is paid for once.
   *
   * @param calls by what names them in a failure; closed at the end
   */
  public static Map<String, String> answersUntilClosed(Map<String, RawCall> calls) {
    try {
      Map<String, String> answers = new TreeMap<>();
      calls.forEach((name, call) -> answers.put(name, call.answerUntilClosed()));
      return answers;
    } finally {
      calls.values().forEach(RawCall::close);
    }
  }

  /** The first line of the answer. */
  public String status() {
    try {
      StringBuilder line = new StringBuilder();
      int c = socket.getInputStream().read();
      while (c >= 0 && c != '\r') {
        line.append((char) c);
        c = socket.getInputStream().read();
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something of an answer has come. */
  public boolean isAnswered() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Breaks off: the other side is told of no end, but of a connection that is gone. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
