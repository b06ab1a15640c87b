package cloud.reseller.gateway.pages;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * A service's refusal, in the public form.
 *
 * @param status of the answer
 * @param code stable
 * @param description the service's own words, in English
 * @param correlationId names the call in the services' logs
 */
public record Refusal(int status, String code, String description, String correlationId) {

  private static final String CORRELATION_ID = "MS-CorrelationId";

  private static final int INVALID = 400;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;

  /** The public error body. */
  record Body(Optional<String> code, Optional<String> description) {

    private static final Body NONE = new Body(Optional.empty(), Optional.empty());
  }

  /** Empty if the service, or what stands in front of it, failed and did not refuse. */
  static Optional<Refusal> of(Response answer) {
    if (answer.getStatus() >= 500) {
      return Optional.empty();
    }
    Body body = body(answer);
    return Optional.of(
        new Refusal(
            answer.getStatus(),
            body.code().orElse(Integer.toString(answer.getStatus())),
            body.description().orElse(""),
            Optional.ofNullable(answer.getHeaderString(CORRELATION_ID)).orElse("")));
  }

  /** Whether the role does not allow it. */
  public boolean isForbidden() {
    return status == FORBIDDEN;
  }

  /** Whether the same can be asked for later. */
  public boolean isTooMany() {
    return status == TOO_MANY;
  }

  /** Whether a value of the question is none. */
  boolean isInvalid() {
    return status == INVALID;
  }

  /** Code and correlation id, for whoever is told of it. */
  String details() {
    return (code + " " + correlationId).strip();
  }

  private static Body body(Response answer) {
    try {
      // Where a file was asked for, an answer without one has no body that could be read.
      return Optional.ofNullable(answer.readEntity(Body.class)).orElse(Body.NONE);
    } catch (ProcessingException | IllegalStateException notReadable) {
      return Body.NONE;
    }
  }
}
