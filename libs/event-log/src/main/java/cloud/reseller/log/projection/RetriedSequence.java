package cloud.reseller.log.projection;

/**
 * The result of retrying the parked records of one key in one partition.
 *
 * @param projection the projection they were parked in
 * @param topic the topic of the records
 * @param partition the partition of the records
 * @param applied how many were applied
 * @param stillParked how many stay parked because one still cannot be applied
 */
public record RetriedSequence(
    String projection, String topic, int partition, int applied, int stillParked) {}
