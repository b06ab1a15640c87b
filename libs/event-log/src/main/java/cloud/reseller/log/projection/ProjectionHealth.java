package cloud.reseller.log.projection;

/**
 * The health of a projection on this instance.
 *
 * @param projection its name
 * @param detail for an operator; an empty string if there is nothing to report
 */
public record ProjectionHealth(String projection, Status status, String detail) {

  /** What the projection is doing. */
  public enum Status {
    /** Not started yet, or reading the state of the log for the first time. */
    STARTING,
    /** Applying records, or standing by while other instances own all partitions. */
    RUNNING,
    /** The database or the log fails; the projection keeps retrying and nothing is lost. */
    RETRYING,
    /**
     * The stored position does not belong to this log; an operator has to act as the detail says.
     */
    REFUSED,
    /** Closed. */
    STOPPED
  }
}
