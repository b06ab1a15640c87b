package cloud.reseller.reservations.catalogue;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.PriceSheets;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows the price sheets for a partner's customers (R19). */
@Path("/v1")
class PriceSheetsResource {

  private static final PageSize SIZE = PageSize.upTo(500);

  private final PriceSheets sheets;
  private final CurrentCaller caller;
  private final Clock clock;

  @Inject
  PriceSheetsResource(PriceSheets sheets, CurrentCaller caller, Clock clock) {
    this.sheets = sheets;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("/pricesheets")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.OPERATIONS})
  @Operation(
      summary =
          "List the price sheets for the partner's customers by market: the one in force, since"
              + " when, and the next ones (admin and sales agents; operations: the operator's)")
  public SeekBasedResourceCollection<PriceSheetOfMarket> list(@BeanParam PageQuery query) {
    List<PriceSheetOfMarket> all = PriceSheetOfMarket.all(sheets, owner(), clock.instant());
    int size = query.size(SIZE);
    ListAddress address = new ListAddress("/pricesheets");
    return Pages.page(
        size,
        query.token().map(token -> PageToken.read(token, 1, place -> market(place, all))),
        (after, most) -> behind(after, all).limit(most).toList(),
        last -> PageToken.of(last.market()),
        Pages.each(Function.identity()),
        size == SIZE.usual() ? address : address.with("size", size));
  }

  /** The market in a token of this list. */
  private static Optional<String> market(List<String> place, List<PriceSheetOfMarket> all) {
    return all.stream().map(PriceSheetOfMarket::market).filter(place::contains).findFirst();
  }

  /** The markets after one, in the order of their codes. */
  private static Stream<PriceSheetOfMarket> behind(
      Optional<String> market, List<PriceSheetOfMarket> all) {
    return all.stream().filter(one -> market.isEmpty() || one.market().compareTo(market.get()) > 0);
  }

  @GET
  @Path("/pricesheets/{id}/lines")
  @Produces("text/csv")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.OPERATIONS})
  @Operation(
      summary =
          "Get the lines of a price sheet of the partner or the operator in its public CSV form"
              + " (admin and sales agents; operations: the operator's)")
  public StreamingOutput lines(
      @PathParam("id") String id, @QueryParam("market") Optional<String> market) {
    String sheet = id.toLowerCase(Locale.ROOT);
    if (!sheets.isThere(owner(), sheet)) {
      throw ErrorCode.NOT_FOUND.because(
          "There is no such price sheet of yours or of the operator. GET /v1/pricesheets lists the"
              + " current ones.",
          "id");
    }
    Optional<String> its =
        market.filter(text -> !text.isBlank()).map(text -> text.toUpperCase(Locale.ROOT));
    return out -> PriceSheetCsv.write(sheets, sheet, its, out);
  }

  private Optional<String> owner() {
    return switch (caller.get()) {
      case Caller.PartnerAgent agent -> Optional.of(agent.partnerId());
      case Caller.Operator _ -> Optional.empty();
      case Caller.CustomerUser _ -> throw CurrentCaller.lacksRights(Role.ADMIN_AGENT);
    };
  }
}
