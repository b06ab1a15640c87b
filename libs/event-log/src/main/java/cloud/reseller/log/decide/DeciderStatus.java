package cloud.reseller.log.decide;

import java.util.Map;
import java.util.SortedSet;

/**
 * What a decider is doing, for health.
 *
 * @param running false once it has stopped
 * @param member whether it belongs to the group; with no partition owned it stands by
 * @param deciding partitions whose requests are being decided
 * @param waiting owned partitions that are not, and what each waits for
 * @param failure why it stopped by itself, empty if it did not
 */
public record DeciderStatus(
    boolean running,
    boolean member,
    SortedSet<Integer> deciding,
    Map<Integer, String> waiting,
    String failure) {

  /** Restored, and owning or standing by. */
  public boolean ready() {
    return running && member && waiting.isEmpty();
  }
}
