package cloud.reseller.kit.command;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.log.command.Answer;
import cloud.reseller.log.decide.Refusals;
import java.time.Duration;
import java.util.function.Function;

/** Turns the outcome of a command into the answer to its caller. */
public final class Outcomes {

  private static final Duration COME_BACK = Duration.ofSeconds(5);

  /** The longest Retry-After: room may come earlier than a day from now. */
  private static final Duration ANSWERS_END = Duration.ofHours(1);

  private Outcomes() {}

  /**
   * The fact that a command resulted in.
   *
   * @param refusals turns the service's own refusals into answers; called for every code except
   *     those of the event-log library
   * @throws ProblemException if it was refused or parked; 504 if the outcome is not known in time;
   *     503 if the log cannot be reached
   */
  public static Object accepted(
      Answer answer, Function<CommandRefused, ProblemException> refusals) {
    return switch (answer) {
      case Answer.Decided decided ->
          switch (read(decided)) {
            case CommandRefused refused -> throw problem(refused, refusals);
            case CommandParked parked -> throw problem(parked);
            case Object event -> event;
          };
      case Answer.Unknown _ ->
          throw ErrorCode.OUTCOME_UNKNOWN.because(
              "The outcome is unknown, ask again with the same MS-RequestId.", "MS-RequestId");
      case Answer.Unavailable _ ->
          throw ErrorCode.UNAVAILABLE
              .because(
                  "The event log cannot be reached and did not confirm the request. Try again with"
                      + " the same MS-RequestId after the time in Retry-After.")
              .retryAfter(COME_BACK);
    };
  }

  private static Object read(Answer.Decided decided) {
    var outcome = decided.outcome();
    try {
      return EventJson.read(outcome.type(), outcome.body().orElse(new byte[0]));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalStateException("unreadable outcome at " + outcome.position(), e);
    }
  }

  private static ProblemException problem(
      CommandRefused refused, Function<CommandRefused, ProblemException> refusals) {
    return switch (refused.code()) {
      case Refusals.REQUEST_ID_REUSED ->
          ErrorCode.REQUEST_ID_REUSED.because(
              "MS-RequestId was used before for another request. Send a new GUID.", "MS-RequestId");
      case Refusals.FACTS_UNREADABLE ->
          ErrorCode.FACTS_UNREADABLE
              .because(
                  "A fact about this customer cannot be read, so nothing is decided for it until it"
                      + " can be. Tell the operator of the service the position in data.",
                  refused.restsOn())
              .retryAfter(Duration.ofMinutes(1));
      case Refusals.TOO_MANY_REQUESTS ->
          ErrorCode.TOO_MANY_REQUESTS
              .because(
                  "So many requests about this customer were answered within 24 hours that no more"
                      + " are. Try again later with the same MS-RequestId.",
                  refused.text())
              .retryAfter(ANSWERS_END);
      case Refusals.TYPE_UNKNOWN, Refusals.BODY_UNREADABLE ->
          ErrorCode.INVALID_BODY.because(refused.text(), refused.code());
      case Refusals.WRONG_PARTITION ->
          throw new IllegalStateException(
              "command " + refused.commandId() + " was published to a wrong partition");
      default -> refusals.apply(refused);
    };
  }

  private static ProblemException problem(CommandParked parked) {
    return ErrorCode.PARKED.because(
        "Deciding this request failed; it is kept for the operator of the service. Tell them the"
            + " MS-RequestId in data; do not repeat it.",
        parked.commandId());
  }
}
