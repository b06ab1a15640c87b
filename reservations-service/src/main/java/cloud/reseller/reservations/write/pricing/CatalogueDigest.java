package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest in a publication: SHA-256 over its lines, each written as its fields in order,
 * separated by tabs and terminated by a line feed, an absent amount as an empty string. Fields
 * contain neither tabs nor line feeds.
 */
public final class CatalogueDigest {

  private final MessageDigest sha256;

  /** The digest of no lines. */
  public CatalogueDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds a line. */
  public void add(PriceSheetLine line) {
    add(
        line.sheet(),
        line.sku(),
        line.sheetSku(),
        line.title(),
        line.region(),
        line.market(),
        line.term().name(),
        text(line.unitCost()),
        line.payAsYouGo().map(CatalogueDigest::text).orElse(""));
  }

  /** Adds a line. */
  public void add(FlexibilityRatio line) {
    add(line.sheet(), line.group(), line.sku(), Long.toString(line.ratioNano()));
  }

  /** The digest of all lines added, lower-case hex. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void add(String... fields) {
    sha256.update(String.join("\t", fields).getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
  }

  private static String text(Money money) {
    return money.amountMinor() + " " + money.currency();
  }
}
