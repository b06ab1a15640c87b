package cloud.reseller.reservations.write.pricing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The published price sheets of one partner, or of the operator.
 *
 * @param byMarket newest first: by start, and with the same start by publication
 */
record OwnersSheets(Map<String, List<MarketSheet>> byMarket) {

  /** No sheets. */
  static final OwnersSheets NONE = new OwnersSheets(Map.of());

  /**
   * How long a sheet is kept after it was replaced: what falls due is decided with the prices at
   * the due time.
   */
  static final Duration KEPT = Duration.ofDays(400);

  /** The same under rule sets 1 and 2. */
  private static final Duration KEPT_AT_FIRST = Duration.ofDays(30);

  /** The newest sheet of a market, in force or not. */
  Optional<MarketSheet> newest(String market) {
    return first(market, _ -> true);
  }

  /** The latest sheet of a market that has begun. */
  Optional<MarketSheet> begun(String market, Instant at) {
    return first(market, sheet -> sheet.hasBegunAt(at));
  }

  Optional<MarketSheet> first(String market, Predicate<MarketSheet> which) {
    for (MarketSheet sheet : byMarket.getOrDefault(market, List.of())) {
      if (which.test(sheet)) {
        return Optional.of(sheet);
      }
    }
    return Optional.empty();
  }

  /**
   * These sheets with another one added.
   *
   * @param time of its publication
   */
  OwnersSheets plus(String market, MarketSheet added, Instant time) {
    Map<String, List<MarketSheet>> next = new HashMap<>(byMarket);
    next.merge(market, List.of(added), (before, _) -> newestFirst(added, before, time));
    return new OwnersSheets(Map.copyOf(next));
  }

  /** These sheets with one added that is older than all others of its market. */
  OwnersSheets plusOlder(String market, MarketSheet older) {
    Map<String, List<MarketSheet>> next = new HashMap<>(byMarket);
    next.merge(market, List.of(older), OwnersSheets::both);
    return new OwnersSheets(Map.copyOf(next));
  }

  private static List<MarketSheet> both(List<MarketSheet> newer, List<MarketSheet> older) {
    return Stream.concat(newer.stream(), older.stream()).toList();
  }

  private static List<MarketSheet> newestFirst(
      MarketSheet added, List<MarketSheet> before, Instant time) {
    List<MarketSheet> all = new ArrayList<>(before.size() + 1);
    for (MarketSheet sheet : before) {
      if (sheet.from().isAfter(added.from())) {
        all.add(sheet);
      }
    }
    all.add(added);
    for (MarketSheet sheet : before) {
      boolean longReplaced =
          all.stream().anyMatch(newer -> newer.replaces(sheet, time.minus(KEPT)));
      if (!sheet.from().isAfter(added.from()) && !longReplaced) {
        all.add(isForgottenAtFirst(sheet, added, all, time) ? sheet.forgottenAtFirst() : sheet);
      }
    }
    return List.copyOf(all);
  }

  /** Sheets are kept longer now, but those forgotten under rule sets 1 and 2 stay so there. */
  private static boolean isForgottenAtFirst(
      MarketSheet sheet, MarketSheet added, List<MarketSheet> newer, Instant time) {
    return sheet.isForgottenAtFirst()
        || added.endsItself()
            && sheet.endsItself()
            && newer.stream()
                .anyMatch(it -> it.endsItself() && it.replaces(sheet, time.minus(KEPT_AT_FIRST)));
  }
}
