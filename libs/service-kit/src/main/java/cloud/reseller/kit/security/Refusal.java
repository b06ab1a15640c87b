package cloud.reseller.kit.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * Why a call was refused. Each kind has its own rate limit in the log, so that a flood of one does
 * not hide another.
 */
enum Refusal {
  /** 401 without a token. */
  NO_TOKEN,
  /** 401 because of an invalid token. */
  SIGN_IN,
  /** 403. */
  RIGHTS,
  /** 404 for something requested by id: it does not exist, or belongs to somebody else. */
  NOT_FOUND;

  /** The name in the log and in metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Refusal unauthenticated(RoutingContext http) {
    return http.request().getHeader("Authorization") == null ? NO_TOKEN : SIGN_IN;
  }
}
