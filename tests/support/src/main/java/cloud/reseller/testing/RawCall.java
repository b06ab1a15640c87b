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

/** An HTTP/1.1 call whose bytes the test controls. */
public final class RawCall implements AutoCloseable {

  /** Far longer than any answer takes; a test that waits this long has failed. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Socket socket;

  private RawCall(Socket socket) {
    this.socket = socket;
  }

  /**
   * Sends the head of a call without its body.
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

  /** Reads the answer until the connection is closed. */
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
   * Reads each call's answer until its connection is closed. All calls are in flight at the same
   * time, so that the server's timeouts elapse only once.
   *
   * @param calls by their name in failures; closed at the end
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

  /** Whether any part of an answer has arrived. */
  public boolean isAnswered() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resets the connection, instead of closing it in an orderly way. */
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
