package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Currencies;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A price of a published sheet, for decisions.
 *
 * @param sku ARM SKU name in the sheet's own spelling
 * @param sheetSku "productId:skuId"
 * @param unitMinor the partner's cost of one instance for the whole term in minor units, with all
 *     digits of the sheet
 * @param from the first instant at which it is valid
 * @param until the first instant at which it is no longer valid
 */
public record SheetLine(
    String sku,
    String sheetSku,
    String region,
    Term term,
    BigDecimal unitMinor,
    String currency,
    Instant from,
    Instant until) {

  static SheetLine of(PriceSheetLine line) {
    UnitPrice cost = line.unitCost();
    return new SheetLine(
        line.sku(),
        line.sheetSku(),
        line.region(),
        line.term(),
        cost.value().movePointRight(Currencies.fractionDigits(cost.currency())),
        cost.currency(),
        line.from(),
        line.until());
  }

  /** A line of version 1 is valid as long as its sheet. */
  static SheetLine of(PriceSheetLineV1 line, PriceSheetPublishedV1 sheet) {
    return new SheetLine(
        line.sku(),
        line.sheetSku(),
        line.region(),
        line.term(),
        BigDecimal.valueOf(line.unitCost().amountMinor()),
        line.unitCost().currency(),
        sheet.effectiveFrom(),
        sheet.effectiveUntil());
  }

  /** This line, sharing equal objects with other lines. */
  SheetLine sharing(Map<Object, Object> held) {
    return new SheetLine(
        shared(sku, held),
        sheetSku,
        shared(region, held),
        term,
        shared(unitMinor, held),
        shared(currency, held),
        shared(from, held),
        shared(until, held));
  }

  @SuppressWarnings("unchecked")
  private static <T> T shared(T value, Map<Object, Object> held) {
    return (T) held.computeIfAbsent(value, _ -> value);
  }

  boolean holdsAt(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /**
   * The cost of a quantity, rounded half up to the minor unit once, on the whole order; empty if it
   * is not within the limit of one order.
   */
  Optional<Money> cost(long quantity) {
    BigDecimal exact = unitMinor.multiply(BigDecimal.valueOf(quantity));
    return exact.signum() < 0 || exact.compareTo(Pricing.MOST) > 0
        ? Optional.empty()
        : Optional.of(
            new Money(exact.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency));
  }
}
