package cloud.reseller.local.parts;

import java.time.Duration;

/**
 * A running part of the infrastructure. Its data remains after it stops, so it can be restarted on
 * it.
 */
public interface Part extends AutoCloseable {
  /** Its process. */
  ManagedProcess process();

  /** Waits until the part works, as checked by a client call. */
  void awaitReady(Duration limit);

  /** The display name. */
  default String name() {
    return process().name();
  }

  default boolean alive() {
    return process().alive();
  }

  /** Stops in an orderly way; killed if that takes too long. */
  default void stop() {
    process().stop("TERM", Duration.ofSeconds(7));
  }

  /** Kills the process, like a crash (SIGKILL). */
  default void kill() {
    process().kill();
  }

  @Override
  default void close() {
    stop();
  }
}
