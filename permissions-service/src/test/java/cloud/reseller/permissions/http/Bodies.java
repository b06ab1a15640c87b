package cloud.reseller.permissions.http;

/** Request bodies as public clients write them. */
final class Bodies {

  static final String CUSTOMER =
      """
      {
        "companyProfile": {"domain": "fabrikam.example", "companyName": "Fabrikam, Inc"},
        "billingProfile": {
          "email": "someone@fabrikam.example",
          "culture": "en-US",
          "defaultAddress": {"country": "US", "city": "Redmond", "firstName": "Someone"}
        },
        "attributes": {"objectType": "Customer"}
      }
      """;

  private Bodies() {}

  static String person(String name) {
    return """
    {"userPrincipalName": "%1$s@fabrikam.example", "displayName": "%1$s", "usageLocation": "US"}
    """
        .formatted(name);
  }

  static String policy(String partnerId, String customerId) {
    return policy(partnerId, customerId, "AzureReservedInstances", "null");
  }

  static String policy(String partnerId, String customerId, String resource, String attributes) {
    return """
    {
      "id": null,
      "selfServeEntity": {"selfServeEntityType": "customer", "tenantID": "%s"},
      "grantor": {"grantorType": "billToPartner", "tenantID": "%s"},
      "permissions": [{"resource": "%s", "action": "Purchase"}],
      "attributes": %s
    }
    """
        .formatted(customerId, partnerId, resource, attributes);
  }

  static String etag(String etag) {
    return "{\"etag\": \"%s\", \"objectType\": \"SelfServePolicy\"}"
        .formatted(etag.replace("\"", "\\\""));
  }

  static String agent(String id, String name) {
    return """
    {"id": "%1$s", "userPrincipalName": "%2$s@partner.example", "displayName": "%2$s"}
    """
        .formatted(id, name);
  }
}
