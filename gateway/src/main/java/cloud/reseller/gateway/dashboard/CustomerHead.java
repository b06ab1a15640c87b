package cloud.reseller.gateway.dashboard;

import cloud.reseller.events.MarketCurrencies;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Customer;
import java.util.List;

/**
 * What stands above every page of a customer.
 *
 * @param country its name
 * @param currency of its market; empty where reservations are not sold
 */
public record CustomerHead(
    String id, String name, String domain, String country, String currency, List<Tab> tabs) {

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
    RESERVATIONS;

    private String text(Words words) {
      return switch (this) {
        case ACCOUNT -> words.account();
        case SUBSCRIPTIONS -> words.subscriptions();
        case ORDERS -> words.orderHistory();
        case RESERVATIONS -> words.reservations();
      };
    }

    private String address(String customer) {
      String base = "/dashboard/customers/" + customer;
      return switch (this) {
        case ACCOUNT -> base;
        case SUBSCRIPTIONS -> base + "/subscriptions";
        case ORDERS -> base + "/orders";
        case RESERVATIONS -> base + "/reservations";
      };
    }
  }

  /** The head of a page of a customer. */
  public static CustomerHead of(Customer customer, Page page, Formats formats) {
    String id = customer.id().orElse("");
    String country = customer.billingProfile().defaultAddress().country();
    return new CustomerHead(
        id,
        customer.companyProfile().companyName(),
        customer.companyProfile().domain(),
        formats.country(country),
        MarketCurrencies.of(country, formats.now()).orElse(""),
        List.of(Page.values()).stream()
            .map(other -> new Tab(other.text(formats.words()), other.address(id), other == page))
            .toList());
  }
}
