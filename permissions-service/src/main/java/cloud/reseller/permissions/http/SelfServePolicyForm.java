package cloud.reseller.permissions.http;

import cloud.reseller.events.ProductKind;
import cloud.reseller.kit.publicapi.ETag;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.ProblemException;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The permission in the public form (section 4.3), extended by a reason. Public clients write
 * {@code tenantID} and enums in several spellings; all are accepted, one is written.
 */
record SelfServePolicyForm(
    Optional<String> id,
    Entity selfServeEntity,
    Grantor grantor,
    List<Permission> permissions,
    Optional<String> reason,
    Optional<PolicyAttributes> attributes) {

  private static final String CUSTOMER = "customer";
  private static final String BILL_TO_PARTNER = "billToPartner";
  private static final String PURCHASE = "Purchase";

  record Entity(
      String selfServeEntityType,
      @JsonProperty("tenantID") @JsonAlias({"tenantId", "TenantID"}) String tenantId) {}

  record Grantor(
      String grantorType,
      @JsonProperty("tenantID") @JsonAlias({"tenantId", "TenantID"}) String tenantId) {}

  record Permission(String resource, String action) {}

  /**
   * Attributes of a policy.
   *
   * @param warnings what prevents the customer from buying although the permission is on (S43)
   */
  record PolicyAttributes(
      Optional<String> etag,
      Optional<String> objectType,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<String>> warnings) {}

  static SelfServePolicyForm of(
      PolicyId id, Set<ProductKind> products, String etag, String reason, List<String> warnings) {
    return new SelfServePolicyForm(
        Optional.of(id.toString()),
        new Entity(CUSTOMER, id.customerId()),
        new Grantor(BILL_TO_PARTNER, id.partnerId()),
        permissions(products),
        Optional.of(reason).filter(text -> !text.isEmpty()),
        Optional.of(
            new PolicyAttributes(
                Optional.of(ETag.of(etag)),
                Optional.of("SelfServePolicy"),
                Optional.of(warnings).filter(some -> !some.isEmpty()))));
  }

  /** The permissions in the public form. */
  static List<Permission> permissions(Set<ProductKind> products) {
    return products.stream().map(kind -> new Permission(resource(kind), PURCHASE)).toList();
  }

  /** The customer and the partner that grants the permission. */
  PolicyId policyId() {
    require(CUSTOMER, selfServeEntity.selfServeEntityType(), "selfServeEntity.selfServeEntityType");
    require(BILL_TO_PARTNER, grantor.grantorType(), "grantor.grantorType");
    return new PolicyId(
        Fields.guid("grantor.tenantID", grantor.tenantId()),
        Fields.guid("selfServeEntity.tenantID", selfServeEntity.tenantId()));
  }

  /** The product kinds; unsupported ones are refused (S08). */
  Set<ProductKind> products() {
    Set<ProductKind> products = EnumSet.noneOf(ProductKind.class);
    if (permissions.contains(null)) {
      throw Fields.wrong("permissions", "a list of {resource, action}");
    }
    for (Permission permission : permissions) {
      require(PURCHASE, permission.action(), "permissions.action");
      products.add(product(permission.resource()));
    }
    return products;
  }

  String reasonText() {
    return Fields.reason(reason.orElse(""));
  }

  private static ProductKind product(String resource) {
    for (ProductKind kind : ProductKind.values()) {
      if (same(resource(kind), resource)) {
        return kind;
      }
    }
    throw ProblemException.of(
        400,
        "ResourceNotSupported",
        "permissions.resource must be AzureReservedInstances; nothing else can be granted.",
        "permissions.resource");
  }

  private static String resource(ProductKind kind) {
    return switch (kind) {
      case AZURE_RESERVED_INSTANCES -> "AzureReservedInstances";
    };
  }

  private static void require(String expected, String given, String field) {
    if (!same(expected, given)) {
      throw Fields.wrong(field, expected);
    }
  }

  private static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(String text) {
    return text.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
