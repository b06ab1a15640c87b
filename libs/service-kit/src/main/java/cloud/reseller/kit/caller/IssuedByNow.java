package cloud.reseller.kit.caller;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;

/**
 * Rejects tokens issued in the future: Quarkus counts a token's age from its time of issue, so such
 * a token would stay valid until its own expiry.
 */
@Singleton
@Unremovable
class IssuedByNow implements Validator {

  /** How far the clock of the sign-in service may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  @Override
  public String validate(JwtContext token) throws MalformedClaimException {
    NumericDate issued = token.getJwtClaims().getIssuedAt();
    NumericDate latest = NumericDate.now();
    latest.addSeconds(AHEAD.toSeconds());
    return issued != null && issued.isAfter(latest) ? "issued later than now" : null;
  }
}
