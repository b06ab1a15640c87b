package cloud.reseller.log.projection;

/**
 * What a retry did to the parked records of one key in one partition.
 *
 * @param projection the projection it was parked in
 * @param topic the topic of the records
 * @param partition the partition of the records
 * @param applied how many were applied
 * @param stillParked how many wait on, because one still cannot be applied
 */
public record RetriedSequence(
    String projection, String topic, int partition, int applied, int stillParked) {}
