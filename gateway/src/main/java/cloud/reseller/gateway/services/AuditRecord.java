package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the activity log, in the public form.
 *
 * @param action what was done, for people
 * @param userPrincipalName who did it; left out once erased
 * @param customizedData details
 */
public record AuditRecord(
    String id,
    Optional<String> customerId,
    Optional<String> customerName,
    Optional<String> userPrincipalName,
    String action,
    Instant operationDate,
    String operationStatus,
    Optional<List<Detail>> customizedData) {

  /** A detail, such as the id of an order. */
  public record Detail(String key, String value) {}
}
