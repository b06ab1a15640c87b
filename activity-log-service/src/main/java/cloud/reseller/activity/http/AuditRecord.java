package cloud.reseller.activity.http;

import cloud.reseller.activity.read.AuditRow;
import cloud.reseller.kit.publicapi.Attributes;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry in the public form (domain facts, 3.3), extended by {@code action}.
 *
 * @param customerId absent if the partner acted for itself
 * @param action the operation in words (L1, S53)
 * @param customizedData a JSON list of keys and values
 */
record AuditRecord(
    String id,
    String partnerId,
    Optional<String> customerId,
    Optional<String> customerName,
    Optional<String> userPrincipalName,
    String applicationId,
    String resourceType,
    Optional<String> resourceOldValue,
    Optional<String> resourceNewValue,
    String operationType,
    String action,
    String originalCorrelationId,
    Instant operationDate,
    String operationStatus,
    @JsonRawValue @Schema(implementation = KeyValue[].class) String customizedData,
    Attributes attributes) {

  /** An element of {@code customizedData}. */
  record KeyValue(String key, String value) {}

  /**
   * The form for an agent.
   *
   * @param withPrices whether the agent may see price rules (R18, R19); if not, the entry only says
   *     that a rule was changed
   */
  static AuditRecord of(AuditRow row, boolean withPrices) {
    boolean whole = withPrices || !row.operation().isAboutPrices();
    return new AuditRecord(
        row.id(),
        row.partnerId(),
        present(row.customerId()),
        present(row.companyName()),
        row.userPrincipalName(),
        row.applicationId(),
        row.operation().resourceType(),
        present(row.oldValue()).filter(_ -> whole),
        present(row.newValue()).filter(_ -> whole),
        row.operation().operationType(),
        row.operation().action(),
        row.correlationId(),
        row.place().time(),
        row.status(),
        row.customizedData(),
        Attributes.of("AuditRecord"));
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
