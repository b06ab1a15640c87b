package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The public list of size flexibility groups (D9): InstanceSizeFlexibilityGroup, ArmSkuName, Ratio.
 */
final class FlexibilitySheet implements Sheet {

  private static final String GROUP = "InstanceSizeFlexibilityGroup";
  private static final String SKU = "ArmSkuName";
  private static final String RATIO = "Ratio";
  private static final int DECIMALS = 9;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  @Override
  public String name() {
    return "flexibilityratios";
  }

  @Override
  public Contents read(String sheet, InputStream csv, Consumer<Line> lines)
      throws IOException, SheetRefusedException {
    Columns columns = new Columns(csv, List.of(GROUP, SKU, RATIO));
    CatalogueDigest digest = CatalogueDigest.ofLines();
    Map<List<String>, FlexibilityRatio> seen = new HashMap<>();
    while (columns.next()) {
      FlexibilityRatio line =
          new FlexibilityRatio(
              sheet,
              columns.visible(GROUP, columns.needed(GROUP)),
              columns.visible(SKU, columns.needed(SKU)),
              ratio(columns));
      // The public list has a few sizes in two groups, dedicated hosts and isolated sizes.
      Optional<FlexibilityRatio> before =
          Optional.ofNullable(
              seen.putIfAbsent(List.of(folded(line.group()), folded(line.sku())), line));
      if (before.isPresent() && before.get().ratioNano() != line.ratioNano()) {
        throw columns.refused(
            SKU, "a second ratio for " + line.sku() + " in its group: keep the valid one.");
      }
      if (before.isEmpty()) {
        digest.add(line);
        lines.accept(line);
      }
    }
    if (seen.isEmpty()) {
      throw columns.refused("", "the file ends without a line.");
    }
    return new Contents(seen.size(), digest.hex(), Instant.MIN, SheetDates.OPEN, LeftOut.NOTHING);
  }

  @Override
  public Publication publication(
      String sheet, Publisher publisher, Contents contents, Instant effectiveFrom) {
    return new FlexibilityRatiosPublished(
        sheet, publisher.by(), contents.lines(), contents.digest(), effectiveFrom);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static long ratio(Columns columns) throws SheetRefusedException {
    BigDecimal ratio = columns.number(RATIO);
    if (ratio.compareTo(MOST) > 0 || ratio.stripTrailingZeros().scale() > DECIMALS) {
      throw columns.refused(
          RATIO, "must have at most " + DECIMALS + " decimals and be no larger than " + MOST + '.');
    }
    return ratio.movePointRight(DECIMALS).longValueExact();
  }
}
