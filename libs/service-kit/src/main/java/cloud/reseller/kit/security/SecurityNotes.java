package cloud.reseller.kit.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What is known of a call when it is refused, noted on the call by those who know it and read when
 * its answer is sent.
 */
public final class SecurityNotes {

  private static final String CODE = "security.code";
  private static final String REASON = "security.reason";
  private static final String CALLER = "security.caller";

  private SecurityNotes() {}

  /**
   * Who calls, from a token that was verified. Ids and roles of the realm, never names.
   *
   * @param tenantId the partner's or customer's id, empty text if the token has none
   * @param roles names of the roles known here, separated by commas
   */
  record By(String oid, String tenantId, String roles) {

    static final By NOBODY_KNOWN = new By("", "", "");
  }

  /** Notes who calls; see {@link By}. */
  public static void caller(RoutingContext http, String oid, String tenantId, String roles) {
    http.put(CALLER, new By(oid, tenantId, roles));
  }

  /** Notes the code of the error body. */
  public static void code(RoutingContext http, String code) {
    http.put(CODE, code);
  }

  /** Notes why the token is not good. */
  public static void refusedToken(RoutingContext http, Throwable why) {
    http.put(REASON, TokenFault.of(why).label());
  }

  static Optional<String> code(RoutingContext http) {
    return Optional.ofNullable(http.get(CODE));
  }

  static Optional<String> reason(RoutingContext http) {
    return Optional.ofNullable(http.get(REASON));
  }

  static By caller(RoutingContext http) {
    return Optional.<By>ofNullable(http.get(CALLER)).orElse(By.NOBODY_KNOWN);
  }
}
