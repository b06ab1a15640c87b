package cloud.reseller.local.parts;

import java.time.Duration;

/** A running part. Its data stays where it was started, so it can be started there again. */
public interface Part extends AutoCloseable {
  /** The process it runs in. */
  ManagedProcess process();

  /** Waits until the part does its work, asked the way a client would. */
  void awaitReady(Duration limit);

  /** Name shown to people. */
  default String name() {
    return process().name();
  }

  default boolean alive() {
    return process().alive();
  }

  /** Stops in good order; killed when that takes too long. */
  default void stop() {
    process().stop("TERM", Duration.ofSeconds(7));
  }

  /** Ends the process at once, as a crash would (SIGKILL). */
  default void kill() {
    process().kill();
  }

  @Override
  default void close() {
    stop();
  }
}
