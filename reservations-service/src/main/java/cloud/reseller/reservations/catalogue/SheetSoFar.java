package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import java.util.Set;
import java.util.TreeSet;

/** Summary of the lines of a sheet until its publication is read. */
final class SheetSoFar {

  private final CatalogueDigest ofLines = CatalogueDigest.ofLines();
  private final CatalogueDigest ofLinesAndId = CatalogueDigest.ofLinesAndId();
  private final Set<String> markets = new TreeSet<>();
  private int lines;

  void add(Line line) {
    lines++;
    ofLines.add(line);
    ofLinesAndId.add(line);
    switch (line) {
      case PriceSheetLine price -> markets.add(price.market());
      case PriceSheetLineV1 price -> markets.add(price.market());
      case FlexibilityRatio _ -> {
        // Ratios apply in every market.
      }
    }
  }

  /** Whether a publication matches these lines; may be called only once. */
  boolean agreeWith(Publication publication) {
    CatalogueDigest digest =
        switch (publication) {
          case PriceSheetPublished _, FlexibilityRatiosPublished _ -> ofLines;
          case PriceSheetPublishedV1 _, FlexibilityRatiosPublishedV1 _ -> ofLinesAndId;
        };
    return publication.lines() == lines && publication.digest().equals(digest.hex());
  }

  Set<String> markets() {
    return Set.copyOf(markets);
  }
}
