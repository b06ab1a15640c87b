package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Unbilled;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the bill of a customer shows.
 *
 * @param refused whether the viewer's role does not see bills
 * @param missing whether the lines cannot be had
 * @param later whether it is not the first page
 * @param first address of the first page
 * @param next address of the next page; empty on the last
 */
record CustomerBillPage(
    CustomerHead head,
    List<Filter> months,
    boolean refused,
    boolean missing,
    List<Row> rows,
    boolean later,
    String first,
    String next) {

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
      Part<Items<Unbilled.Line>> lines,
      boolean later,
      Formats formats) {
    String first = "?period=" + month.value();
    Items<Unbilled.Line> found = lines.orElse(Items.none());
    return new CustomerBillPage(
        head,
        month.filters(formats.agents()),
        lines instanceof Part.Refused<?>,
        !lines.isHad(),
        found.items().stream().map(one -> row(one, formats)).toList(),
        later,
        first,
        found
            .continuationToken()
            .map(token -> first + "&after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static Row row(Unbilled.Line line, Formats formats) {
    Words words = formats.words();
    return new Row(
        formats.moment(line.orderDate()),
        line.productName(),
        "/dashboard/customers/" + line.customerId() + "/reservations/" + line.reservationId(),
        line.billingFrequency().equals("Monthly")
            ? formats.agents().instalment(formats.number(line.instalment()))
            : words.upfront(),
        line.initiatedBy().equals("customer")
            ? formats.agents().theCustomer()
            : formats.agents().thePartner(),
        formats.number(line.quantity()),
        formats.money(line.subtotal(), line.currency()),
        formats.money(line.customerPrice().subtotal(), line.customerPrice().currency()));
  }
}
