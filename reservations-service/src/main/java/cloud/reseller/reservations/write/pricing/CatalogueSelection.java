package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.Term;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Market;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.state.Account;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
    String sheet, SheetLine line, BillingPlan plan, boolean isFlexible) {

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
      PurchaseRequest.Reservation wanted,
      Account.Known account,
      Catalogue catalogue,
      Instant at,
      PurchaseRules rules) {
    String country = account.country();
    if (!Market.sellsReservations(country)) {
      return Refused.of(Refusal.MARKET_NOT_SOLD, account.restsOn().toString(), country);
    }
    Optional<MarketSheet> sheet = catalogue.sheetInForce(account.partnerId(), country, at, rules);
    return sheet.isEmpty()
        ? Refused.of(
            Refusal.PRICES_NOT_IN_FORCE,
            catalogue
                .newest(account.partnerId(), country, rules)
                .map(Position::toString)
                .orElse(""),
            country)
        : of(wanted, sheet.get(), catalogue, at, rules);
  }

  /** The same in the sheet that is in force. */
  static Resolution<CatalogueSelection> of(
      PurchaseRequest.Reservation wanted,
      MarketSheet sheet,
      Catalogue catalogue,
      Instant at,
      PurchaseRules rules) {
    String sku = wanted.sku().name();
    if (!rules.matches(VIRTUAL_MACHINES, wanted.properties().reservedResourceType())) {
      return Refused.of(Refusal.RESOURCE_TYPE_NOT_SOLD, "", VIRTUAL_MACHINES);
    }
    if (VmSize.isExcluded(sku, rules)) {
      return Refused.of(Refusal.PRODUCT_EXCLUDED);
    }
    if (!sheet.has(sku, rules)) {
      return Refused.of(Refusal.PRODUCT_NOT_FOUND, sheet.restsOn().toString());
    }
    Optional<Term> term = term(wanted.properties().term(), rules);
    if (term.isEmpty()) {
      return Refused.of(Refusal.TERM_UNSUPPORTED);
    }
    List<SheetLine> lines = sheet.lines(sku, wanted.location(), rules);
    if (lines.isEmpty()) {
      return Refused.of(Refusal.REGION_NOT_SOLD, sheet.restsOn().toString());
    }
    return switch (line(lines, term.get(), sheet, at)) {
      case Refused<SheetLine> refused -> refused.as();
      case Resolved<SheetLine>(SheetLine line) -> {
        Optional<BillingPlan> plan = plan(wanted.properties().billingPlan(), rules);
        yield plan.isEmpty()
            ? Refused.of(Refusal.BILLING_PLAN_NOT_SOLD)
            : new Resolved<>(
                new CatalogueSelection(
                    sheet.id(), line, plan.get(), catalogue.isFlexible(line.sku(), at, rules)));
      }
    };
  }

  /**
   * The price for a term at a time. Each line of the sheet in force has its own validity; of
   * several valid ones, the one with the latest start applies.
   */
  private static Resolution<SheetLine> line(
      List<SheetLine> lines, Term term, MarketSheet sheet, Instant at) {
    boolean isSold = false;
    for (SheetLine line : lines.reversed()) {
      if (line.term() == term) {
        if (line.holdsAt(at)) {
          return new Resolved<>(line);
        }
        isSold = true;
      }
    }
    return Refused.of(
        isSold ? Refusal.PRICE_NOT_IN_FORCE : Refusal.TERM_NOT_SOLD, sheet.restsOn().toString());
  }

  private static Optional<Term> term(String text, PurchaseRules rules) {
    return rules.matches("P1Y", text)
        ? ONE_YEAR
        : rules.matches("P3Y", text) ? THREE_YEARS : Optional.empty();
  }

  private static Optional<BillingPlan> plan(String text, PurchaseRules rules) {
    return rules.matches("Upfront", text)
        ? UPFRONT
        : rules.matches("Monthly", text) ? MONTHLY : Optional.empty();
  }

  /** The end of the term of a reservation that starts at a given time. */
  public Instant endOfTerm(Instant start) {
    return start.atOffset(ZoneOffset.UTC).plusYears(line.term().years()).toInstant();
  }
}
