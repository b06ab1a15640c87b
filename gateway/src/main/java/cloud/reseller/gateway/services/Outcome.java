package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a purchase request.
 *
 * @param state accepted, rejected or parked
 */
public record Outcome(
    String requestId,
    String state,
    Optional<String> code,
    Optional<String> description,
    Optional<String> orderId,
    Optional<String> reservationId,
    Instant decidedAt) {}
