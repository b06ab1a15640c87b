package cloud.reseller.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.1 messages byte by byte and takes nothing but the one form that every reader takes
 * the same way: whoever sends anything else is caught.
 */
final class RawHttp {

  private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?(.*)");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Pattern CHUNK = Pattern.compile("[0-9a-fA-F]{1,7}");

  private RawHttp() {}

  /** One message. */
  record Message(String startLine, List<String> fields, byte[] body) {

    /** The values of a field. */
    List<String> all(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return fields.stream()
          .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
          .map(field -> field.substring(start.length()).strip())
          .toList();
    }

    Optional<String> one(String name) {
      return all(name).stream().findFirst();
    }

    int status() {
      return Integer.parseInt(startLine.split(" ")[1]);
    }

    String text() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  /** What no two readers need take alike. */
  static final class AmbiguousException extends IOException {
    private static final long serialVersionUID = 1L;

    AmbiguousException(String what) {
      super(what);
    }
  }

  /** The connection ended inside a message. */
  static final class TruncatedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The next request, none at the end of the connection. */
  static Optional<Message> request(InputStream in) throws IOException {
    Optional<List<String>> head = head(in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String line = head.get().getFirst();
    if (!line.matches("[A-Z]+ /[!-~]* HTTP/1\\.1")) {
      throw new AmbiguousException("request line " + line);
    }
    return Optional.of(message(head.get(), in, false));
  }

  /** The next answer that is no interim one, none at the end of the connection. */
  static Optional<Message> answer(InputStream in, boolean toHead) throws IOException {
    while (true) {
      Optional<List<String>> head = head(in);
      if (head.isEmpty()) {
        return Optional.empty();
      }
      String line = head.get().getFirst();
      if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9] .*")) {
        throw new AmbiguousException("status line " + line);
      }
      int status = Integer.parseInt(line.split(" ")[1]);
      if (status >= 200) {
        return Optional.of(message(head.get(), in, toHead || status == 204 || status == 304));
      }
    }
  }

  private static Message message(List<String> head, InputStream in, boolean bodyless)
      throws IOException {
    List<String> fields = head.subList(1, head.size());
    for (String field : fields) {
      if (!FIELD.matcher(field).matches()) {
        throw new AmbiguousException("field " + field);
      }
    }
    Message message = new Message(head.getFirst(), List.copyOf(fields), new byte[0]);
    List<String> lengths = message.all("content-length");
    List<String> codings = message.all("transfer-encoding");
    if (lengths.size() + codings.size() > 1) {
      throw new AmbiguousException("framed twice: " + lengths + codings);
    }
    if (bodyless) {
      return message;
    }
    if (!codings.isEmpty()) {
      if (!codings.getFirst().equals("chunked")) {
        throw new AmbiguousException("coding " + codings);
      }
      return new Message(message.startLine(), message.fields(), chunks(in));
    }
    if (lengths.isEmpty()) {
      return message;
    }
    if (!LENGTH.matcher(lengths.getFirst()).matches()) {
      throw new AmbiguousException("length " + lengths);
    }
    return new Message(
        message.startLine(), message.fields(), exactly(in, Integer.parseInt(lengths.getFirst())));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(in).orElseThrow(TruncatedException::new);
      if (!CHUNK.matcher(size).matches()) {
        throw new AmbiguousException("chunk size " + size);
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        if (!line(in).orElseThrow(TruncatedException::new).isEmpty()) {
          throw new AmbiguousException("trailer");
        }
        return body.toByteArray();
      }
      body.writeBytes(exactly(in, length));
      if (!line(in).orElseThrow(TruncatedException::new).isEmpty()) {
        throw new AmbiguousException("chunk longer than it says");
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new TruncatedException();
    }
    return bytes;
  }

  private static Optional<List<String>> head(InputStream in) throws IOException {
    Optional<String> first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(List.of(first.get()));
    while (true) {
      String line = line(in).orElseThrow(TruncatedException::new);
      if (line.isEmpty()) {
        return Optional.of(lines);
      }
      lines.add(line);
    }
  }

  /** Up to the next line break, none if there is nothing at all. */
  private static Optional<String> line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        if (line.isEmpty()) {
          return Optional.empty();
        }
        throw new TruncatedException();
      }
      if (next == '\r') {
        int end = in.read();
        if (end < 0) {
          throw new TruncatedException();
        }
        if (end != '\n') {
          throw new AmbiguousException("CR alone behind " + line);
        }
        return Optional.of(line.toString());
      }
      if (next != '\t' && (next < ' ' || next == 127)) {
        throw new AmbiguousException("control byte " + next + " behind " + line);
      }
      line.append((char) next);
    }
  }
}
