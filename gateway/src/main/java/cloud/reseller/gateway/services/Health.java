package cloud.reseller.gateway.services;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The health of an instance of a service.
 *
 * @param status UP or DOWN
 */
public record Health(String status, List<Check> checks) {

  private static final int NOT_READY = 503;

  /**
   * One check.
   *
   * @param data what it found, such as why a partition waits
   */
  public record Check(String name, String status, Optional<Map<String, Object>> data) {

    /** Whether it found everything in order. */
    public boolean isUp() {
      return status.equals("UP");
    }
  }

  /** Whether the instance works. */
  public boolean isUp() {
    return status.equals("UP");
  }

  /** The health, also of an instance that says that it is not ready. */
  public static CompletionStage<Health> evenIfDown(CompletionStage<Health> asked) {
    return asked.exceptionally(Health::body);
  }

  private static Health body(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof WebApplicationException answered
        && answered.getResponse().getStatus() == NOT_READY) {
      try {
        return answered.getResponse().readEntity(Health.class);
      } catch (ProcessingException | IllegalStateException notReadable) {
        throw new CompletionException(notReadable);
      }
    }
    throw new CompletionException(cause);
  }
}
