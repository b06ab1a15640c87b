package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.Optional;

/** What became of a purchase request. */
public record Outcome(
    String requestId,
    State state,
    Optional<String> code,
    Optional<String> description,
    Optional<String> orderId,
    Optional<String> reservationId,
    Instant decidedAt) {

  /** What a decision can be. */
  public enum State {
    ACCEPTED,
    REJECTED,
    /** Deciding failed. */
    PARKED,
    OTHER;

    @JsonCreator
    static State of(String code) {
      return Codes.of(code, OTHER);
    }
  }
}
