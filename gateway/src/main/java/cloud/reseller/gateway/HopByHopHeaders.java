package cloud.reseller.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Removes headers that belong to a single connection, and those that describe the peer. */
final class HopByHopHeaders {

  /** RFC 9110, 7.6.1, and headers handled by the gateway itself. */
  private static final List<String> OWN =
      List.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "te",
          "trailer",
          "upgrade",
          "expect");

  /** The session of the pages is the gateway's alone; no service gets or sets a cookie. */
  private static final String COOKIE = "cookie";

  private static final String SET_COOKIE = "set-cookie";

  /** Only the gateway may set these; from outside they cannot be trusted. */
  private static final String FORWARDED = "x-forwarded-";

  /** Framing headers, which each hop sets itself and never copies. */
  private static final List<String> FRAMING = List.of("content-length", "transfer-encoding");

  /**
   * End-to-end headers that a caller must not be able to remove by naming them in {@code
   * Connection}.
   */
  private static final Set<String> KEPT =
      Set.of(
          "authorization",
          "content-type",
          "content-encoding",
          "host",
          "if-match",
          "ms-requestid",
          "ms-correlationid",
          "traceparent",
          "tracestate");

  /** Headers that reveal the implementation of a service. */
  private static final List<String> MADE_OF = List.of("server", "x-powered-by", "via");

  private static final List<String> ADDRESSES = List.of("location", "content-location");

  /** Scheme and host of an address. */
  private static final Pattern ORIGIN = Pattern.compile("(?i)^(https?:)?//[^/?#]*/*");

  private static final Pattern LINKED_ORIGIN = Pattern.compile("(?i)<(https?:)?//[^/?#>]*/*");

  private HopByHopHeaders() {}

  /** Removes what the caller may not pass on and adds who calls. */
  static void toService(MultiMap headers, HttpServerRequest call) {
    removeOwn(headers);
    FRAMING.forEach(headers::remove);
    headers.remove(COOKIE);
    List.copyOf(headers.names()).stream().filter(HopByHopHeaders::claims).forEach(headers::remove);
    SocketAddress caller = call.remoteAddress();
    if (caller != null && caller.hostAddress() != null) {
      headers.set("X-Forwarded-For", caller.hostAddress());
    }
    headers.set("X-Forwarded-Proto", call.isSSL() ? "https" : "http");
    if (call.authority() != null) {
      headers.set("X-Forwarded-Host", call.authority().toString());
    }
  }

  /** Removes what belongs to the connection to the service and what identifies it. */
  static void toCaller(MultiMap headers) {
    removeOwn(headers);
    MADE_OF.forEach(headers::remove);
    headers.remove(SET_COOKIE);
    for (String name : ADDRESSES) {
      replace(headers, name, address -> ORIGIN.matcher(address).replaceFirst("/"));
    }
    replace(headers, "link", links -> LINKED_ORIGIN.matcher(links).replaceAll("</"));
    headers.set("Cache-Control", "no-store");
  }

  /** Removes headers that an answer without a body must not have. */
  static void unframe(MultiMap headers) {
    FRAMING.forEach(headers::remove);
  }

  private static void replace(MultiMap headers, String name, UnaryOperator<String> with) {
    List<String> values = headers.getAll(name).stream().map(with).toList();
    if (!values.isEmpty()) {
      headers.set(name, values);
    }
  }

  private static void removeOwn(MultiMap headers) {
    for (String named : headers.getAll("connection")) {
      for (String header : named.split(",")) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !FRAMING.contains(name) && !KEPT.contains(name)) {
          headers.remove(name);
        }
      }
    }
    OWN.forEach(headers::remove);
  }

  private static boolean claims(String name) {
    // Some implementations treat the two characters alike.
    String lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return lower.startsWith(FORWARDED) || lower.equals("forwarded") || lower.equals("x-real-ip");
  }
}
