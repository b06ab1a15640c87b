package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Unbilled;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the bill of a customer shows.
 *
 * @param refused whether the viewer's role does not see bills
 */
record CustomerBillPage(
    CustomerHead head, List<Filter> months, boolean refused, Listing<Row> list) {

  /**
   * A line.
   *
   * @param reservation address of the reservation it is for
   * @param kind what is paid: everything at once, or an instalment
   */
  record Row(
      Moment at,
      String what,
      String reservation,
      String kind,
      String by,
      String quantity,
      String cost,
      String price) {}

  static CustomerBillPage of(
      CustomerHead head,
      Month month,
      ListAddress address,
      Part<Items<Unbilled.Line>> lines,
      Formats formats) {
    Filter all = new Filter(formats.words(BillWords.class).billOfAll(), "/dashboard/bill", false);
    return new CustomerBillPage(
        head,
        Stream.concat(month.filters(formats.words()).stream(), Stream.of(all)).toList(),
        lines.isForbidden(),
        month.listed(lines, address, formats, one -> row(head, one, formats)));
  }

  private static Row row(CustomerHead head, Unbilled.Line line, Formats formats) {
    return new Row(
        formats.moment(line.orderDate()),
        line.productName(),
        head.reservation(line.reservationId()),
        kind(line, formats),
        side(line, formats.words(BillWords.class)),
        formats.number(line.quantity()),
        formats.money(line.subtotal(), line.currency()),
        formats.money(line.customerPrice().subtotal(), line.customerPrice().currency()));
  }

  private static String kind(Unbilled.Line line, Formats formats) {
    return switch (line.billingFrequency()) {
      case MONTHLY -> formats.words(BillWords.class).instalment(formats.number(line.instalment()));
      case UPFRONT, OTHER -> Purchased.payment(line.billingFrequency(), formats.words());
    };
  }

  private static String side(Unbilled.Line line, BillWords words) {
    return switch (line.initiatedBy()) {
      case CUSTOMER -> words.theCustomer();
      case PARTNER -> words.thePartner();
      case OTHER -> "";
    };
  }
}
