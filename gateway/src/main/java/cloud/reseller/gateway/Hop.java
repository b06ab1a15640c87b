package cloud.reseller.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Locale;

/** Headers that belong to one connection, and those that say who is at its other end. */
final class Hop {

  /** RFC 9110, 7.6.1, and what is handled here. */
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

  /** Only the door may say who calls: from outside they are claims. */
  private static final String FORWARDED = "x-forwarded-";

  private Hop() {}

  /** Removes what the caller may not pass on and says who calls. */
  static void toService(MultiMap headers, HttpServerRequest call) {
    removeOwn(headers);
    List.copyOf(headers.names()).stream().filter(Hop::claims).forEach(headers::remove);
    SocketAddress caller = call.remoteAddress();
    if (caller != null && caller.hostAddress() != null) {
      headers.set("X-Forwarded-For", caller.hostAddress());
    }
    headers.set("X-Forwarded-Proto", call.isSSL() ? "https" : "http");
    if (call.authority() != null) {
      headers.set("X-Forwarded-Host", call.authority().toString());
    }
  }

  /** Removes what belongs to the connection to the service. */
  static void toCaller(MultiMap headers) {
    removeOwn(headers);
  }

  private static void removeOwn(MultiMap headers) {
    for (String named : headers.getAll("connection")) {
      for (String header : named.split(",")) {
        String name = header.strip().toLowerCase(Locale.ROOT);
        // Length and coding are read again from the message itself.
        if (!name.isEmpty()
            && !name.equals("content-length")
            && !name.equals("transfer-encoding")) {
          headers.remove(name);
        }
      }
    }
    OWN.forEach(headers::remove);
  }

  private static boolean claims(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(FORWARDED) || lower.equals("forwarded") || lower.equals("x-real-ip");
  }
}
