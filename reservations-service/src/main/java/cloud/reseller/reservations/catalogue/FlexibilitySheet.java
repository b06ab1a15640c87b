package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The public list of size flexibility groups (D9): InstanceSizeFlexibilityGroup, ArmSkuName, Ratio.
 *
 * @param effectiveFrom when the list takes effect, since it does not contain a time itself
 */
record FlexibilitySheet(Instant effectiveFrom) implements Sheet {

  private static final String GROUP = "InstanceSizeFlexibilityGroup";
  private static final String SKU = "ArmSkuName";
  private static final String RATIO = "Ratio";
  private static final int DECIMALS = 9;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  @Override
  public Published read(String sheet, InputStream csv, Consumer<CatalogueEvent> lines)
      throws IOException, SheetRefusedException {
    Columns columns = new Columns(csv, List.of(GROUP, SKU, RATIO));
    CatalogueDigest digest = new CatalogueDigest();
    Map<List<String>, FlexibilityRatio> seen = new HashMap<>();
    while (columns.next()) {
      FlexibilityRatio line =
          new FlexibilityRatio(sheet, columns.needed(GROUP), columns.needed(SKU), ratio(columns));
      // The public list has a few sizes in two groups, dedicated hosts and isolated sizes.
      Optional<FlexibilityRatio> before =
          Optional.ofNullable(seen.putIfAbsent(List.of(line.group(), line.sku()), line));
      if (before.isPresent() && !before.get().equals(line)) {
        throw columns.refused(
            SKU, "a second ratio for " + line.sku() + " in its group: keep the one that holds.");
      }
      if (before.isEmpty()) {
        digest.add(line);
        lines.accept(line);
      }
    }
    if (seen.isEmpty()) {
      throw columns.refused("", "the file ends without a line.");
    }
    return new Published(
        new FlexibilityRatiosPublished(sheet, seen.size(), digest.hex(), effectiveFrom),
        seen.size(),
        0);
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
