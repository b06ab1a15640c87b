package cloud.reseller.log.command;

import cloud.reseller.log.Position;
import java.time.Duration;

/** The service's own views, for callers that read what they have just written. */
@FunctionalInterface
public interface Views {

  /**
   * Waits until the views have reached a record.
   *
   * @return false if the limit passed first
   */
  boolean waitFor(Position outcome, Duration limit) throws InterruptedException;
}
