package cloud.reseller.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request on its way to the wire. It begins as a good one; oddities change it and say so when
 * nobody may take what they made of it.
 */
final class Draft {

  final String path;
  final String payload;
  final List<String> oddities = new ArrayList<>();

  String before = "";
  String method = "POST";
  String target;
  String version = " HTTP/1.1";
  String lineEnd = "\r\n";
  String host = "Host: gateway.example\r\n";
  String fields = "";
  String framing = "";
  String body = "";
  boolean good = true;

  /** Whether a coding is named, which only one version knows. */
  boolean coded;

  /** Whether a good message ends its connection. */
  boolean last;

  Draft(String path, String payload) {
    this.path = path;
    this.target = path;
    this.payload = payload;
    sized();
  }

  /** The body with its length. */
  Draft sized() {
    framing = payload.isEmpty() ? "" : "Content-Length: " + payload.length() + "\r\n";
    body = payload;
    coded = false;
    return this;
  }

  /** The body in one chunk. */
  Draft chunked() {
    return chunked("");
  }

  /** The body in one chunk, with trailers. */
  Draft chunked(String trailers) {
    framing = "Transfer-Encoding: chunked\r\n";
    body =
        (payload.isEmpty() ? "" : hex() + "\r\n" + payload + "\r\n") + "0\r\n" + trailers + "\r\n";
    coded = true;
    return this;
  }

  String hex() {
    return Integer.toHexString(payload.length());
  }

  /** Nobody may take this. */
  Draft bad() {
    good = false;
    return this;
  }

  boolean isGood() {
    return good && !(coded && !version.equals(" HTTP/1.1"));
  }

  /** Whether the connection ends behind a good message. */
  boolean closes() {
    return last || version.equals(" HTTP/1.0");
  }

  byte[] bytes() {
    return (before
            + method
            + " "
            + target
            + version
            + lineEnd
            + host
            + "Authorization: Bearer t\r\n"
            + fields
            + framing
            + (last ? "Connection: close\r\n" : "")
            + "\r\n"
            + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How the service must see it. */
  String seen() {
    return method + " " + path + "\n" + payload;
  }

  @Override
  public String toString() {
    return String.join(" + ", oddities)
        + "\n"
        + new String(bytes(), StandardCharsets.ISO_8859_1)
            .replace("\r", "\\r")
            .replace("\n", "\\n\n");
  }
}
