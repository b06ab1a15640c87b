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

  /** A line of a sheet. */
  sealed interface Line extends CatalogueEvent {}

  /** Publishes a sheet, all of whose lines precede this record in the log. */
  sealed interface Publication extends CatalogueEvent {

    /** Number of lines. */
    int lines();

    /** SHA-256 over the lines in their order, lower-case hex. */
    String digest();

    /** The first instant at which the sheet is in force. */
    Instant effectiveFrom();
  }

  /**
   * One price of a sheet of the operator, as written by release 0.1.0: valid as long as its sheet.
   *
   * @param sku ARM SKU name
   * @param sheetSku "productId:skuId"
   * @param title the product's title, for people
   * @param market ISO 3166 alpha-2
   * @param unitCost the partner's cost of one instance for the whole term
   * @param payAsYouGo the cost of the same instance for the whole term without a reservation (S30);
   *     absent if the sheet does not give it
   */
  record PriceSheetLineV1(
      String sheet,
      String sku,
      String sheetSku,
      String title,
      String region,
      String market,
      Term term,
      Money unitCost,
      Optional<Money> payAsYouGo)
      implements Line {}

  /**
   * Publishes a sheet of the operator, as written by release 0.1.0.
   *
   * @param effectiveUntil the first instant at which its prices are no longer in force;
   *     9999-12-31T23:59:59Z, as in the public form, if no end is known
   */
  record PriceSheetPublishedV1(
      String sheet, int lines, String digest, Instant effectiveFrom, Instant effectiveUntil)
      implements Publication {}

  /**
   * One price of a sheet (C40, K18).
   *
   * @param sku ARM SKU name in the sheet's own spelling
   * @param sheetSku "productId:skuId"
   * @param title the product's title, for people
   * @param region ARM name of the region
   * @param market ISO 3166 alpha-2
   * @param unitCost the partner's cost of one instance for the whole term, with all digits of the
   *     sheet; amounts are rounded once, on the whole order
   * @param payAsYouGo the cost of the same instance for the whole term without a reservation (S30);
   *     absent if the sheet does not give it
   * @param from the first instant at which the price is valid
   * @param until the first instant at which it is no longer valid; a day of the year 9999, as in
   *     the public form, if no end is known
   */
  record PriceSheetLine(
      String sheet,
      String sku,
      String sheetSku,
      String title,
      String region,
      String market,
      Term term,
      UnitPrice unitCost,
      Optional<UnitPrice> payAsYouGo,
      Instant from,
      Instant until)
      implements Line {}

  /**
   * Publishes a sheet of a partner or of the operator.
   *
   * @param sheet UUID of version 5 derived from the owner and the request that published it
   * @param partnerId the partner whose customers it prices; absent if it is the operator's, which
   *     prices the customers of every partner that has no sheet of its own in force
   * @param by directory object id of the publisher; absent for files shipped with a release
   * @param digest SHA-256 over the lines in their order, without the sheet's id, lower-case hex:
   *     the same for every sheet with these lines
   * @param effectiveFrom the first instant at which it replaces the owner's earlier sheet
   */
  record PriceSheetPublished(
      String sheet,
      Optional<String> partnerId,
      Optional<String> by,
      int lines,
      String digest,
      Instant effectiveFrom)
      implements Publication {}

  /**
   * The weight of one size in its flexibility group (D9).
   *
   * @param group flexibility group, such as "DSv5 Series"
   * @param ratioNano the ratio times 10^9; the public list has up to nine decimals
   */
  record FlexibilityRatio(String sheet, String group, String sku, long ratioNano) implements Line {}

  /** Publishes a list of ratios, as written by release 0.1.0. */
  record FlexibilityRatiosPublishedV1(String sheet, int lines, String digest, Instant effectiveFrom)
      implements Publication {}

  /**
   * Publishes a list of ratios, which belongs to the operator.
   *
   * @param sheet UUID of version 5 derived from the operator and the request that published it
   * @param by directory object id of the publisher; absent for files shipped with a release
   * @param digest SHA-256 over the ratios in their order, without the list's id, lower-case hex
   */
  record FlexibilityRatiosPublished(
      String sheet, Optional<String> by, int lines, String digest, Instant effectiveFrom)
      implements Publication {}
}
