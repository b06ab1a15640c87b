package cloud.reseller.kit.command;

import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.log.Position;
import cloud.reseller.log.command.Answer;
import cloud.reseller.log.command.Commands;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a command of the current call to the log and returns its outcome.
 *
 * @param <C> the service's commands
 */
public final class CommandGateway<C> {

  private final Commands commands;
  private final RequestHeaders headers;
  private final CommandPort<C> port;

  /** Created once per service; the ids of each call come from its request headers. */
  public CommandGateway(Commands commands, RequestHeaders headers, CommandPort<C> port) {
    this.commands = commands;
    this.headers = headers;
    this.port = port;
  }

  /**
   * A fact in the log.
   *
   * @param at decision time
   * @param position its position in the log
   */
  public record Written<E>(E event, Instant at, Position position) {}

  /** MS-RequestId: the same on a retry, so that a resource created from it gets the same id. */
  public String requestId() {
    return headers.requestId();
  }

  /**
   * Sends a command and returns the resulting fact; for a repeated command, the first one.
   *
   * @throws ProblemException if it was refused or its outcome is unknown
   */
  public <E> Written<E> send(C command, Class<E> fact) {
    return send(command, requestId(), fact);
  }

  /** The same for one of several commands of a call, each with an id of its own. */
  public <E> Written<E> send(C command, String id, Class<E> fact) {
    Answer answer =
        commands.submit(
            headers.command(
                port.customerId(command), id, port.type(command).typeName(), port.body(command)));
    Object outcome = Outcomes.accepted(answer, port::refused);
    port.rejected(outcome)
        .ifPresent(
            no -> {
              throw no;
            });
    E event = fact.cast(outcome);
    return switch (answer) {
      case Answer.Decided(var decided) -> new Written<>(event, decided.time(), decided.position());
      case Answer.Unknown _, Answer.Unavailable _ ->
          throw new IllegalStateException("accepted without an outcome");
    };
  }

  /**
   * The same; empty if it was refused because there was nothing to do.
   *
   * @param nothingToDo the public code of that refusal
   */
  public <E> Optional<Written<E>> sendUnless(String nothingToDo, C command, Class<E> fact) {
    return sendUnless(Set.of(nothingToDo), command, requestId(), fact);
  }

  /** The same for one of several commands of a call, each with an id of its own. */
  public <E> Optional<Written<E>> sendUnless(
      Set<String> nothingToDo, C command, String id, Class<E> fact) {
    try {
      return Optional.of(send(command, id, fact));
    } catch (ProblemException e) {
      if (nothingToDo.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
