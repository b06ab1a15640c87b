package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.Term;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Market;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.state.Account;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * A request's selection from the catalogue: a product sold in the customer's market at that time.
 * Independent of who asks and whether they may buy.
 *
 * @param sheet the price sheet in force
 * @param line its line
 * @param isFlexible whether the size belongs to a flexibility group (D8)
 */
public record CatalogueSelection(
    String sheet, PriceSheetLine line, BillingPlan plan, boolean isFlexible) {

  /** The only product for which reservations are currently sold. */
  private static final String VIRTUAL_MACHINES = "VirtualMachines";

  private static final Optional<Term> ONE_YEAR = Optional.of(Term.P1Y);
  private static final Optional<Term> THREE_YEARS = Optional.of(Term.P3Y);
  private static final Optional<BillingPlan> UPFRONT = Optional.of(BillingPlan.UPFRONT);
  private static final Optional<BillingPlan> MONTHLY = Optional.of(BillingPlan.MONTHLY);

  /**
   * Resolves the request's market (C43), price sheet in force, resource type, size (E29), term
   * (E11), region, sheet line and billing plan, in this order.
   *
   * @param at decision time
   */
  public static Resolution<CatalogueSelection> of(
      PurchaseRequest.Reservation wanted, Account.Known account, Catalogue catalogue, Instant at) {
    String country = account.country();
    if (!Market.sellsReservations(country)) {
      return Refused.of(Refusal.MARKET_NOT_SOLD, account.restsOn().toString(), country);
    }
    Optional<Catalogue.Sheet> sheet = catalogue.sheetInForce(country, at);
    return sheet.isEmpty()
        ? Refused.of(
            Refusal.PRICES_NOT_IN_FORCE,
            catalogue.latest(country).map(Position::toString).orElse(""),
            country)
        : of(wanted, sheet.get(), catalogue);
  }

  private static Resolution<CatalogueSelection> of(
      PurchaseRequest.Reservation wanted, Catalogue.Sheet sheet, Catalogue catalogue) {
    String sku = wanted.sku().name();
    if (!wanted.properties().reservedResourceType().equals(VIRTUAL_MACHINES)) {
      return Refused.of(Refusal.RESOURCE_TYPE_NOT_SOLD, "", VIRTUAL_MACHINES);
    }
    if (VmSize.isExcluded(sku)) {
      return Refused.of(Refusal.PRODUCT_EXCLUDED);
    }
    Map<String, Catalogue.Terms> regions = sheet.products().get(sku);
    if (regions == null) {
      return Refused.of(Refusal.PRODUCT_NOT_FOUND, sheet.restsOn().toString());
    }
    Optional<Term> term = term(wanted.properties().term());
    if (term.isEmpty()) {
      return Refused.of(Refusal.TERM_UNSUPPORTED);
    }
    Catalogue.Terms terms = regions.get(wanted.location());
    if (terms == null) {
      return Refused.of(Refusal.REGION_NOT_SOLD, sheet.restsOn().toString());
    }
    Optional<PriceSheetLine> line = terms.line(term.get());
    if (line.isEmpty()) {
      return Refused.of(Refusal.TERM_NOT_SOLD, sheet.restsOn().toString());
    }
    Optional<BillingPlan> plan = plan(wanted.properties().billingPlan());
    return plan.isEmpty()
        ? Refused.of(Refusal.BILLING_PLAN_NOT_SOLD)
        : new Resolved<>(
            new CatalogueSelection(
                sheet.id(), line.get(), plan.get(), catalogue.isFlexible(line.get().sku())));
  }

  private static Optional<Term> term(String text) {
    return switch (text) {
      case "P1Y" -> ONE_YEAR;
      case "P3Y" -> THREE_YEARS;
      default -> Optional.empty();
    };
  }

  private static Optional<BillingPlan> plan(String text) {
    return switch (text) {
      case "Upfront" -> UPFRONT;
      case "Monthly" -> MONTHLY;
      default -> Optional.empty();
    };
  }

  /** The end of the term of a reservation that starts at a given time. */
  public Instant endOfTerm(Instant start) {
    return start.atOffset(ZoneOffset.UTC).plusYears(line.term().years()).toInstant();
  }
}
