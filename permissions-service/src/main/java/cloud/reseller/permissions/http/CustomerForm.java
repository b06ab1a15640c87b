package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.ProductKind;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.Link;
import cloud.reseller.permissions.http.SelfServePolicyForm.Permission;
import cloud.reseller.permissions.read.customers.CustomerView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A customer in the public form (C30). Data of contact persons is not stored.
 *
 * @param selfServePermissions what the customer may do itself, in the form used by policies (S07);
 *     empty while the purchase permission is off
 * @param precheck which prerequisites of a purchase it has, in a list that was asked for them
 */
record CustomerForm(
    Optional<String> id,
    CompanyProfile companyProfile,
    BillingProfile billingProfile,
    Optional<String> relationshipToPartner,
    Optional<List<Permission>> selfServePermissions,
    Optional<Prerequisites> precheck,
    Optional<CustomerLinks> links,
    Optional<Attributes> attributes) {

  /** The only relationship: a customer of a partner. */
  static final String RELATIONSHIP = "reseller";

  /**
   * The prerequisites of a purchase by the customer itself (S33-S35).
   *
   * @param owner whether a subscription that reservations can be bought for has an Owner
   */
  record Prerequisites(boolean subscription, boolean owner, boolean permission) {}

  record CompanyProfile(
      Optional<String> tenantId,
      String domain,
      String companyName,
      Optional<Attributes> attributes) {}

  record BillingProfile(
      Optional<String> companyName, Address defaultAddress, Optional<Attributes> attributes) {}

  /** The country, which determines the market. */
  record Address(String country) {}

  /**
   * The links of a customer.
   *
   * @param selfServePolicy the policy that says whether the customer may buy by itself; for agents
   *     only
   */
  record CustomerLinks(Link self, Optional<Link> selfServePolicy) {}

  static CustomerForm of(CustomerView c, Set<ProductKind> products, boolean forAgent) {
    return of(c.customerId, c.domain, c.companyName, c.country, products, forAgent);
  }

  /** A new customer, whose permission is off (S10). */
  static CustomerForm of(CustomerAdded e) {
    return of(e.customerId(), e.domain(), e.companyName(), e.country(), Set.of(), true);
  }

  private static CustomerForm of(
      String id,
      String domain,
      String companyName,
      String country,
      Set<ProductKind> products,
      boolean forAgent) {
    return new CustomerForm(
        Optional.of(id),
        new CompanyProfile(
            Optional.of(id), domain, companyName, attributes("CustomerCompanyProfile")),
        new BillingProfile(
            Optional.of(companyName), new Address(country), attributes("CustomerBillingProfile")),
        Optional.of(RELATIONSHIP),
        Optional.of(SelfServePolicyForm.permissions(products)),
        Optional.empty(),
        Optional.of(
            new CustomerLinks(
                Link.get("/customers/" + id),
                forAgent
                    ? Optional.of(Link.get("/SelfServePolicy?entity_id=" + id))
                    : Optional.empty())),
        attributes("Customer"));
  }

  /** The same with its prerequisites. */
  CustomerForm with(Prerequisites prerequisites) {
    return new CustomerForm(
        id,
        companyProfile,
        billingProfile,
        relationshipToPartner,
        selfServePermissions,
        Optional.of(prerequisites),
        links,
        attributes);
  }

  private static Optional<Attributes> attributes(String objectType) {
    return Optional.of(Attributes.of(objectType));
  }
}
