package cloud.reseller.reservations.http;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.MarketView;
import cloud.reseller.reservations.read.PriceSheets;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.pricing.PricePreview;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The sizes that are sold to a customer now, where and for which terms. */
@Path("/v1/customers/{customerId}/sizes")
class SizesResource {

  /** A search that finds more says too little. */
  private static final int MOST = 50;

  /** Some of those that are found may not be sold now. */
  private static final int MOST_FOUND = 60;

  /** The vCPUs in the name of a size; of a constrained one, those that are left of them. */
  private static final Pattern VCPUS =
      Pattern.compile("(?i)[a-z]+_[a-z]+(?<all>\\d{1,4})(-(?<left>\\d{1,4}))?.*");

  private final Access access;
  private final PriceSheets sheets;
  private final Clock clock;

  @Inject
  SizesResource(Access access, PriceSheets sheets, Clock clock) {
    this.access = access;
    this.sheets = sheets;
    this.clock = clock;
  }

  /**
   * A size.
   *
   * @param vCpus as its name says it; left out if it does not
   * @param regions where it is sold, by ARM name, with the terms
   */
  record Size(String name, OptionalInt vCpus, List<Region> regions, Attributes attributes) {}

  /** A region with the terms that are sold there. */
  record Region(String name, List<String> terms) {}

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(
      summary =
          "Search the sizes that are sold to the customer now: at most 50, by name (agents; users of"
              + " the customer)")
  public SeekBasedResourceCollection<Size> search(
      @PathParam("customerId") String customerId,
      @QueryParam("search") @Parameter(description = "part of the name of a size")
          Optional<String> search) {
    String id = Access.guid(customerId);
    access.forAnyone(id);
    String partner = CustomerView.of(id).orElseThrow(CurrentCaller::customerNotFound).partnerId;
    String country = MarketView.of(id).orElseThrow(CurrentCaller::customerNotFound);
    Instant now = clock.instant();
    String text = search.map(String::strip).orElse("");
    List<PriceSheetLine> lines =
        sheets
            .inForce(partner, country, now)
            .map(sheet -> sheets.aboutSizes(sheet, text, MOST_FOUND))
            .orElse(List.of());
    return SeekBasedResourceCollection.page(
        sizes(lines, now),
        Optional.empty(),
        new ListAddress("/customers/" + id + "/sizes")
            .withIf("search", search.filter(_ -> !text.isEmpty()))
            .uri());
  }

  private static List<Size> sizes(List<PriceSheetLine> lines, Instant now) {
    PurchaseRules rules = PurchaseRules.of(ReservationDecider.NEWEST);
    SortedMap<String, SortedMap<String, TreeSet<String>>> found = new TreeMap<>();
    lines.stream()
        .filter(line -> !now.isBefore(line.from()) && now.isBefore(line.until()))
        .filter(line -> PricePreview.isReservable(line.sku(), rules))
        .forEach(
            line ->
                found
                    .computeIfAbsent(line.sku(), _ -> new TreeMap<>())
                    .computeIfAbsent(line.region(), _ -> new TreeSet<>())
                    .add(line.term().name()));
    List<Size> sizes = new ArrayList<>();
    for (Map.Entry<String, SortedMap<String, TreeSet<String>>> size : found.entrySet()) {
      if (sizes.size() < MOST) {
        sizes.add(
            new Size(
                size.getKey(),
                vCpus(size.getKey()),
                size.getValue().entrySet().stream()
                    .map(region -> new Region(region.getKey(), List.copyOf(region.getValue())))
                    .toList(),
                Attributes.of("Size")));
      }
    }
    return sizes;
  }

  static OptionalInt vCpus(String size) {
    Matcher name = VCPUS.matcher(size);
    if (!name.matches()) {
      return OptionalInt.empty();
    }
    String left = name.group("left");
    return OptionalInt.of(Integer.parseInt(left == null ? name.group("all") : left));
  }
}
