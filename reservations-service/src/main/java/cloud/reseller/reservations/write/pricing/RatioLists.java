package cloud.reseller.reservations.write.pricing;

import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The published lists of size flexibility ratios. Decisions only need to know which sizes have a
 * group.
 *
 * @param newestFirst by start, and with the same start by publication
 */
record RatioLists(List<RatioList> newestFirst) {

  /** No lists. */
  static final RatioLists NONE = new RatioLists(List.of());

  /**
   * A list.
   *
   * @param from the first instant at which it replaces the earlier list
   * @param restsOn the publication
   * @param sizes in the list's own spelling
   * @param folded the same in lower case
   */
  record RatioList(Instant from, Position restsOn, Set<String> sizes, Set<String> folded) {

    static RatioList of(Instant from, Position restsOn, Collection<String> sizes) {
      return new RatioList(
          from,
          restsOn,
          Set.copyOf(sizes),
          sizes.stream()
              .map(size -> size.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet()));
    }

    private boolean has(String size, PurchaseRules rules) {
      return rules.anyCase()
          ? folded.contains(size.toLowerCase(Locale.ROOT))
          : sizes.contains(size);
    }
  }

  /** Whether a size belongs to a flexibility group (D8). */
  boolean isFlexible(String size, Instant at, PurchaseRules rules) {
    return inForce(at, rules).filter(list -> list.has(size, rules)).isPresent();
  }

  private Optional<RatioList> inForce(Instant at, PurchaseRules rules) {
    return rules.sheetsAreDated()
        ? newestFirst.stream().filter(list -> !list.from().isAfter(at)).findFirst()
        : newestFirst.stream().max(Comparator.comparing(list -> list.restsOn().offset()));
  }

  /** These lists with one added that is older than all others. */
  RatioLists plusOlder(RatioList older) {
    return new RatioLists(Stream.concat(newestFirst.stream(), Stream.of(older)).toList());
  }

  /**
   * These lists with another one added.
   *
   * @param time of its publication
   */
  RatioLists plus(RatioList added, Instant time) {
    List<RatioList> all = new ArrayList<>(newestFirst);
    int at = 0;
    while (at < all.size() && all.get(at).from().isAfter(added.from())) {
      at++;
    }
    all.add(at, added);
    return new RatioLists(kept(all, added, time.minus(OwnersSheets.KEPT)));
  }

  /**
   * Without those that were replaced by that time. The one published last is kept, because it is in
   * force under rule sets 1 and 2.
   */
  private static List<RatioList> kept(List<RatioList> all, RatioList published, Instant time) {
    List<RatioList> kept = new ArrayList<>();
    boolean replaced = false;
    for (RatioList list : all) {
      if (!replaced || list == published) {
        kept.add(list);
      }
      replaced |= !list.from().isAfter(time);
    }
    return List.copyOf(kept);
  }
}
