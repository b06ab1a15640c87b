package cloud.reseller.log.decide.loop;

import java.util.Map;
import java.util.SortedSet;

/**
 * What a decider is doing, for health.
 *
 * @param running false once it has stopped
 * @param member whether it belongs to the group; with no partition owned it stands by
 * @param restored whether what it owns, or owned once since it runs, is or was level with the log,
 *     but for partitions that somebody else holds back or that cannot be read
 * @param deciding partitions whose requests are being decided
 * @param waiting owned partitions that are not, and what each waits for
 * @param failure why it stopped by itself, empty if it did not
 */
public record DeciderStatus(
    boolean running,
    boolean member,
    boolean restored,
    SortedSet<Integer> deciding,
    Map<Integer, String> waiting,
    String failure) {

  /**
   * Restored or standing by. A partition that waits beside others does not change that: it is shown
   * in {@link #waiting}, and what is asked of it is decided once it can be, whoever was asked.
   */
  public boolean ready() {
    return running && member && restored;
  }
}
