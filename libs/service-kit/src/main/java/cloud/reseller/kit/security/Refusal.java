package cloud.reseller.kit.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * What a refused call was refused for. Each has a bound of its own in the log, so that a flood of
 * one kind does not hide another.
 */
enum Refusal {
  /** 401, and no token came with the call. */
  NO_TOKEN,
  /** 401, and the token that came is not good. */
  SIGN_IN,
  /** 403. */
  RIGHTS,
  /** 404 of something asked for by its id: there is none, or it belongs to somebody else. */
  NOT_FOUND;

  /** As it stands in the log and in metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Refusal unauthenticated(RoutingContext http) {
    return http.request().getHeader("Authorization") == null ? NO_TOKEN : SIGN_IN;
  }
}
