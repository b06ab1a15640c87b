package cloud.reseller.acceptance;

import cloud.reseller.log.decide.KeyPartitioner;
import java.nio.charset.StandardCharsets;

/**
 * A customer that can buy once its permission is on.
 *
 * @param id the customer; key of all its records
 * @param subscription an Azure plan, its entitlement id the same
 * @param owner Owner of the subscription
 */
record Buyer(String id, String subscription, String owner) {

  /** The partition of all its records. */
  int partition() {
    return KeyPartitioner.partition(id.getBytes(StandardCharsets.UTF_8), House.PARTITIONS);
  }
}
