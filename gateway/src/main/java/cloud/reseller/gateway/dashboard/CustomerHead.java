package cloud.reseller.gateway.dashboard;

import cloud.reseller.events.MarketCurrencies;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Customer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands above every page of a customer.
 *
 * @param country its name
 * @param currency of its market; empty where reservations are not sold
 * @param buy address of the page to buy for the customer; empty for a role that may not
 */
public record CustomerHead(
    String id,
    String name,
    String domain,
    String country,
    String currency,
    String buy,
    List<Tab> tabs) {

  /**
   * A page of the customer.
   *
   * @param current whether it is the one that is shown
   */
  public record Tab(String text, String address, boolean current) {}

  /** The pages of a customer. */
  public enum Page {
    ACCOUNT,
    SUBSCRIPTIONS,
    ORDERS,
    RESERVATIONS,
    PRICES,
    BILL;

    private String text(Formats formats) {
      Words words = formats.words();
      return switch (this) {
        case ACCOUNT -> words.account();
        case SUBSCRIPTIONS -> words.subscriptions();
        case ORDERS -> words.orderHistory();
        case RESERVATIONS -> words.reservations();
        case PRICES -> formats.agents().pricesAndLimits();
        case BILL -> formats.agents().bill();
      };
    }

    private String address(String customer) {
      String base = base(customer);
      return switch (this) {
        case ACCOUNT -> base;
        case SUBSCRIPTIONS -> base + "/subscriptions";
        case ORDERS -> base + "/orders";
        case RESERVATIONS -> base + "/reservations";
        case PRICES -> base + "/prices";
        case BILL -> base + "/bill";
      };
    }

    /** Whether a role has the page; the bill is for admin agents. */
    private boolean isOf(Optional<Role> role) {
      return switch (this) {
        case ACCOUNT, SUBSCRIPTIONS, ORDERS, RESERVATIONS, PRICES -> true;
        case BILL -> role.filter(Role.ADMIN_AGENT::equals).isPresent();
      };
    }
  }

  /** The head of a page of a customer. */
  public static CustomerHead of(Customer customer, Page page, Viewer viewer) {
    return of(customer, Optional.of(page), viewer);
  }

  /** The head of a page that is none of the customer's tabs. */
  public static CustomerHead of(Customer customer, Viewer viewer) {
    return of(customer, Optional.empty(), viewer);
  }

  private static CustomerHead of(Customer customer, Optional<Page> page, Viewer viewer) {
    Formats formats = viewer.formats();
    Optional<Role> role = viewer.role();
    String id = customer.id().orElse("");
    String country = customer.billingProfile().defaultAddress().country();
    return new CustomerHead(
        id,
        customer.companyProfile().companyName(),
        customer.companyProfile().domain(),
        formats.country(country),
        MarketCurrencies.of(country, formats.now()).orElse(""),
        role.filter(Role::buysForCustomers).map(_ -> base(id) + "/buy").orElse(""),
        Arrays.stream(Page.values())
            .filter(other -> other.isOf(role))
            .map(
                other ->
                    new Tab(
                        other.text(formats),
                        other.address(id),
                        page.filter(other::equals).isPresent()))
            .toList());
  }

  private static String base(String customer) {
    return "/dashboard/customers/" + customer;
  }
}
