package cloud.reseller.log.decide.evidence;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fatal;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.Refusals;
import cloud.reseller.log.decide.Request;
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.log.decide.state.Asked;
import cloud.reseller.log.decide.state.KeyState;
import cloud.reseller.throttle.LogThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the outcome of an input from earlier answers to its key, from whether it can be read,
 * and from the rules. An exception of rules or codec is a verdict too.
 */
final class Verdicts<C, S, G, E> {

  private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

  private final Decider<C, S, G, E> decider;
  private final MessageCodec<C, E> messageCodec;
  private final DecisionCount count;
  private final LogThrottle logged = new LogThrottle(Duration.ofSeconds(1), System::nanoTime);

  Verdicts(Decider<C, S, G, E> decider, MessageCodec<C, E> messageCodec, DecisionCount count) {
    this.decider = decider;
    this.messageCodec = messageCodec;
    this.count = count;
  }

  /**
   * The outcome of an input.
   *
   * @param parkedBecause why it is parked for operations; empty if it is not
   */
  record Verdict<E>(E event, String parkedBecause) {}

  /**
   * The verdict on a request.
   *
   * @param own the future position of its outcome
   */
  Verdict<E> of(
      FrozenState<S, G> frozen, Input input, KeyState<S> before, Asked asked, Position own) {
    return orFailed(
        input,
        () ->
            switch (asked.standing()) {
              case Asked.Standing.Repeated repeated -> {
                count.repeated();
                yield new Verdict<>(messageCodec.repeated(input, at(own, repeated.answer())), "");
              }
              case Asked.Standing.IdReused reused ->
                  refused(
                      input,
                      Refusals.REQUEST_ID_REUSED,
                      "this id was used before for another request: use a new id",
                      at(own, reused.answer()).toString());
              case Asked.Standing.TooMany tooMany -> tooMany(input, tooMany, own);
              case Asked.Standing.First _ -> first(frozen, input, before);
            });
  }

  private static Position at(Position own, long offset) {
    return new Position(own.topic(), own.partition(), offset);
  }

  /** A request whose answer is not remembered; the same request can be sent again later. */
  private Verdict<E> tooMany(Input input, Asked.Standing.TooMany tooMany, Position own) {
    return refused(
        input,
        Refusals.TOO_MANY_REQUESTS,
        tooMany.answers()
            + " requests under this key were answered within 24 hours, and no more are: send this"
            + " one again under its id, later than "
            + Instant.ofEpochMilli(tooMany.untilMillis()),
        at(own, tooMany.mustEnd()).toString());
  }

  private Verdict<E> first(FrozenState<S, G> frozen, Input input, KeyState<S> before) {
    String unreadable = unreadable(frozen, before);
    if (!unreadable.isEmpty()) {
      return refused(
          input,
          Refusals.FACTS_UNREADABLE,
          "the fact at " + unreadable + " cannot be read: operations must release a reader for it",
          unreadable);
    }
    try {
      Request<C> request =
          new Request<>(
              input.key(),
              input.id(),
              frozen.overlay().instant(),
              input.rules(),
              messageCodec.readInput(input));
      return switch (decider.decide(request, before.state(), frozen.shared().state())) {
        case Decision.Accepted<E> accepted -> {
          count.accepted();
          yield new Verdict<>(accepted.event(), "");
        }
        case Decision.Refused<E> refused -> {
          count.refused(refused.code());
          yield new Verdict<>(refused.event(), "");
        }
      };
    } catch (UnreadableInputException e) {
      return refused(input, e.code(), e.getMessage(), "");
    }
  }

  private static <S> String unreadable(FrozenState<S, ?> frozen, KeyState<S> before) {
    if (!frozen.overlay().base().closedAt().isEmpty()) {
      return frozen.overlay().base().closedAt();
    }
    return before.open() ? frozen.shared().closedAt() : before.closedAt();
  }

  /** The verdict on a request whose key belongs to another partition. */
  Verdict<E> elsewhere(Input input, int right) {
    return orFailed(
        input,
        () ->
            refused(
                input,
                Refusals.WRONG_PARTITION,
                "this key belongs to partition " + right + ": partition by murmur2 of the key",
                ""));
  }

  /** The verdict on an input whose outcome the log refused. */
  Verdict<E> unwritable(Input input, String why) {
    return orFailed(input, () -> failed(input, "the log does not take the outcome: " + why));
  }

  /** The verdict that an input is parked. */
  Verdict<E> failed(Input input, String reason) {
    count.parked();
    return new Verdict<>(messageCodec.parked(input, reason), reason);
  }

  /**
   * The place of the failure is only logged: messages may quote the input, and line numbers change.
   */
  Verdict<E> failed(Input input, String what, Throwable why) {
    Fatal.check(why);
    log(input, what, why);
    return failed(input, what + ": " + why.getClass().getSimpleName());
  }

  /** Logs where something failed. */
  void log(Input input, String what, Throwable why) {
    Object at = why.getStackTrace().length == 0 ? "unknown" : why.getStackTrace()[0];
    logged.ifDue(
        suppressed -> LOG.error("{}: input {}, at {}{}", what, input.position(), at, suppressed));
  }

  private Verdict<E> orFailed(Input input, Supplier<Verdict<E>> judged) {
    try {
      return judged.get();
    } catch (Throwable e) {
      return failed(input, "decide failed", e);
    }
  }

  private Verdict<E> refused(Input input, String code, String text, String restsOn) {
    count.refused(code);
    return new Verdict<>(messageCodec.refused(input, code, text, restsOn), "");
  }
}
