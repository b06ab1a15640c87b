package cloud.reseller.gateway.services;

import java.util.List;
import java.util.Optional;

/**
 * A customer in the public form.
 *
 * @param selfServePermissions what it may do itself; empty while the permission is off
 * @param precheck which prerequisites of a purchase it has, where they were asked for
 */
public record Customer(
    Optional<String> id,
    CompanyProfile companyProfile,
    BillingProfile billingProfile,
    Optional<List<Policy.Grant>> selfServePermissions,
    Optional<Prerequisites> precheck) {

  /** Name and domain. */
  public record CompanyProfile(String companyName, String domain) {}

  /** The country determines the market. */
  public record BillingProfile(Address defaultAddress) {}

  /** The country. */
  public record Address(String country) {}

  /** The three prerequisites of a purchase by the customer itself. */
  public record Prerequisites(boolean subscription, boolean owner, boolean permission) {}

  /** Whether it may buy reservations itself. */
  public boolean mayBuy() {
    return selfServePermissions.filter(grants -> !grants.isEmpty()).isPresent();
  }

  /** A customer to add. */
  public static Customer of(String companyName, String domain, String country) {
    return new Customer(
        Optional.empty(),
        new CompanyProfile(companyName, domain),
        new BillingProfile(new Address(country)),
        Optional.empty(),
        Optional.empty());
  }
}
