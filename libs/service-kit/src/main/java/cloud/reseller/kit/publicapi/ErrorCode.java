package cloud.reseller.kit.publicapi;

/**
 * The stable error codes of the HTTP interface. Numbers come from the public list (domain facts,
 * 4.2); names are our own, for errors that the public list lacks.
 */
public enum ErrorCode {
  /** The etag in If-Match or the body is not the current one. */
  ETAG_OUTDATED(400, "2055"),
  SUBSCRIPTION_NOT_FOUND(404, "20003"),
  /** The customer is unknown or belongs to another partner. */
  CUSTOMER_NOT_FOUND(404, "60003"),
  SKU_NOT_FOUND(404, "400018"),
  POLICY_NOT_FOUND(404, "600039"),
  POLICY_ID_INCORRECT(404, "600040"),
  POLICY_EXISTS(409, "600041"),
  /** The item exists but cannot be sold here. */
  ITEM_NOT_ELIGIBLE(403, "800020"),
  /** The caller's role lacks the right. */
  ROLE_LACKS_RIGHTS(403, "900150"),

  /** No token, or an invalid one. */
  UNAUTHENTICATED(401, "Unauthenticated"),
  /** The token names no person, but the call acts on behalf of one (C8, App+User). */
  USER_TOKEN_REQUIRED(403, "UserTokenRequired"),
  INVALID_HEADER(400, "InvalidHeader"),
  INVALID_PARAMETER(400, "InvalidParameter"),
  INVALID_BODY(400, "InvalidBody"),
  /** Suspended or deleted. */
  SUBSCRIPTION_NOT_ACTIVE(409, "SubscriptionNotActive"),
  /** The id was used for a different request; {@code Refusals.REQUEST_ID_REUSED} in the log. */
  REQUEST_ID_REUSED(409, "RequestIdReused"),
  /** A parked record cannot be applied because the log no longer holds it. */
  PARKED_RECORD_GONE(409, "ParkedRecordGone"),
  /** No such address. */
  NOT_FOUND(404, "NotFound"),
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
  NOT_ACCEPTABLE(406, "NotAcceptable"),
  /** The body did not arrive in time. */
  REQUEST_TIMEOUT(408, "RequestTimeout"),
  BODY_TOO_LARGE(413, "BodyTooLarge"),
  UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
  TOO_MANY_REQUESTS(429, "TooManyRequests"),
  INTERNAL(500, "InternalError"),
  /** Deciding itself failed; an operator has to look at the request. */
  PARKED(500, "CommandParked"),
  /** A fact about the customer cannot be read; {@code Refusals.FACTS_UNREADABLE} in the log. */
  FACTS_UNREADABLE(503, "FactsUnreadable"),
  UNAVAILABLE(503, "ServiceUnavailable"),
  /** The outcome of the request did not become known in time. */
  OUTCOME_UNKNOWN(504, "OutcomeUnknown");

  private final int status;
  private final String code;

  ErrorCode(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The code as given in the error body. */
  public String code() {
    return code;
  }

  /**
   * A problem with this code, to be thrown.
   *
   * @param description names what is wrong and the next step; no personal data
   * @param data machine-readable details, such as the name of the field
   */
  public ProblemException because(String description, String... data) {
    return ProblemException.of(status, code, description, data);
  }
}
