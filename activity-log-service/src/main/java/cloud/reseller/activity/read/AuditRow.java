package cloud.reseller.activity.read;

import java.time.Instant;
import java.util.Optional;

/**
 * A row joined with the available names.
 *
 * @param customerId an empty string if the partner acted for itself
 * @param companyName of the customer; an empty string without a customer
 * @param userPrincipalName empty if the event names nobody, or the person was erased or is unknown
 * @param oldValue JSON of the resource before; an empty string if unknown or none
 * @param newValue JSON of the resource after; an empty string if unknown or none
 * @param customizedData JSON list of keys and values
 */
public record AuditRow(
    String id,
    PageCursor place,
    String partnerId,
    String customerId,
    String companyName,
    Operation operation,
    String status,
    Optional<String> userPrincipalName,
    String applicationId,
    String correlationId,
    String oldValue,
    String newValue,
    String customizedData) {

  /** The position of a row in the order of the log. */
  public record PageCursor(Instant time, String topic, int partition, long offset) {}
}
