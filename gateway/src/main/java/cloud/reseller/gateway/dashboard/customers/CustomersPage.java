package cloud.reseller.gateway.dashboard.customers;

import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the list of customers shows.
 *
 * @param search the beginning of a name or domain; empty for all
 * @param later whether it is not the first page
 * @param missing whether the list cannot be had
 * @param next address of the next page; empty on the last
 * @param mayAdd whether the viewer may add customers
 */
record CustomersPage(
    String search,
    boolean later,
    boolean missing,
    List<Row> rows,
    String next,
    boolean mayAdd,
    NewCustomer form) {

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
   * @param problem why it was not taken; empty before it was sent
   */
  record NewCustomer(
      String company, String domain, String country, String request, String problem) {

    static NewCustomer empty() {
      return new NewCustomer("", "", "", RequestIds.next(), "");
    }

    /** Whether the form is open. */
    public boolean open() {
      return !problem.isEmpty();
    }
  }

  static CustomersPage of(
      String search,
      boolean later,
      Part<Items<Customer>> found,
      boolean mayAdd,
      NewCustomer form,
      Viewer viewer) {
    Items<Customer> customers = found.orElse(Items.none());
    return new CustomersPage(
        search,
        later,
        !found.isHad(),
        customers.items().stream().map(customer -> row(customer, viewer)).toList(),
        customers
            .continuationToken()
            .map(token -> "?search=" + encode(search) + "&after=" + encode(token))
            .orElse(""),
        mayAdd,
        form);
  }

  private static Row row(Customer customer, Viewer viewer) {
    Optional<Customer.Prerequisites> precheck = customer.precheck();
    return new Row(
        "/dashboard/customers/" + customer.id().orElse(""),
        customer.companyProfile().companyName(),
        customer.companyProfile().domain(),
        viewer.formats().country(customer.billingProfile().defaultAddress().country()),
        precheck.map(Customer.Prerequisites::subscription).orElse(false),
        precheck.map(Customer.Prerequisites::owner).orElse(false),
        precheck.map(Customer.Prerequisites::permission).orElse(false));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
