package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.kit.form.Attributes;
import cloud.reseller.kit.form.Links;
import cloud.reseller.permissions.read.customers.CustomerView;
import java.util.Optional;

/** A customer in the public form (C30). Of a contact's person nothing is kept. */
record CustomerForm(
    Optional<String> id,
    CompanyProfile companyProfile,
    BillingProfile billingProfile,
    Optional<String> relationshipToPartner,
    Optional<Links> links,
    Optional<Attributes> attributes) {

  record CompanyProfile(
      Optional<String> tenantId,
      String domain,
      String companyName,
      Optional<Attributes> attributes) {}

  record BillingProfile(
      Optional<String> companyName, Address defaultAddress, Optional<Attributes> attributes) {}

  /** The country decides the market. */
  record Address(String country) {}

  static CustomerForm of(CustomerView c) {
    return of(c.customerId, c.domain, c.companyName, c.country);
  }

  static CustomerForm of(CustomerAdded e) {
    return of(e.customerId(), e.domain(), e.companyName(), e.country());
  }

  private static CustomerForm of(String id, String domain, String companyName, String country) {
    return new CustomerForm(
        Optional.of(id),
        new CompanyProfile(
            Optional.of(id), domain, companyName, attributes("CustomerCompanyProfile")),
        new BillingProfile(
            Optional.of(companyName), new Address(country), attributes("CustomerBillingProfile")),
        Optional.of("reseller"),
        Optional.of(Links.self("/customers/" + id)),
        attributes("Customer"));
  }

  private static Optional<Attributes> attributes(String objectType) {
    return Optional.of(Attributes.of(objectType));
  }
}
