package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Fatal;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.evidence.OutcomeWriter.Written;
import cloud.reseller.log.decide.evidence.Verdicts.Verdict;
import cloud.reseller.log.decide.state.Asked;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.KeyState;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.log.decide.state.Partition;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decides one input on a frozen state. The same state, facts and input always give the same bytes,
 * on which verification relies.
 */
public final class DecisionHandler<C, S, G, E> {

  private static final byte[] NONE = new byte[0];

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final DecisionCount count;
  private final Hashing hashing = new Hashing();
  private final Evidence evidence;
  private final Verdicts<C, S, G, E> verdicts;
  private final OutcomeWriter<C, E> outcomes;

  /**
   * Decides for one service.
   *
   * @param count counts what becomes of inputs
   */
  public DecisionHandler(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      DecisionCount count) {
    this.spec = spec;
    this.decider = decider;
    this.count = count;
    this.evidence = new Evidence(hashing, spec);
    this.verdicts = new Verdicts<>(decider, messageCodec, count);
    this.outcomes = new OutcomeWriter<>(spec, messageCodec, verdicts, evidence);
  }

  /** Decides one input, after everything that fell due before it. */
  public void decide(
      FrozenState<S, G> frozen, ConsumerRecord<byte[], byte[]> raw, Consumer<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    emitDueBefore(frozen, raw, Integer.MAX_VALUE, batch);
    overlay.time(decisionTime(frozen, raw));
    InputEnvelope envelope = new InputEnvelope(raw);
    Position position = new Position(raw.topic(), raw.partition(), raw.offset());
    String unwritable =
        frozen.unwritable().isEmpty()
            ? ""
            : frozen.unwritable().getOrDefault(position.toString(), "");
    boolean inFull = overlay.notesRepeatAllNames() && unwritable.isEmpty();
    byte[] hash = hashing.input(raw);
    byte[] id = inFull ? envelope.id() : Evidence.bounded(envelope.id());
    Evidence.Cause cause =
        new Evidence.Cause(
            id,
            envelope.correlationIdOr(id),
            evidence.position(raw.topic(), raw.partition(), raw.offset()),
            Evidence.hex(hash),
            envelope.traceparent(),
            unwritable);
    String unanswerable = envelope.unanswerable();
    if (unanswerable.isEmpty()) {
      answer(frozen, envelope.input(position, overlay.rules()), raw.key(), hash, cause, batch);
    } else {
      count.parked();
      byte[] key = inFull || raw.key() == null ? raw.key() : Evidence.bounded(raw.key());
      outcomes.writeParked(frozen, key, cause, unanswerable, batch);
    }
    overlay.decided(raw.topic(), raw.offset());
  }

  private void answer(
      FrozenState<S, G> frozen,
      Input input,
      byte[] key,
      byte[] hash,
      Evidence.Cause cause,
      Consumer<Outgoing> batch) {
    Answered<S, E> answered;
    try {
      answered = answered(frozen, input, key, hash, cause);
    } catch (Throwable e) {
      Fatal.check(e);
      count.parked();
      verdicts.log(input, "no outcome can be made", e);
      outcomes.writeParked(
          frozen, key, cause, "no outcome can be made: " + e.getClass().getSimpleName(), batch);
      return;
    }
    answered.after().ifPresent(after -> frozen.overlay().put(input.key(), after, decider));
    outcomes.write(frozen, key, cause, answered.written(), batch);
  }

  /**
   * An outcome with the resulting state of its key; empty if unchanged.
   *
   * @param after the key's state with the outcome
   */
  private record Answered<S, E>(Written<E> written, Optional<KeyState<S>> after) {}

  private Answered<S, E> answered(
      FrozenState<S, G> frozen, Input input, byte[] key, byte[] hash, Evidence.Cause cause) {
    Overlay<S> overlay = frozen.overlay();
    boolean isWritable = cause.unwritable().isEmpty();
    int right = KeyPartitioner.partition(key, spec.partitions());
    if (right != overlay.base().number()) {
      Verdict<E> wrong =
          isWritable
              ? verdicts.elsewhere(input, right)
              : verdicts.unwritable(input, cause.unwritable());
      return new Answered<>(outcomes.written(input, wrong), Optional.empty());
    }
    KeyState<S> before = overlay.get(input.key());
    Asked asked = overlay.asked(before, input.id(), hash);
    Position own = next(overlay);
    Verdict<E> verdict =
        isWritable
            ? verdicts.of(frozen, input, before, asked, own)
            : verdicts.unwritable(input, cause.unwritable());
    Written<E> written = outcomes.written(input, verdict);
    KeyState<S> after = Fold.evolved(decider, before, fact(overlay, own, written));
    if (!after.open() && before.open()) {
      written =
          outcomes.written(input, verdicts.failed(input, "evolve failed on " + written.type()));
      after = Fold.evolved(decider, before, fact(overlay, own, written));
    }
    return new Answered<>(written, Optional.of(overlay.answered(after, asked, own.offset())));
  }

  private static <E> Fact<E> fact(Overlay<?> overlay, Position own, Written<E> written) {
    return new Fact<>(own, overlay.instant(), overlay.rules(), written.event());
  }

  /**
   * Writes facts that fall due by themselves, in due order. Returns whether certainly none is left.
   *
   * @param until the latest due instant, milliseconds since 1970
   * @param most maximum number
   */
  public boolean emitDue(FrozenState<S, G> frozen, long until, int most, Consumer<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    for (int emitted = 0; emitted < most; emitted++) {
      Optional<Partition.Due> due = overlay.takeDue(until);
      if (due.isEmpty()) {
        return true;
      }
      overlay.time(due.get().at().toEpochMilli());
      emit(frozen, due.get().key(), batch);
    }
    return false;
  }

  /** The same for facts due before an input. */
  public boolean emitDueBefore(
      FrozenState<S, G> frozen,
      ConsumerRecord<byte[], byte[]> raw,
      int most,
      Consumer<Outgoing> batch) {
    return emitDue(frozen, decisionTime(frozen, raw), most, batch);
  }

  private static long decisionTime(FrozenState<?, ?> frozen, ConsumerRecord<byte[], byte[]> raw) {
    return Math.max(raw.timestamp(), frozen.overlay().lastTime());
  }

  private void emit(FrozenState<S, G> frozen, String key, Consumer<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    KeyState<S> before = overlay.get(key);
    Position own = next(overlay);
    byte[] id = Evidence.due(own);
    Input itself = new Input(own, key, new String(id, UTF_8), "due", NONE, overlay.rules());
    Written<E> written;
    KeyState<S> after;
    try {
      written =
          outcomes.written(itself, new Verdict<>(decider.due(before.state(), overlay.rules()), ""));
      after = Fold.evolved(decider, before, fact(overlay, own, written));
      if (!Fold.closedIfUnmoved(before, after, own).open()) {
        written =
            outcomes.written(
                itself, verdicts.failed(itself, "what falls due next would fall due for ever"));
        after = before.closed(own.toString());
      }
    } catch (Throwable e) {
      written = outcomes.written(itself, verdicts.failed(itself, "due failed", e));
      after = before.closed(own.toString());
    }
    overlay.put(key, after, decider);
    Evidence.Cause cause = new Evidence.Cause(id, id, NONE, NONE, NONE, "");
    outcomes.write(frozen, key.getBytes(UTF_8), cause, written, batch);
  }

  private Position next(Overlay<S> overlay) {
    return new Position(spec.events(), overlay.base().number(), overlay.nextOffset(spec.events()));
  }
}
