package cloud.reseller.log.decide;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record to be written.
 *
 * @param answers the position of the input it answers; of what fell due by itself {@code due/} and
 *     the key
 * @param expectedOffset the offset it must get: outcomes name earlier ones by their offset
 */
record Outgoing(ProducerRecord<byte[], byte[]> record, String answers, long expectedOffset) {}
