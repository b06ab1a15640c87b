package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/** The permission of a customer to buy, in the public form. */
public record Policy(
    Party selfServeEntity, Grantor grantor, List<Grant> permissions, Optional<String> reason) {

  /** The customer. */
  public record Party(String selfServeEntityType, @JsonProperty("tenantID") String tenantId) {}

  /** The partner, who pays. */
  public record Grantor(String grantorType, @JsonProperty("tenantID") String tenantId) {}

  /** What may be bought. */
  public record Grant(String resource, String action) {}

  /** The permission to buy reservations. */
  public static Policy reservations(String partnerId, String customerId, String reason) {
    return new Policy(
        new Party("customer", customerId),
        new Grantor("billToPartner", partnerId),
        List.of(new Grant("AzureReservedInstances", "Purchase")),
        Optional.of(reason).filter(text -> !text.isBlank()));
  }

  /** The id of the policy between a partner and a customer. */
  public static String id(String partnerId, String customerId) {
    return partnerId + "_" + customerId;
  }
}
