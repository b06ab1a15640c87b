package cloud.reseller.gateway.dashboard.orders;

import cloud.reseller.gateway.buying.PartnerMoney;
import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.dashboard.Buyer;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Order;
import java.util.List;
import java.util.Optional;

/** What an order shows. */
record OrderPage(
    CustomerHead head,
    Formats.Id id,
    Formats.Id alternateId,
    Moment at,
    String by,
    String pays,
    List<Line> lines) {

  /**
   * What was bought.
   *
   * @param reservation address of the reservation
   * @param subscription the Azure subscription it is billed to
   * @param money cost and price, by the viewer's role
   */
  record Line(
      String what,
      String reservation,
      String quantity,
      String term,
      Formats.Id subscription,
      Optional<PartnerMoney> money) {}

  static OrderPage of(CustomerHead head, Order order, Formats formats) {
    Words words = formats.words();
    return new OrderPage(
        head,
        formats.id(order.id()),
        formats.id(order.alternateId()),
        formats.moment(order.creationDate()),
        Buyer.words(order.boughtBy(), order.origin(), words),
        Purchased.payment(order.billingCycle(), words),
        order.lineItems().stream()
            .map(
                line ->
                    new Line(
                        line.friendlyName(),
                        head.reservation(line.reservationId()),
                        formats.number(line.quantity()),
                        Purchased.term(line.termDuration(), words),
                        formats.id(line.entitlementId()),
                        PartnerMoney.of(line.pricing(), formats)))
            .toList());
  }
}
