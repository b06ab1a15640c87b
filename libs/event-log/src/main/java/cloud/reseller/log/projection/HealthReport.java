package cloud.reseller.log.projection;

import cloud.reseller.log.projection.ProjectionHealth.Status;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of a projection, which its thread reports and any thread may ask for. A trouble is
 * logged once, when it begins.
 */
final class HealthReport {

  private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);

  /** Longer than any time limit of a transaction. */
  private static final long TURN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final String projection;
  private volatile ProjectionHealth reported;
  private volatile long turnAtNanos = System.nanoTime();

  HealthReport(String projection) {
    this.projection = projection;
    reported = new ProjectionHealth(projection, Status.STARTING, "");
  }

  ProjectionHealth current() {
    ProjectionHealth last = reported;
    long turn = System.nanoTime() - turnAtNanos;
    return last.status() == Status.RUNNING && turn > TURN_WITHIN_NANOS
        ? new ProjectionHealth(
            projection,
            Status.RETRYING,
            "one batch has taken " + TimeUnit.NANOSECONDS.toSeconds(turn) + " s already")
        : last;
  }

  boolean is(Status status) {
    return reported.status() == status;
  }

  /** Another turn of polling and writing begins. */
  void turn(long nowNanos) {
    turnAtNanos = nowNanos;
  }

  void running() {
    LOG.info("projection {} is running", projection);
    reported = new ProjectionHealth(projection, Status.RUNNING, "");
  }

  /**
   * Something fails and is tried again.
   *
   * @param cause logged below WARN, because the text of a database's error may quote a row
   */
  void retrying(String detail, Throwable cause) {
    if (is(Status.RETRYING)) {
      LOG.debug("projection {}: {}", projection, detail, cause);
    } else {
      LOG.warn("projection {} keeps retrying: {}", projection, detail);
    }
    reported = new ProjectionHealth(projection, Status.RETRYING, detail);
  }

  /** The log cannot be asked, while what was read of it has been applied. */
  void logAway(String detail) {
    if (!is(Status.RETRYING)) {
      LOG.warn("projection {}: {}", projection, detail);
    }
    reported = new ProjectionHealth(projection, Status.RETRYING, detail);
  }

  void refused(String message) {
    LOG.error("{}", message);
    reported = new ProjectionHealth(projection, Status.REFUSED, message);
  }

  void stopped() {
    reported = new ProjectionHealth(projection, Status.STOPPED, "");
  }
}
