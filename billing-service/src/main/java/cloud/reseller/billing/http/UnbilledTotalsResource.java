package cloud.reseller.billing.http;

import cloud.reseller.billing.read.Total;
import cloud.reseller.billing.read.Total.Place;
import cloud.reseller.billing.read.Totals;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the charges not yet invoiced add up to, for the partner's admin agents (R18). */
@Path("/v1/invoices/unbilled")
public class UnbilledTotalsResource {

  private static final PageSize SIZE = PageSize.upTo(500);

  /** The month and the place of a customer. */
  private static final int FIELDS = 5;

  /** The previous month may have become the one before it since a token was created. */
  private static final int MONTHS_BACK = 2;

  private final CurrentCaller caller;
  private final Totals totals;

  @Inject
  UnbilledTotalsResource(CurrentCaller caller, Totals totals) {
    this.caller = caller;
    this.totals = totals;
  }

  /**
   * A total in one currency, in whole units of it.
   *
   * @param customerId whose; left out for all customers together
   * @param lines number of lines of the bill
   * @param subtotal the partner's cost
   */
  record TotalForm(
      Optional<String> customerId,
      Optional<String> customerName,
      String currency,
      long lines,
      BigDecimal subtotal,
      CustomerTotal customerPrice,
      Attributes attributes) {

    /** What the partner charges for the same. */
    record CustomerTotal(BigDecimal subtotal, String currency) {}

    private static TotalForm of(Total total) {
      return new TotalForm(
          total.customerId(),
          total.customerName(),
          total.costCurrency(),
          total.lines(),
          total.cost(),
          new CustomerTotal(total.price(), total.priceCurrency()),
          Attributes.of("UnbilledTotal"));
    }
  }

  private record From(YearMonth month, Place after) {}

  @GET
  @Path("/totals")
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Add up the charges that are not yet invoiced, by currency (admin agent)")
  public SeekBasedResourceCollection<TotalForm> byCurrency(
      @QueryParam("period") Optional<String> period) {
    String partnerId = caller.adminAgent().partnerId();
    Period asked = Period.of(period);
    return SeekBasedResourceCollection.page(
        totals.byCurrency(partnerId, asked.month()).stream().map(TotalForm::of).toList(),
        Optional.empty(),
        new ListAddress("/invoices/unbilled/totals").with("period", asked.text()).uri());
  }

  @GET
  @Path("/customers")
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(
      summary =
          "Add up the charges that are not yet invoiced, by customer and currency, in the order of"
              + " the customers' names (admin agent)")
  public SeekBasedResourceCollection<TotalForm> byCustomer(
      @QueryParam("period") Optional<String> period, @BeanParam PageQuery query) {
    String partnerId = caller.adminAgent().partnerId();
    Period asked = Period.of(period);
    int most = query.size(SIZE);
    YearMonth current = YearMonth.now(ZoneOffset.UTC);
    Optional<From> before =
        query.token().map(text -> PageToken.read(text, FIELDS, fields -> from(fields, current)));
    YearMonth month = before.map(From::month).orElse(asked.month());
    return Pages.page(
        most,
        before.map(From::after),
        (after, count) -> totals.byCustomer(partnerId, month, after, count),
        total -> token(month, total.place()),
        Pages.each(TotalForm::of),
        new ListAddress("/invoices/unbilled/customers")
            .with("period", asked.text())
            .with("size", most));
  }

  private static PageToken token(YearMonth month, Place place) {
    return PageToken.of(
        month,
        place.customerId(),
        place.costCurrency(),
        place.priceCurrency(),
        place.customerName());
  }

  private static Optional<From> from(List<String> fields, YearMonth current) {
    YearMonth month = YearMonth.parse(fields.getFirst());
    Place place = new Place(fields.get(4), fields.get(1), fields.get(2), fields.get(3));
    return !month.isAfter(current) && !month.isBefore(current.minusMonths(MONTHS_BACK))
        ? Optional.of(new From(month, place))
        : Optional.empty();
  }
}
