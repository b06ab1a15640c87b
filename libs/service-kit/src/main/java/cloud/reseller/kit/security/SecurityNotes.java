package cloud.reseller.kit.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Facts about a refused call, noted on the call where they become known and read when the answer is
 * sent.
 */
public final class SecurityNotes {

  private static final String CODE = "security.code";
  private static final String REASON = "security.reason";
  private static final String CALLER = "security.caller";

  private SecurityNotes() {}

  /**
   * The caller, from a verified token: ids and realm roles, never names.
   *
   * @param tenantId the partner's or customer's id; an empty string if the token has none
   * @param roles names of the known roles, separated by commas
   */
  record By(String oid, String tenantId, String roles) {

    static final By NOBODY_KNOWN = new By("", "", "");
  }

  /** Notes the caller, see {@link By}. */
  public static void caller(RoutingContext http, String oid, String tenantId, String roles) {
    http.put(CALLER, new By(oid, tenantId, roles));
  }

  /** Notes the code of the error body. */
  public static void code(RoutingContext http, String code) {
    http.put(CODE, code);
  }

  /** Notes why the token is invalid. */
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
