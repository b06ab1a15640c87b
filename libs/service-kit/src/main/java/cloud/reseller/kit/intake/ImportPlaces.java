package cloud.reseller.kit.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * How many files are imported at once. Beyond the limit there is one more place for a tenant that
 * has none, so that no tenant can keep all others from importing.
 */
final class ImportPlaces {

  private final int atOnce;
  private final Map<String, Integer> taken = new HashMap<>();

  ImportPlaces(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Takes a place; false if there is none for the tenant. */
  synchronized boolean take(String tenant) {
    int all = all();
    boolean free = all < atOnce || all == atOnce && !taken.containsKey(tenant);
    if (free) {
      taken.merge(tenant, 1, Integer::sum);
    }
    return free;
  }

  /** Gives a place back. */
  synchronized void leave(String tenant) {
    taken.computeIfPresent(tenant, (_, places) -> places == 1 ? null : places - 1);
  }

  /** How many more a tenant with places would get. */
  synchronized int left() {
    return Math.max(0, atOnce - all());
  }

  private int all() {
    return taken.values().stream().mapToInt(Integer::intValue).sum();
  }
}
