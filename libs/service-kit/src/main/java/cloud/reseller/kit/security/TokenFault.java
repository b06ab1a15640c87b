package cloud.reseller.kit.security;

import java.util.Locale;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** What is wrong with a token. */
enum TokenFault {
  /** Or issued longer ago than any token is good for. */
  EXPIRED,
  /** Of another client of the realm. */
  AUDIENCE,
  /** Of another realm. */
  ISSUER,
  /** Signed by somebody else, or changed. */
  SIGNATURE,
  /** Signed with a key that the sign-in service does not have. */
  KEY,
  /** A claim it needs is missing or another, such as that of its type. */
  CLAIMS,
  /** No token at all, or anything else. */
  MALFORMED;

  /** Causes may form a circle. */
  private static final int DEEPEST = 8;

  /** As it stands in the log. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Looks at kinds and codes alone: messages quote the token. */
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
    // The platform's own findings come without the token.
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
    // Only what could be read as a token has claims.
    return invalid.getJwtContext().getJwtClaims() == null ? MALFORMED : CLAIMS;
  }
}
