package cloud.reseller.log.decide;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record to be written.
 *
 * @param expectedOffset the offset it must get: outcomes name earlier ones by their offset
 */
record Outgoing(ProducerRecord<byte[], byte[]> record, long expectedOffset) {}
