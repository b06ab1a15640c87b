package cloud.reseller.billing.http;

import cloud.reseller.billing.read.ChargeRow;
import cloud.reseller.billing.read.Charges;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * What no invoice holds yet, for the partner's admin agents (R18, C39). Oldest first, as in the
 * reconciliation file.
 */
@Path("/v1/invoices/unbilled/lineitems")
public class UnbilledLineItemsResource {

  private static final int MAX_PAGE = 2_000;
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
  @Operation(summary = "The partner's charges that no invoice holds yet (admin agent)")
  public SeekBasedResourceCollection<LineItem> list(
      @QueryParam("provider") Optional<String> provider,
      @QueryParam("invoicelineitemtype") Optional<String> type,
      @QueryParam("currencycode") Optional<String> currencyCode,
      @QueryParam("period") Optional<String> period,
      @QueryParam("size") Optional<String> size,
      @QueryParam("seekOperation") Optional<String> seekOperation,
      @RestHeader(SeekBasedResourceCollection.CONTINUATION_HEADER) Optional<String> token) {
    String partnerId = caller.adminAgent().partnerId();
    require(present(provider), "provider", "onetime");
    require(present(type), "invoicelineitemtype", "billinglineitems");
    Optional<String> currency = present(currencyCode).map(UnbilledLineItemsResource::currency);
    boolean previous = isPrevious(present(period));
    int most = size(present(size));
    YearMonth current = YearMonth.now(ZoneOffset.UTC);
    Optional<Continuation> before = continuation(present(seekOperation), present(token), current);
    YearMonth month = before.map(Continuation::month).orElse(current.minusMonths(previous ? 1 : 0));
    // One more than asked for tells whether there is a next page.
    List<ChargeRow> found =
        charges.page(partnerId, month, currency, before.map(Continuation::after), most + 1);
    List<ChargeRow> page = found.subList(0, Math.min(most, found.size()));
    return SeekBasedResourceCollection.page(
        page.stream().map(LineItem::of).toList(),
        found.size() > most
            ? Optional.of(new Continuation(month, page.getLast().place()).token())
            : Optional.empty(),
        address(currency, previous, most));
  }

  private static Optional<String> present(Optional<String> text) {
    return text.map(String::strip).filter(some -> !some.isEmpty());
  }

  /** Reservations are one-time charges and nothing else (B5). */
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

  private static boolean isPrevious(Optional<String> period) {
    return switch (period.orElse("current").toLowerCase(Locale.ROOT)) {
      case "current" -> false;
      case "previous" -> true;
      default ->
          throw ErrorCode.INVALID_PARAMETER.because(
              "period must be current or previous, a UTC month.", "period");
    };
  }

  private static int size(Optional<String> text) {
    if (text.isEmpty()) {
      return MAX_PAGE;
    }
    try {
      int size = Integer.parseInt(text.get());
      if (size >= 1 && size <= MAX_PAGE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw ErrorCode.INVALID_PARAMETER.because("size must be 1 to " + MAX_PAGE + ".", "size");
  }

  private static Optional<Continuation> continuation(
      Optional<String> seekOperation, Optional<String> token, YearMonth current) {
    if (seekOperation.filter(seek -> !seek.equalsIgnoreCase("next")).isPresent()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "seekOperation must be Next; pages are read forwards only.", "seekOperation");
    }
    if (seekOperation.isPresent() && token.isEmpty()) {
      throw ErrorCode.INVALID_HEADER.because(
          "seekOperation=Next needs the continuation token of the page before in the header "
              + SeekBasedResourceCollection.CONTINUATION_HEADER
              + ".",
          SeekBasedResourceCollection.CONTINUATION_HEADER);
    }
    return token.map(text -> Continuation.parse(text, current));
  }

  private static String address(Optional<String> currency, boolean previous, int size) {
    return "/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems"
        + currency.map(code -> "&currencycode=" + code).orElse("")
        + "&period="
        + (previous ? "previous" : "current")
        + "&size="
        + size;
  }
}
