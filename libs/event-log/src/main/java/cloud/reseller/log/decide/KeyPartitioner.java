package cloud.reseller.log.decide;

import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to: Kafka's default partitioner, murmur2. */
public final class KeyPartitioner {

  private KeyPartitioner() {}

  /** The partition of a key among {@code partitions}. */
  public static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
