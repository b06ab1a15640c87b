package cloud.reseller.permissions.http;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.command.Outcomes;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.log.Position;
import cloud.reseller.log.command.Answer;
import cloud.reseller.log.command.Command;
import cloud.reseller.log.command.Commands;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.permissions.write.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Sends a command to the log and tells its outcome. */
@RequestScoped
class Writes {

  private final Commands commands;
  private final RequestHeaders headers;

  @Inject
  Writes(Commands commands, RequestHeaders headers) {
    this.commands = commands;
    this.headers = headers;
  }

  /**
   * A fact that stands in the log.
   *
   * @param at decision time
   * @param position where it stands
   */
  record Written<E extends PermissionEvent>(E event, Instant at, Position position) {}

  /** MS-RequestId: the same on a retry, so what it creates has the same id. */
  String requestId() {
    return headers.requestId();
  }

  /**
   * The fact the command led to, or the first one if the command came before.
   *
   * @throws ProblemException if it was refused, or its outcome is not known
   */
  <E extends PermissionEvent> Written<E> send(PermissionCommand command, Class<E> fact) {
    return send(command, requestId(), fact);
  }

  /** The same for one of several commands of a call. */
  <E extends PermissionEvent> Written<E> send(PermissionCommand command, String id, Class<E> fact) {
    Answer answer =
        commands.submit(
            new Command(
                command.customerId(),
                id,
                PermissionMessageCodec.typeOf(command),
                PermissionMessageCodec.write(command),
                headers.correlationId(),
                headers.traceparent()));
    E event = fact.cast(Outcomes.accepted(answer, Writes::problem));
    return switch (answer) {
      case Answer.Decided(var outcome) -> new Written<>(event, outcome.time(), outcome.position());
      case Answer.Unknown _, Answer.Unavailable _ ->
          throw new IllegalStateException("accepted without an outcome");
    };
  }

  /** The same; empty if it was refused because nothing was left to do. */
  Optional<Position> sendUnless(
      Refusal nothingToDo, PermissionCommand command, Class<? extends PermissionEvent> fact) {
    return sendUnless(Set.of(nothingToDo), command, requestId(), fact);
  }

  /** The same for one of several commands of a call. */
  Optional<Position> sendUnless(
      Set<Refusal> nothingToDo,
      PermissionCommand command,
      String id,
      Class<? extends PermissionEvent> fact) {
    try {
      return Optional.of(send(command, id, fact).position());
    } catch (ProblemException e) {
      if (nothingToDo.stream().anyMatch(why -> e.code().equals(problem(why).code()))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ProblemException problem(CommandRefused refused) {
    return problem(
        Refusal.of(refused.code())
            .orElseThrow(() -> new IllegalStateException("refused with " + refused.code())));
  }

  private static ProblemException problem(Refusal why) {
    return switch (why) {
      case CUSTOMER_UNKNOWN -> CurrentCaller.customerNotFound();
      case SUBSCRIPTION_NOT_FOUND -> ErrorCode.SUBSCRIPTION_NOT_FOUND.because(why.text());
      case SUBSCRIPTION_NOT_ACTIVE -> ErrorCode.SUBSCRIPTION_NOT_ACTIVE.because(why.text());
      case NOT_ALLOWED, ROLE_LACKS_RIGHTS, REQUESTER_NOT_OWNER ->
          ErrorCode.ROLE_LACKS_RIGHTS.because(why.text());
      case PERMISSION_ALREADY_EXISTS -> ErrorCode.POLICY_EXISTS.because(why.text());
      case PERMISSION_NOT_FOUND -> ErrorCode.POLICY_NOT_FOUND.because(why.text());
      case ETAG_NOT_VALID -> ErrorCode.ETAG_OUTDATED.because(why.text(), "attributes.etag");
      case OWNER_NOT_FOUND, PRICE_RULE_NOT_FOUND, LIMIT_NOT_FOUND -> own(404, why);
      case CUSTOMER_ALREADY_EXISTS,
          SUBSCRIPTION_ALREADY_EXISTS,
          SUBSCRIPTION_NOT_SUSPENDED,
          OWNER_ALREADY_ASSIGNED,
          NO_QUALIFYING_SUBSCRIPTION ->
          own(409, why);
      case NO_PRODUCT,
          PRICE_TARGET_INVALID,
          FIXED_PRICE_NEEDS_SHEET_SKU,
          FIXED_PRICE_NEGATIVE,
          PERCENT_TOO_LOW,
          LIMIT_EMPTY,
          LIMIT_NOT_POSITIVE,
          CURRENCY_UNKNOWN ->
          own(400, why);
    };
  }

  /** The answer under the refusal's own code, where the public list has none. */
  static ProblemException own(int status, Refusal why) {
    return ProblemException.of(status, why.code(), why.text());
  }
}
