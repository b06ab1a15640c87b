package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Unbilled;
import java.util.List;
import java.util.Optional;

/**
 * What the bill of all customers shows.
 *
 * @param refused whether the viewer's role does not see bills
 * @param totalsMissing whether the totals cannot be had
 * @param totals of all customers, by currency
 * @param list by customer
 */
record BillPage(
    List<Filter> months,
    boolean refused,
    boolean totalsMissing,
    List<Sum> totals,
    Listing<Row> list) {

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
      ListAddress address,
      Part<Items<Unbilled.Total>> totals,
      Part<Items<Unbilled.Total>> customers,
      Formats formats) {
    return new BillPage(
        month.filters(formats.words()),
        customers.isForbidden(),
        !totals.isHad(),
        totals.orElse(Items.none()).items().stream().map(one -> Sum.of(one, formats)).toList(),
        month.listed(customers, address, formats, one -> row(month, one, formats)));
  }

  private static Row row(Month month, Unbilled.Total total, Formats formats) {
    String id = total.customerId().orElse("");
    return new Row(
        total.customerName().orElseGet(() -> formats.id(id).text()),
        CustomerHead.Page.BILL.address(id) + month.address(Optional.empty()).first(),
        Sum.of(total, formats));
  }
}
