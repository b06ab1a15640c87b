package cloud.reseller.log.decide.loop;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition that cannot be read.
 *
 * @param offset the next offset to be read
 * @param reason the client's message
 */
record ReadFault(TopicPartition partition, long offset, String reason) {

  @Override
  public String toString() {
    return partition.topic()
        + '/'
        + partition.partition()
        + " cannot be read at "
        + offset
        + " ("
        + reason
        + "): bring its log back as it was; deciding goes on by itself once it can be read";
  }
}
