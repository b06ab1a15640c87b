package cloud.reseller.events;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of {@code catalogue-events}. Lines come first and count only once the publication that
 * names their sheet stands behind them.
 */
public sealed interface CatalogueEvent extends Event {

  /** The sheet the fact belongs to; it is the record's key. */
  String sheet();

  /**
   * One price of a sheet (C40).
   *
   * @param sku ARM SKU name
   * @param sheetSku "productId:skuId"
   * @param title the product's title for a person to read
   * @param market ISO 3166 alpha-2
   * @param unitCost the partner's cost of one instance for the whole term
   * @param payAsYouGo what the same instance costs for the whole term without a reservation (S30);
   *     absent where the sheet does not say it
   */
  record PriceSheetLine(
      String sheet,
      String sku,
      String sheetSku,
      String title,
      String region,
      String market,
      Term term,
      Money unitCost,
      Optional<Money> payAsYouGo)
      implements CatalogueEvent {}

  /**
   * All lines of a sheet stand in the log before this.
   *
   * @param lines how many there are
   * @param digest SHA-256 over the lines in their order, lower-case hex
   * @param effectiveFrom the first instant its prices hold
   * @param effectiveUntil the first instant they no longer hold; the public form writes
   *     9999-12-31T23:59:59Z where no end is known
   */
  record PriceSheetPublished(
      String sheet, int lines, String digest, Instant effectiveFrom, Instant effectiveUntil)
      implements CatalogueEvent {}

  /**
   * The weight of one size in its flexibility group (D9).
   *
   * @param group flexibility group, such as "DSv5 Series"
   * @param ratioNano the ratio times 10^9; the public list has up to nine decimals
   */
  record FlexibilityRatio(String sheet, String group, String sku, long ratioNano)
      implements CatalogueEvent {}

  /** All ratios of a flexibility sheet stand in the log before this. */
  record FlexibilityRatiosPublished(String sheet, int lines, String digest, Instant effectiveFrom)
      implements CatalogueEvent {}
}
