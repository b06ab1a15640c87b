package cloud.reseller.gateway.dashboard.orders;

import cloud.reseller.gateway.dashboard.BoughtBy;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Amount;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Order;
import cloud.reseller.gateway.services.Pricing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the order history of a customer shows.
 *
 * @param filtered whether only some are asked for
 * @param missing whether it cannot be had
 * @param later whether it is not the first page
 * @param priced whether the viewer's role sees cost and price
 * @param first address of the first page
 * @param next address of the next page; empty on the last
 */
record OrdersPage(
    CustomerHead head,
    List<Filter> filters,
    boolean filtered,
    boolean missing,
    boolean later,
    boolean priced,
    List<Row> rows,
    String first,
    String next) {

  /** An order. */
  record Row(
      String address,
      Formats.Id id,
      Moment at,
      String what,
      String by,
      String quantity,
      String pays,
      String cost,
      String price) {}

  static OrdersPage of(
      CustomerHead head, BoughtBy by, Part<Items<Order>> listed, boolean later, Formats formats) {
    Items<Order> orders = listed.orElse(Items.none());
    List<Row> rows =
        orders.items().stream()
            .flatMap(
                order -> order.lineItems().stream().map(line -> row(head, order, line, formats)))
            .toList();
    String first = "?by=" + by.value();
    return new OrdersPage(
        head,
        Arrays.stream(BoughtBy.values())
            .map(one -> new Filter(one.text(formats.agents()), "?by=" + one.value(), one == by))
            .toList(),
        by != BoughtBy.ANYONE,
        !listed.isHad(),
        later,
        rows.stream().anyMatch(row -> !row.price().isEmpty()),
        rows,
        first,
        orders
            .continuationToken()
            .map(token -> first + "&after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static Row row(CustomerHead head, Order order, Order.Line line, Formats formats) {
    Optional<Pricing> pricing = line.pricing();
    return new Row(
        "/dashboard/customers/" + head.id() + "/orders/" + order.id(),
        formats.id(order.id()),
        formats.moment(order.creationDate()),
        line.friendlyName(),
        Buyer.words(order.boughtBy(), order.origin(), formats.words()),
        formats.number(line.quantity()),
        order.billingCycle().equals("monthly")
            ? formats.words().monthly()
            : formats.words().upfront(),
        pricing.map(one -> money(one.partnerCost(), formats)).orElse(""),
        pricing.map(one -> money(one.customerPrice(), formats)).orElse(""));
  }

  private static String money(Amount amount, Formats formats) {
    return formats.money(amount.amount(), amount.currencyCode());
  }
}
