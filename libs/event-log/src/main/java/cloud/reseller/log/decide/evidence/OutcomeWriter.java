package cloud.reseller.log.decide.evidence;

import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.evidence.Verdicts.Verdict;
import cloud.reseller.log.decide.state.Overlay;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Creates the records of a verdict: the event, its copies, and the note if the input is parked. */
final class OutcomeWriter<C, E> {

  /**
   * Maximum size of a body in bytes: with headers, it fits into the 1 MiB accepted by brokers and
   * producers.
   */
  private static final int LARGEST_BODY = 1_000_000;

  private final DeciderSpec spec;
  private final MessageCodec<C, E> messageCodec;
  private final Verdicts<C, ?, ?, E> verdicts;
  private final Evidence evidence;

  OutcomeWriter(
      DeciderSpec spec,
      MessageCodec<C, E> messageCodec,
      Verdicts<C, ?, ?, E> verdicts,
      Evidence evidence) {
    this.spec = spec;
    this.messageCodec = messageCodec;
    this.verdicts = verdicts;
    this.evidence = evidence;
  }

  /**
   * An outcome as it is written.
   *
   * @param parkedBecause why it is parked for operations; empty if it is not
   */
  record Written<E>(
      E event, String type, byte[] body, List<MessageCodec.Copy> copies, String parkedBecause) {

    int largest() {
      int largest = body.length;
      for (MessageCodec.Copy copy : copies) {
        largest = Math.max(largest, copy.body().length);
      }
      return largest;
    }
  }

  /** Parks an outcome that cannot be written; otherwise its partition would retry it endlessly. */
  Written<E> written(Input input, Verdict<E> verdict) {
    Verdict<E> failed;
    try {
      Written<E> written = spelled(input, verdict);
      if (written.largest() <= LARGEST_BODY) {
        return written;
      }
      failed =
          verdicts.failed(
              input,
              "the outcome has " + written.largest() + " bytes, at most " + LARGEST_BODY + " fit");
    } catch (Throwable e) {
      failed = verdicts.failed(input, "the outcome cannot be written", e);
    }
    return spelled(input, failed);
  }

  private Written<E> spelled(Input input, Verdict<E> verdict) {
    E event = verdict.event();
    return new Written<>(
        event,
        Objects.requireNonNull(messageCodec.typeOf(event)),
        Objects.requireNonNull(messageCodec.write(event)),
        messageCodec.copies(input, event),
        verdict.parkedBecause());
  }

  /** Adds the records to a batch. */
  void write(
      FrozenState<?, ?> frozen,
      byte[] key,
      Evidence.Cause cause,
      Written<E> written,
      Consumer<Outgoing> batch) {
    Overlay<?> overlay = frozen.overlay();
    byte[] observed = frozen.observed();
    evidence.write(
        overlay, batch, spec.events(), written.type(), key, cause, observed, written.body());
    for (MessageCodec.Copy copy : written.copies()) {
      evidence.write(overlay, batch, copy.topic(), copy.type(), key, cause, observed, copy.body());
    }
    if (!written.parkedBecause().isEmpty()) {
      writeParked(frozen, key, cause, written.parkedBecause(), batch);
    }
  }

  /** Adds only the note, without an answer. */
  void writeParked(
      FrozenState<?, ?> frozen,
      byte[] key,
      Evidence.Cause cause,
      String reason,
      Consumer<Outgoing> batch) {
    evidence.writeParked(
        frozen.overlay(), batch, spec.parked(), key, cause, frozen.observed(), reason);
  }
}
