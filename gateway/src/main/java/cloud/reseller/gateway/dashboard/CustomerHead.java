package cloud.reseller.gateway.dashboard;

import cloud.reseller.events.MarketCurrencies;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
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
 * @param missing whether nothing but its id is known now
 */
public record CustomerHead(
    String id,
    String name,
    String domain,
    String country,
    String currency,
    String buy,
    List<Tab> tabs,
    boolean missing) {

  private static final String CUSTOMERS = "/dashboard/customers/";

  /**
   * A page of the customer.
   *
   * @param current whether it is the one that is shown
   */
  public record Tab(String text, String address, boolean current) {}

  /** The pages of a customer. */
  public enum Page {
    ACCOUNT(""),
    SUBSCRIPTIONS("/subscriptions"),
    ORDERS("/orders"),
    RESERVATIONS("/reservations"),
    PRICES("/prices"),
    BILL("/bill");

    private final String path;

    Page(String path) {
      this.path = path;
    }

    private String text(Formats formats) {
      DashboardWords dashboardWords = formats.words(DashboardWords.class);
      CommonWords commonWords = formats.words(CommonWords.class);
      return switch (this) {
        case ACCOUNT -> dashboardWords.account();
        case SUBSCRIPTIONS -> commonWords.subscriptions();
        case ORDERS -> dashboardWords.orderHistory();
        case RESERVATIONS -> commonWords.reservations();
        case PRICES -> dashboardWords.pricesAndLimits();
        case BILL -> commonWords.bill();
      };
    }

    /** The address of the page of a customer. */
    public String address(String customer) {
      return CUSTOMERS + customer + path;
    }

    /** Whether a role has the page; the bill is for admin agents. */
    private boolean isOf(Optional<Role> role) {
      return switch (this) {
        case ACCOUNT, SUBSCRIPTIONS, ORDERS, RESERVATIONS, PRICES -> true;
        case BILL -> role.filter(Role.ADMIN_AGENT::equals).isPresent();
      };
    }
  }

  /** The address of one of the customer's reservations. */
  public String reservation(String reservation) {
    return Page.RESERVATIONS.address(id) + "/" + reservation;
  }

  /** The address of one of the customer's orders. */
  public String order(String order) {
    return Page.ORDERS.address(id) + "/" + order;
  }

  /** The head of a page. */
  static CustomerHead of(Customer customer, Optional<Page> page, Viewer viewer) {
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
        role.filter(Role::buysForCustomers).map(_ -> CUSTOMERS + id + "/buy").orElse(""),
        tabs(id, page, viewer),
        false);
  }

  /** The head of a page while nobody says who the customer is. */
  static CustomerHead unnamed(String id, Optional<Page> page, Viewer viewer) {
    return new CustomerHead(id, id, "", "", "", "", tabs(id, page, viewer), true);
  }

  private static List<Tab> tabs(String id, Optional<Page> page, Viewer viewer) {
    return Arrays.stream(Page.values())
        .filter(other -> other.isOf(viewer.role()))
        .map(
            other ->
                new Tab(
                    other.text(viewer.formats()),
                    other.address(id),
                    page.filter(other::equals).isPresent()))
        .toList();
  }
}
