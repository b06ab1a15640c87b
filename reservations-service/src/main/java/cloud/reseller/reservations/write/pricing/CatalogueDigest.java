package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.events.Money;
import cloud.reseller.events.UnitPrice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The digest in a publication: SHA-256 over its lines, each written as its fields in order,
 * separated by tabs and terminated by a line feed, an absent amount as an empty string. Fields
 * contain neither tabs nor line feeds. In publications of version 1 the digest includes the id of
 * the sheet, so the same lines in another sheet have another digest.
 */
public final class CatalogueDigest {

  private final MessageDigest sha256;
  private final boolean countsIdIn;

  private CatalogueDigest(boolean countsIdIn) {
    this.countsIdIn = countsIdIn;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of no lines, for publications of version 2. */
  public static CatalogueDigest ofLines() {
    return new CatalogueDigest(false);
  }

  /** The digest of no lines, for publications of version 1. */
  public static CatalogueDigest ofLinesAndId() {
    return new CatalogueDigest(true);
  }

  static CatalogueDigest of(Publication publication) {
    return switch (publication) {
      case PriceSheetPublishedV1 _, FlexibilityRatiosPublishedV1 _ -> ofLinesAndId();
      case PriceSheetPublished _, FlexibilityRatiosPublished _ -> ofLines();
    };
  }

  /** Adds a line. */
  public void add(Line line) {
    if (countsIdIn) {
      sha256.update((line.sheet() + '\t').getBytes(StandardCharsets.UTF_8));
    }
    sha256.update(String.join("\t", fields(line)).getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
  }

  private static List<String> fields(Line line) {
    return switch (line) {
      case PriceSheetLineV1 price ->
          List.of(
              price.sku(),
              price.sheetSku(),
              price.title(),
              price.region(),
              price.market(),
              price.term().name(),
              text(price.unitCost()),
              price.payAsYouGo().map(CatalogueDigest::text).orElse(""));
      case PriceSheetLine price ->
          List.of(
              price.sku(),
              price.sheetSku(),
              price.title(),
              price.region(),
              price.market(),
              price.term().name(),
              text(price.unitCost()),
              price.payAsYouGo().map(CatalogueDigest::text).orElse(""),
              price.from().toString(),
              price.until().toString());
      case FlexibilityRatio ratio ->
          List.of(ratio.group(), ratio.sku(), Long.toString(ratio.ratioNano()));
    };
  }

  /** The digest of all lines added, lower-case hex. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static String text(Money money) {
    return money.amountMinor() + " " + money.currency();
  }

  private static String text(UnitPrice price) {
    return price.decimal() + " " + price.currency();
  }
}
