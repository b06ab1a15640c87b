package cloud.reseller.gateway.dashboard.orders;

import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Amount;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Order;
import cloud.reseller.gateway.services.Pricing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the order history of a customer shows.
 *
 * @param missing whether it cannot be had
 * @param later whether it is not the first page
 * @param priced whether the viewer's role sees cost and price
 * @param next address of the next page; empty on the last
 */
record OrdersPage(
    CustomerHead head,
    boolean missing,
    boolean later,
    boolean priced,
    List<Row> rows,
    String next) {

  /** An order. */
  record Row(
      Formats.Id id,
      Moment at,
      String what,
      String by,
      String quantity,
      String pays,
      String cost,
      String price) {}

  static OrdersPage of(
      CustomerHead head, Part<Items<Order>> listed, boolean later, Formats formats) {
    Items<Order> orders = listed.orElse(Items.none());
    List<Row> rows =
        orders.items().stream()
            .flatMap(order -> order.lineItems().stream().map(line -> row(order, line, formats)))
            .toList();
    return new OrdersPage(
        head,
        !listed.isHad(),
        later,
        rows.stream().anyMatch(row -> !row.price().isEmpty()),
        rows,
        orders
            .continuationToken()
            .map(token -> "?after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static Row row(Order order, Order.Line line, Formats formats) {
    Optional<Pricing> pricing = line.pricing();
    return new Row(
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
