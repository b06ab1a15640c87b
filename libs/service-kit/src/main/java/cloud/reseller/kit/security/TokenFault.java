package cloud.reseller.kit.security;

import java.util.Locale;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** Why a token is invalid. */
enum TokenFault {
  /** Expired, or issued longer ago than the maximum age. */
  EXPIRED,
  /** For another client of the realm. */
  AUDIENCE,
  /** From another realm. */
  ISSUER,
  /** Signed by somebody else, or tampered with. */
  SIGNATURE,
  /** Signed with a key unknown to the sign-in service. */
  KEY,
  /** A required claim, such as the token type, is missing or has the wrong value. */
  CLAIMS,
  /** Not a token, or any other fault. */
  MALFORMED;

  /** Maximum depth when following causes, which may form a cycle. */
  private static final int DEEPEST = 8;

  /** The name in the log. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Classifies by exception types and error codes only: messages quote the token. */
  static TokenFault of(Throwable why) {
    TokenFault found = MALFORMED;
    Throwable cause = why;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof UnresolvableKeyException) {
        return KEY;
      }
      if (cause instanceof InvalidJwtException invalid) {
        found = of(invalid);
      }
      cause = cause.getCause();
    }
    return found;
  }

  private static TokenFault of(InvalidJwtException invalid) {
    if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return SIGNATURE;
    }
    if (invalid.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_PAST)) {
      return EXPIRED;
    }
    // Quarkus' own validation errors carry no token.
    if (invalid.getJwtContext() == null) {
      return CLAIMS;
    }
    if (invalid.hasExpired()) {
      return EXPIRED;
    }
    if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return AUDIENCE;
    }
    if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID)
        || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return ISSUER;
    }
    // Only a token that could be parsed has claims.
    return invalid.getJwtContext().getJwtClaims() == null ? MALFORMED : CLAIMS;
  }
}
