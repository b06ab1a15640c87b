package cloud.reseller.kit.caller;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;

/**
 * Refuses a token that says it is issued later than now: the platform counts the age of a token
 * from there, so that one from the future would stay good for as long as its end says.
 */
@Singleton
@Unremovable
class IssuedByNow implements Validator {

  /** How much the clock of the sign-in service may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  @Override
  public String validate(JwtContext token) throws MalformedClaimException {
    NumericDate issued = token.getJwtClaims().getIssuedAt();
    NumericDate latest = NumericDate.now();
    latest.addSeconds(AHEAD.toSeconds());
    return issued != null && issued.isAfter(latest) ? "issued later than now" : null;
  }
}
