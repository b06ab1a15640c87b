package cloud.reseller.log.projection;

/**
 * How a projection fares on this instance.
 *
 * @param projection its name
 * @param detail for an operator; empty text if there is nothing to say
 */
public record ProjectionHealth(String projection, Status status, String detail) {

  /** What it is doing. */
  public enum Status {
    /** Not asked to run yet, or its first look at the log is under way. */
    STARTING,
    /** Applying what comes, or standing by for another instance. */
    RUNNING,
    /** The database or the log fails; it keeps trying and nothing is lost. */
    RETRYING,
    /** Its position does not belong to this log; somebody has to act as the detail says. */
    REFUSED,
    /** Closed. */
    STOPPED
  }
}
