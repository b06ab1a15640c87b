package cloud.reseller.billing.http;

import cloud.reseller.billing.read.Charges;
import cloud.reseller.events.Guid;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Charges not yet invoiced, for the partner's admin agents (R18, C39); oldest first, as in the
 * reconciliation file.
 */
@Path("/v1/invoices/unbilled/lineitems")
public class UnbilledLineItemsResource {

  private static final PageSize SIZE = PageSize.upTo(2_000);
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final CurrentCaller caller;
  private final Charges charges;

  @Inject
  UnbilledLineItemsResource(CurrentCaller caller, Charges charges) {
    this.caller = caller;
    this.charges = charges;
  }

  @GET
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "List the partner's charges that are not yet invoiced (admin agent)")
  public SeekBasedResourceCollection<LineItem> list(
      @QueryParam("provider") Optional<String> provider,
      @QueryParam("invoicelineitemtype") Optional<String> type,
      @QueryParam("currencycode") Optional<String> currencyCode,
      @QueryParam("period") Optional<String> period,
      @QueryParam("customerid") Optional<String> customerId,
      @BeanParam PageQuery query) {
    String partnerId = caller.adminAgent().partnerId();
    require(present(provider), "provider", "onetime");
    require(present(type), "invoicelineitemtype", "billinglineitems");
    Optional<String> currency = present(currencyCode).map(UnbilledLineItemsResource::currency);
    Optional<String> customer = present(customerId).map(UnbilledLineItemsResource::customer);
    Period asked = Period.of(period);
    int most = query.size(SIZE);
    YearMonth current = YearMonth.now(ZoneOffset.UTC);
    Optional<Continuation> before = query.token().map(text -> Continuation.parse(text, current));
    YearMonth month = before.map(Continuation::month).orElse(asked.month());
    return Pages.page(
        most,
        before.map(Continuation::after),
        (after, count) -> charges.page(partnerId, month, currency, customer, after, count),
        row -> new Continuation(month, row.place()).token(),
        Pages.each(LineItem::of),
        new ListAddress("/invoices/unbilled/lineitems")
            .with("provider", "onetime")
            .with("invoicelineitemtype", "billinglineitems")
            .withIf("currencycode", currency)
            .withIf("customerid", customer)
            .with("period", asked.text())
            .with("size", most));
  }

  private static Optional<String> present(Optional<String> text) {
    return text.map(String::strip).filter(some -> !some.isEmpty());
  }

  /** There are only one-time charges, those of reservations (B5). */
  private static void require(Optional<String> given, String parameter, String only) {
    if (!given.orElse("").replace("_", "").equalsIgnoreCase(only)) {
      throw ErrorCode.INVALID_PARAMETER.because(
          parameter + " must be " + only + ": there are no other lines here.", parameter);
    }
  }

  private static String currency(String text) {
    String currency = text.toUpperCase(Locale.ROOT);
    if (!CURRENCY.matcher(currency).matches()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "currencycode must be an ISO 4217 code such as USD. Leave it out for all currencies.",
          "currencycode");
    }
    return currency;
  }

  private static String customer(String text) {
    return Guid.parse(text)
        .orElseThrow(
            () ->
                ErrorCode.INVALID_PARAMETER.because(
                    "customerid must be the id of a customer, a GUID. Leave it out for all"
                        + " customers.",
                    "customerid"));
  }
}
