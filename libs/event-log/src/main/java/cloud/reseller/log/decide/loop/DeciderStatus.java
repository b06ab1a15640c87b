package cloud.reseller.log.decide.loop;

import java.util.Map;
import java.util.SortedSet;

/**
 * The status of a decider, for health checks.
 *
 * @param running false once it has stopped
 * @param member whether it belongs to the group; without partitions, it stands by
 * @param restored whether its partitions have at some time since the start been caught up with the
 *     log, except those that are held back by others or cannot be read
 * @param deciding partitions whose requests are being decided
 * @param waiting owned partitions that are not being decided, with the reason
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
   * Whether it is restored or standing by. An individual waiting partition does not matter: it is
   * listed in {@link #waiting}, and its requests are decided later, whichever instance received
   * them.
   */
  public boolean ready() {
    return running && member && restored;
  }
}
