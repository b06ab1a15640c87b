package cloud.reseller.kit.command;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandType;
import cloud.reseller.kit.publicapi.ProblemException;
import java.util.Optional;

/**
 * How a service's commands are stored and how its refusals are answered.
 *
 * @param <C> its commands
 */
public interface CommandPort<C> {

  /** The customer whose partition decides the command. */
  String customerId(C command);

  /** Its type in the log. */
  CommandType type(C command);

  /** Its body, identical bytes on every retry. */
  byte[] body(C command);

  /**
   * The answer to a refused command; called for every code except those of the event-log library.
   */
  ProblemException refused(CommandRefused refused);

  /**
   * The answer to one of the service's own outcomes that rejects a request; empty for any other
   * outcome.
   */
  default Optional<ProblemException> rejected(Object outcome) {
    return Optional.empty();
  }
}
