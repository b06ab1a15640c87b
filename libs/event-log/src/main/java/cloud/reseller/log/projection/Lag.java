package cloud.reseller.log.projection;

import java.util.Collection;

/** How far the partitions owned here are behind, for metrics that other threads read. */
final class Lag {

  private volatile long records;
  private volatile long seconds;
  private volatile int parkedKeys;

  void measure(Collection<OwnedPartition> owned) {
    long now = System.nanoTime();
    long nowMillis = System.currentTimeMillis();
    records = owned.stream().mapToLong(OwnedPartition::lag).sum();
    seconds = owned.stream().mapToLong(one -> one.lagSeconds(now, nowMillis)).max().orElse(0);
    parkedKeys = owned.stream().mapToInt(OwnedPartition::parkedKeys).sum();
  }

  long records() {
    return records;
  }

  long seconds() {
    return seconds;
  }

  int parkedKeys() {
    return parkedKeys;
  }
}
