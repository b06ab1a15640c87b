package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.log.Position;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A published sheet.
 *
 * @param position of its publication
 * @param at time of publication
 * @param markets for which it has prices, ISO 3166 alpha-2; empty for a list of ratios
 */
record PublishedSheet(Publication publication, Position position, Instant at, Set<String> markets) {

  /** The partner to which it belongs; empty if it is the operator's. */
  Optional<String> partnerId() {
    return switch (publication) {
      case PriceSheetPublished prices -> prices.partnerId();
      case PriceSheetPublishedV1 _, FlexibilityRatiosPublished _, FlexibilityRatiosPublishedV1 _ ->
          Optional.empty();
    };
  }

  boolean isOfRatios() {
    return switch (publication) {
      case PriceSheetPublished _, PriceSheetPublishedV1 _ -> false;
      case FlexibilityRatiosPublished _, FlexibilityRatiosPublishedV1 _ -> true;
    };
  }

  boolean prices(String market) {
    return markets.contains(market);
  }

  /** When it came into force, which is never before its publication. */
  Instant since() {
    Instant from = publication.effectiveFrom();
    return from.isAfter(at) ? from : at;
  }
}
