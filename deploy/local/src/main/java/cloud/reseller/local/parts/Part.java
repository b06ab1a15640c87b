package cloud.reseller.local.parts;

import java.time.Duration;

/** A running part. Its data stays where it was started, so it can be started there again. */
public interface Part extends AutoCloseable {
  /** Name shown to people. */
  String name();

  /** Waits until the part does its work, asked the way a client would. */
  void awaitReady(Duration limit);

  boolean alive();

  /** Stops in good order; killed when that takes too long. */
  void stop();

  /** Ends the process at once, as a crash would (SIGKILL). */
  void kill();

  @Override
  default void close() {
    stop();
  }
}
