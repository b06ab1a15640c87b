package cloud.reseller.reservations.http;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.PurchaseRequest.Properties;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * Limits the size of a purchase's body. Refused requests stay in the log permanently, so strings
 * longer than any valid value are not let in.
 */
final class PurchaseForm {

  /** Maximum length of a string, in characters; the longest resource group path is shorter. */
  static final int MOST_TEXT = 256;

  /** Maximum number of {@code appliedScopes}. */
  static final int MOST_SCOPES = 10;

  private PurchaseForm() {}

  /**
   * Checks lengths only; the decider validates the values.
   *
   * @throws ProblemException 400 naming the field
   */
  static void check(PurchaseRequest.Reservation wanted) {
    Properties properties = wanted.properties();
    text("sku.name", wanted.sku().name());
    text("location", wanted.location());
    text("properties.reservedResourceType", properties.reservedResourceType());
    text("properties.billingScopeId", properties.billingScopeId());
    text("properties.term", properties.term());
    text("properties.billingPlan", properties.billingPlan());
    text("properties.displayName", properties.displayName());
    text("properties.appliedScopeType", properties.appliedScopeType());
    properties.appliedScopes().ifPresent(PurchaseForm::scopes);
    properties.appliedScopeProperties().ifPresent(PurchaseForm::scope);
    properties
        .reservedResourceProperties()
        .ifPresent(
            one ->
                text(
                    "properties.reservedResourceProperties.instanceFlexibility",
                    one.instanceFlexibility()));
  }

  private static void scopes(List<String> scopes) {
    if (scopes.size() > MOST_SCOPES) {
      throw tooLong("properties.appliedScopes", "at most " + MOST_SCOPES + " scopes");
    }
    for (int i = 0; i < scopes.size(); i++) {
      text("properties.appliedScopes[" + i + "]", scopes.get(i));
    }
  }

  private static void scope(AppliedScopeProperties scope) {
    String field = "properties.appliedScopeProperties.";
    text(field + "tenantId", scope.tenantId());
    text(field + "managementGroupId", scope.managementGroupId());
    text(field + "subscriptionId", scope.subscriptionId());
    text(field + "resourceGroupId", scope.resourceGroupId());
  }

  private static void text(String field, Optional<String> value) {
    value.ifPresent(text -> text(field, text));
  }

  private static void text(String field, String value) {
    if (value.codePointCount(0, value.length()) > MOST_TEXT) {
      throw tooLong(field, "at most " + MOST_TEXT + " characters");
    }
  }

  private static ProblemException tooLong(String field, String expected) {
    return ErrorCode.INVALID_BODY.because(
        "Field " + field + " is too long. Give it " + expected + ".", field);
  }
}
