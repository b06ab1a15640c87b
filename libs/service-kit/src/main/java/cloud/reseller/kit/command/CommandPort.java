package cloud.reseller.kit.command;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandType;
import cloud.reseller.kit.publicapi.ProblemException;
import java.util.Optional;

/**
 * How a service's commands are stored and its refusals are answered.
 *
 * @param <C> its commands
 */
public interface CommandPort<C> {

  /** The customer whose partition decides the command. */
  String customerId(C command);

  /** The type it is stored under. */
  CommandType type(C command);

  /** Its body: equal bytes on every retry. */
  byte[] body(C command);

  /** The answer to a command that was refused; asked for every code but the mechanism's. */
  ProblemException refused(CommandRefused refused);

  /** The answer to an outcome of the service's own that says no; empty if it does not. */
  default Optional<ProblemException> rejected(Object outcome) {
    return Optional.empty();
  }
}
