package cloud.reseller.events;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of {@code catalogue-events}. Lines come first and take effect only once the publication
 * that names their sheet follows them.
 */
public sealed interface CatalogueEvent extends Event {

  /** The sheet the fact belongs to; it is the record's key. */
  String sheet();

  /**
   * One price of a sheet (C40).
   *
   * @param sku ARM SKU name
   * @param sheetSku "productId:skuId"
   * @param title the product's title, for people
   * @param market ISO 3166 alpha-2
   * @param unitCost the partner's cost of one instance for the whole term
   * @param payAsYouGo the cost of the same instance for the whole term without a reservation (S30);
   *     absent if the sheet does not give it
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
   * Publishes a sheet, all of whose lines precede this record in the log.
   *
   * @param lines number of lines
   * @param digest SHA-256 over the lines in their order, lower-case hex
   * @param effectiveFrom the first instant at which its prices are in force
   * @param effectiveUntil the first instant at which they are no longer in force;
   *     9999-12-31T23:59:59Z, as in the public form, if no end is known
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

  /** Publishes a flexibility sheet, all of whose ratios precede this record in the log. */
  record FlexibilityRatiosPublished(String sheet, int lines, String digest, Instant effectiveFrom)
      implements CatalogueEvent {}
}
