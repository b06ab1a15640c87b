package cloud.reseller.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a call is refused before a route sees it, in the public error form.
 *
 * @param status HTTP status
 * @param code stable code
 * @param description what is wrong and the next step; must not need escaping in JSON
 * @param data the name of the header or the part of the message; neither does it
 */
record Refusal(int status, String code, String description, String data) {

  static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  static final Refusal METHOD =
      new Refusal(
          405, "MethodNotAllowed", "No address supports this method. Use another one.", "Allow");

  static final Refusal VERSION =
      new Refusal(
          505,
          "VersionNotSupported",
          "This version of HTTP is not supported. Use HTTP/1.1.",
          "version");

  static final Refusal ADDRESS =
      message(
          "The address is not valid. Send a path that begins with / and has no characters but"
              + " those of an"
              + " address.");

  static final Refusal ADDRESS_TOO_LONG =
      new Refusal(
          414,
          "AddressTooLong",
          "The address is longer than 4,000 bytes. Send a shorter one.",
          "address");

  static final Refusal HEADERS_TOO_LARGE =
      new Refusal(
          431,
          "HeadersTooLarge",
          "The headers are more than 16 KiB or more than 100. Send fewer and shorter ones.",
          "headers");

  static final Refusal EXPECTATION =
      new Refusal(
          417,
          "ExpectationFailed",
          "Expect supports 100-continue only. Leave the header out.",
          "Expect");

  static final Refusal BODY =
      new Refusal(413, "BodyTooLarge", "Calls to this port have no body. Send none.", "body");

  static final Refusal TOO_SLOW =
      new Refusal(
          408,
          "RequestTimeout",
          "The request did not arrive completely in time. Send it again, faster or in smaller"
              + " calls.",
          "message");

  /** HTTP implementations could parse the message differently. */
  static Refusal message(String description) {
    return new Refusal(400, "InvalidMessage", description, "message");
  }

  /** A header is missing, duplicated or malformed, and it cannot be said by which name. */
  static Refusal header(String description) {
    return header("headers", description);
  }

  /** A header is missing, duplicated or malformed. */
  static Refusal header(String name, String description) {
    return new Refusal(400, "InvalidHeader", description, name);
  }

  /** The headers of the answer, except those of its body. */
  Map<String, String> headers(CallIds ids) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Type", "application/json");
    headers.put(CallIds.REQUEST_ID, ids.requestId());
    headers.put(CallIds.CORRELATION_ID, ids.correlationId());
    if (status == METHOD.status()) {
      headers.put("Allow", METHODS);
    }
    return headers;
  }

  /** The public error body. */
  String body(String source) {
    return """
    {"code":"%s","description":"%s","data":["%s"],"source":"%s"}\
    """
        .formatted(code, description, data, source);
  }

  /**
   * The complete answer for HTTP/1.1, after which the connection is closed.
   *
   * @param toHead whether the method was HEAD, whose answer has no body
   */
  byte[] answer(String source, CallIds ids, boolean toHead) {
    String body = body(source);
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " " + code + "\r\n");
    headers(ids).forEach((name, value) -> answer.append(name + ": " + value + "\r\n"));
    answer.append("Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n");
    if (!toHead) {
      answer.append(body);
    }
    return answer.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The refusal as an exception, caught where the answer is sent. */
  RefusedException thrown() {
    return new RefusedException(this);
  }

  /** Carries a refusal from the rule to the place that answers. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal why;

    private RefusedException(Refusal why) {
      super(why.description(), null, false, false);
      this.why = why;
    }

    Refusal why() {
      return why;
    }
  }
}
