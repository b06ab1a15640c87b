package cloud.reseller.gateway.dashboard.orders;

import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.dashboard.BoughtBy;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Order;
import cloud.reseller.gateway.services.Pricing;
import java.util.List;
import java.util.Optional;

/**
 * What the order history of a customer shows.
 *
 * @param priced whether the viewer's role sees cost and price
 */
record OrdersPage(CustomerHead head, List<Filter> filters, boolean priced, Listing<Row> list) {

  /** A line of an order. */
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

  /** The part of the list that an address asks for. */
  static ListAddress address(BoughtBy by, Optional<String> after) {
    return ListAddress.of(after).with("by", by.value());
  }

  static OrdersPage of(
      CustomerHead head,
      BoughtBy by,
      Optional<String> after,
      Part<Items<Order>> asked,
      Formats formats) {
    Words words = formats.words();
    Listing<Row> list =
        Listing.ofMany(
            asked,
            address(by, after),
            words,
            by == BoughtBy.ANYONE
                ? Nothing.of(formats.words(OrdersWords.class).noOrders())
                : Nothing.ofThisKind(words),
            order -> order.lineItems().stream().map(line -> row(head, order, line, formats)));
    return new OrdersPage(
        head,
        Filter.of(by, words, one -> address(one, Optional.empty())),
        list.rows().stream().anyMatch(row -> !row.price().isEmpty()),
        list);
  }

  private static Row row(CustomerHead head, Order order, Order.Line line, Formats formats) {
    Optional<Pricing> pricing = line.pricing();
    return new Row(
        head.order(order.id()),
        formats.id(order.id()),
        formats.moment(order.creationDate()),
        line.friendlyName(),
        Buyer.words(order.boughtBy(), order.origin(), formats.words()),
        formats.number(line.quantity()),
        Purchased.payment(order.billingCycle(), formats.words()),
        pricing.map(one -> formats.money(one.partnerCost())).orElse(""),
        pricing.map(one -> formats.money(one.customerPrice())).orElse(""));
  }
}
