package cloud.reseller.log.projection;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/** What the runtime knows about a partition it reads. Confined to the runtime's thread. */
final class OwnedPartition {

  private final long ownedSinceNanos;
  private Uuid topicId;
  private long stored;
  private long reached;
  private int parkedKeys;
  private long lag;
  private OptionalLong levelAtNanos = OptionalLong.empty();
  private OptionalLong appliedTimeMillis = OptionalLong.empty();

  OwnedPartition(long nowNanos) {
    ownedSinceNanos = nowNanos;
  }

  /** Sets the reader to the position in the database. */
  void place(Uuid topicId, long position) {
    this.topicId = topicId;
    stored = position;
    reached = position;
  }

  Uuid topicId() {
    return topicId;
  }

  /** The position stored in the database. */
  long stored() {
    return stored;
  }

  /** The consumer's position. */
  long reached() {
    return reached;
  }

  void reach(long position) {
    reached = position;
  }

  void store() {
    stored = reached;
  }

  /** The number of keys whose records are parked. */
  int parkedKeys() {
    return parkedKeys;
  }

  void parked(int keys) {
    parkedKeys = keys;
  }

  void applied(long recordTimeMillis) {
    appliedTimeMillis = OptionalLong.of(recordTimeMillis);
  }

  /** Sets how far the stored position is behind the end of what is committed. */
  void measure(long end, long nowNanos) {
    lag = Math.max(0, end - stored);
    if (lag == 0) {
      levelAtNanos = OptionalLong.of(nowNanos);
    }
  }

  long lag() {
    return lag;
  }

  /**
   * An upper bound for how far the rows are behind, in seconds: the time since the partition was
   * caught up or the age of the last applied record, whichever is shorter. A record time ahead of
   * the clock is ignored.
   */
  long lagSeconds(long nowNanos, long nowMillis) {
    if (lag == 0) {
      return 0;
    }
    long sinceLevel =
        levelAtNanos.isPresent()
            ? TimeUnit.NANOSECONDS.toSeconds(nowNanos - levelAtNanos.getAsLong())
            : Long.MAX_VALUE;
    long sinceApplied =
        appliedTimeMillis.isPresent() && appliedTimeMillis.getAsLong() <= nowMillis
            ? TimeUnit.MILLISECONDS.toSeconds(nowMillis - appliedTimeMillis.getAsLong())
            : Long.MAX_VALUE;
    long behind = Math.min(sinceLevel, sinceApplied);
    return behind == Long.MAX_VALUE
        ? TimeUnit.NANOSECONDS.toSeconds(nowNanos - ownedSinceNanos)
        : behind;
  }
}
