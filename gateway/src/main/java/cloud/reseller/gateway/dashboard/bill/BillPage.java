package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.dashboard.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Unbilled;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the bill of all customers shows.
 *
 * @param refused whether the viewer's role does not see bills
 * @param totalsMissing whether the totals cannot be had
 * @param missing whether the customers cannot be had
 * @param totals of all customers, by currency
 * @param later whether it is not the first page
 * @param first address of the first page
 * @param next address of the next page; empty on the last
 */
record BillPage(
    List<Filter> months,
    boolean refused,
    boolean totalsMissing,
    boolean missing,
    List<Sum> totals,
    List<Row> rows,
    boolean later,
    String first,
    String next) {

  /** A sum in a currency. */
  record Sum(String currency, String lines, String cost, String price, String margin) {

    static Sum of(Unbilled.Total total, Formats formats) {
      Unbilled.Price price = total.customerPrice();
      return new Sum(
          total.currency(),
          formats.number(total.lines()),
          formats.money(total.subtotal(), total.currency()),
          formats.money(price.subtotal(), price.currency()),
          price.currency().equals(total.currency())
              ? formats.money(price.subtotal().subtract(total.subtotal()), total.currency())
              : "");
    }
  }

  /**
   * The sum of a customer.
   *
   * @param address of its lines
   */
  record Row(String customer, String address, Sum sum) {}

  static BillPage of(
      Month month,
      Part<Items<Unbilled.Total>> totals,
      Part<Items<Unbilled.Total>> customers,
      boolean later,
      Formats formats) {
    String first = "?period=" + month.value();
    Items<Unbilled.Total> found = customers.orElse(Items.none());
    return new BillPage(
        month.filters(formats.agents()),
        customers instanceof Part.Refused<?>,
        !totals.isHad(),
        !customers.isHad(),
        totals.orElse(Items.none()).items().stream().map(one -> Sum.of(one, formats)).toList(),
        found.items().stream().map(one -> row(month, one, formats)).toList(),
        later,
        first,
        found
            .continuationToken()
            .map(token -> first + "&after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static Row row(Month month, Unbilled.Total total, Formats formats) {
    String id = total.customerId().orElse("");
    return new Row(
        total.customerName().orElseGet(() -> formats.id(id).text()),
        "/dashboard/customers/" + id + "/bill?period=" + month.value(),
        Sum.of(total, formats));
  }
}
