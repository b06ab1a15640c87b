package cloud.reseller.log.command;

import cloud.reseller.log.Position;
import java.time.Duration;

/** The service's own views, as far as a writer wants to read what it wrote. */
@FunctionalInterface
public interface Views {

  /**
   * Waits until the views have passed a record.
   *
   * @return false if the time was up first
   */
  boolean waitFor(Position outcome, Duration limit) throws InterruptedException;
}
