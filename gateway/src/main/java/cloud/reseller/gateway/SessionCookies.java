package cloud.reseller.gateway;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;

/** The cookies of a session, judged later. */
final class SessionCookies {

  private static final String SESSION = "q_session";

  private SessionCookies() {}

  /** Whether a call comes with one: nobody else's large form is read. */
  static boolean has(HttpServerRequest call) {
    return call.cookies().stream().map(Cookie::getName).anyMatch(name -> name.startsWith(SESSION));
  }
}
