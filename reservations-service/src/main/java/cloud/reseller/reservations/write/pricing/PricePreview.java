package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Market;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What a purchase would cost now: selected and priced as decisions do it, on the lines of a view
 * instead of the catalogue. Nobody is asked whether the customer may buy, and nothing is stored.
 */
public final class PricePreview {

  /** Refusals of a preview rest on no fact: no decision refers to it. */
  private static final Position NOWHERE = new Position("catalogue-events", 0, 0);

  private PricePreview() {}

  /**
   * Works out the price.
   *
   * @param country the customer's market
   * @param sheet the sheet in force there; empty if none is
   * @param lines the sheet's lines about the size, in the order of the log
   * @param prices the customer's price rules by what they are set for
   * @param defaultPrice holds where there is no such rule
   */
  public static Resolution<Commitment> of(
      PurchaseRequest.Reservation wanted,
      String country,
      Optional<String> sheet,
      List<PriceSheetLine> lines,
      NavigableMap<String, PriceRule> prices,
      AppliedPrice defaultPrice,
      Instant at,
      PurchaseRules rules) {
    if (!Market.sellsReservations(country)) {
      return Refused.of(Refusal.MARKET_NOT_SOLD, "", country);
    }
    if (sheet.isEmpty()) {
      return Refused.of(Refusal.PRICES_NOT_IN_FORCE, "", country);
    }
    MarketSheet held =
        MarketSheet.of(
            sheet.get(),
            Instant.MIN,
            Optional.empty(),
            NOWHERE,
            lines.stream().map(SheetLine::of).toList(),
            Optional.empty());
    return switch (CatalogueSelection.of(wanted, held, Catalogue.EMPTY, at, rules)) {
      case Refused<CatalogueSelection> refused -> refused.as();
      case Resolved<CatalogueSelection>(CatalogueSelection selection) ->
          Commitment.of(selection, wanted.properties().quantity(), prices, defaultPrice, rules);
    };
  }

  /** Whether reservations of a size are sold at all, whatever a sheet says. */
  public static boolean isReservable(String size, PurchaseRules rules) {
    return !VmSize.isExcluded(size, rules);
  }
}
