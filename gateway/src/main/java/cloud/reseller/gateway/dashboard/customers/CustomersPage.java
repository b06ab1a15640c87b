package cloud.reseller.gateway.dashboard.customers;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import java.util.Optional;

/**
 * What the list of customers shows.
 *
 * @param search the beginning of a name or domain; empty for all
 * @param mayAdd whether the viewer may add customers
 */
record CustomersPage(String search, Listing<Row> list, boolean mayAdd, NewCustomer form) {

  /** A customer, with the prerequisites of a purchase. */
  record Row(
      String address,
      String name,
      String domain,
      String country,
      boolean subscription,
      boolean owner,
      boolean permission) {}

  /**
   * The form to add a customer.
   *
   * @param problem why it was not taken
   */
  record NewCustomer(String company, String domain, String country, FormProblem problem) {

    static NewCustomer empty() {
      return new NewCustomer("", "", "", FormProblem.none());
    }
  }

  /** The part of the list that an address asks for. */
  static ListAddress address(String search, Optional<String> after) {
    return ListAddress.of(after).with("search", search);
  }

  static CustomersPage of(
      String search,
      Optional<String> after,
      Part<Items<Customer>> found,
      boolean mayAdd,
      NewCustomer form,
      Formats formats) {
    return new CustomersPage(
        search,
        Listing.of(
            found,
            address(search, after),
            formats.words(),
            nothing(search, formats),
            customer -> row(customer, formats)),
        mayAdd,
        form);
  }

  private static Nothing nothing(String search, Formats formats) {
    CustomersWords customersWords = formats.words(CustomersWords.class);
    return search.isEmpty()
        ? Nothing.of(customersWords.noCustomers())
        : new Nothing(
            customersWords.noSuchCustomers(search),
            formats.words(DashboardWords.class).allCustomers(),
            "/dashboard/customers");
  }

  private static Row row(Customer customer, Formats formats) {
    Optional<Customer.Prerequisites> precheck = customer.precheck();
    return new Row(
        CustomerHead.Page.ACCOUNT.address(customer.id().orElse("")),
        customer.companyProfile().companyName(),
        customer.companyProfile().domain(),
        formats.country(customer.billingProfile().defaultAddress().country()),
        precheck.map(Customer.Prerequisites::subscription).orElse(false),
        precheck.map(Customer.Prerequisites::owner).orElse(false),
        precheck.map(Customer.Prerequisites::permission).orElse(false));
  }
}
