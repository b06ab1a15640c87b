package cloud.reseller.log.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import cloud.reseller.log.Seldom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one input to its outcome on a frozen state. Whoever brings the same state, facts and input
 * gets the same bytes, which is how a decision is taken again.
 */
final class DecisionHandler<C, S, G, E> {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionHandler.class);

  private static final byte[] NONE = new byte[0];

  /** Bytes of the largest body: with its headers it fits what brokers and producers take, 1 MiB. */
  private static final int LARGEST_BODY = 1_000_000;

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final MessageCodec<C, E> messageCodec;
  private final DeciderMetrics metrics;
  private final Seldom logged = new Seldom(Duration.ofSeconds(1), System::nanoTime);
  private final Hashing hashing = new Hashing();
  private final Evidence evidence;

  DecisionHandler(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      DeciderMetrics metrics) {
    this.spec = spec;
    this.decider = decider;
    this.messageCodec = messageCodec;
    this.metrics = metrics;
    this.evidence = new Evidence(hashing, spec);
  }

  /**
   * What a batch of one partition is decided on.
   *
   * @param observed the exclusive fact positions, as text
   * @param unwritable what cannot have the outcome it should have and is parked instead, and why;
   *     by what it answers, as in {@link Outgoing}
   */
  record Frozen<S, G>(
      Overlay<S> overlay, Fold.Shared<G> shared, byte[] observed, Map<String, String> unwritable) {}

  /** Decides one input: first what fell due before it, then itself. */
  void decide(Frozen<S, G> frozen, ConsumerRecord<byte[], byte[]> raw, Consumer<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    emitDueBefore(frozen, raw, Integer.MAX_VALUE, batch);
    long at = decisionTime(frozen, raw);
    overlay.time(at);
    byte[] id = value(raw, "ce_id");
    byte[] type = value(raw, "ce_type");
    byte[] body = raw.value() == null ? NONE : raw.value();
    byte[] hash = digest(hashing, raw);
    Position position = new Position(raw.topic(), raw.partition(), raw.offset());
    byte[] correlation = value(raw, "ce_correlationid");
    byte[] trace = value(raw, "traceparent");
    String unwritable = frozen.unwritable().getOrDefault(position.toString(), "");
    MechanismRules rules = MechanismRules.of(overlay.rules());
    boolean all = rules.notesRepeatAllNames() && unwritable.isEmpty();
    byte[] noted = all ? id : Evidence.bounded(id);
    Evidence.Cause cause =
        new Evidence.Cause(
            noted,
            correlation.length == 0 || !isPlain(correlation) ? noted : correlation,
            Evidence.utf8(position.toString()),
            Evidence.hex(hash),
            isPlain(trace) ? trace : NONE,
            position.toString(),
            unwritable);
    String unanswerable = unanswerable(raw.key(), id);
    if (!unanswerable.isEmpty()) {
      metrics.parked();
      byte[] key = all || raw.key() == null ? raw.key() : Evidence.bounded(raw.key());
      evidence.writeParked(
          overlay, batch, spec.parked(), key, cause, frozen.observed(), unanswerable);
    } else {
      Input input =
          new Input(
              position,
              new String(raw.key(), UTF_8),
              new String(id, UTF_8),
              // No outcome could repeat another one, so it is none: refused as unknown.
              isPlain(type) ? new String(type, UTF_8) : "",
              body,
              overlay.rules());
      answer(frozen, input, raw.key(), hash, cause, at, batch);
    }
    overlay.decided(raw.topic(), raw.offset());
  }

  /** The digest of an input that its outcome names. */
  static byte[] digest(Hashing hashing, ConsumerRecord<byte[], byte[]> raw) {
    return hashing.input(
        raw.key() == null ? NONE : raw.key(),
        value(raw, "ce_id"),
        value(raw, "ce_type"),
        raw.value() == null ? NONE : raw.value());
  }

  /**
   * Why nobody can be answered, empty if somebody can. An outcome repeats key and id, and one that
   * its readers cannot store would close its customer for good.
   */
  private static String unanswerable(byte[] key, byte[] id) {
    if (key == null) {
      return "the record has no key: send it again with the key it is about";
    } else if (id.length == 0) {
      return "the header ce_id is missing: send it again with a request id";
    } else if (!isPlain(key) || !isPlain(id)) {
      return "key and ce_id must be text of at most "
          + Evidence.LONGEST_NAME
          + " bytes in UTF-8 without control characters: send it again so";
    }
    return "";
  }

  private static boolean isPlain(byte[] text) {
    boolean ascii = true;
    for (byte b : text) {
      if (b >= 0 && b < ' ' || b == 127) {
        return false;
      }
      ascii &= b >= 0;
    }
    return text.length <= Evidence.LONGEST_NAME
        && (ascii || Arrays.equals(new String(text, UTF_8).getBytes(UTF_8), text));
  }

  private void answer(
      Frozen<S, G> frozen,
      Input input,
      byte[] key,
      byte[] hash,
      Evidence.Cause cause,
      long at,
      Consumer<Outgoing> batch) {
    Answered<S, E> answered;
    try {
      answered = answered(frozen, input, key, hash, cause, at);
    } catch (Throwable e) {
      Fatal.check(e);
      metrics.parked();
      log(input, "no outcome can be made", e);
      evidence.writeParked(
          frozen.overlay(),
          batch,
          spec.parked(),
          key,
          cause,
          frozen.observed(),
          "no outcome can be made: " + e.getClass().getSimpleName());
      return;
    }
    answered.after().ifPresent(after -> frozen.overlay().put(input.key(), after, decider));
    write(frozen, key, cause, answered.written(), batch);
  }

  /**
   * An outcome and what it makes of its key; empty if nothing.
   *
   * @param after the key's state with the outcome
   */
  private record Answered<S, E>(Written<E> written, Optional<KeyState<S>> after) {}

  private Answered<S, E> answered(
      Frozen<S, G> frozen, Input input, byte[] key, byte[] hash, Evidence.Cause cause, long at) {
    Overlay<S> overlay = frozen.overlay();
    int right = KeyPartitioner.partition(key, spec.partitions());
    if (right != overlay.base().number()) {
      Verdict<E> wrong =
          orFailed(
              input,
              () ->
                  cause.unwritable().isEmpty()
                      ? refused(
                          input,
                          Refusals.WRONG_PARTITION,
                          "this key belongs to partition "
                              + right
                              + ": partition by murmur2 of the key",
                          "")
                      : unwritable(input, cause.unwritable()));
      return new Answered<>(written(input, wrong), Optional.empty());
    }
    MechanismRules rules = MechanismRules.of(overlay.rules());
    KeyState<S> before = overlay.get(input.key());
    AnsweredRequests.Id id = AnsweredRequests.Id.of(input.id());
    AnsweredRequests counting = rules.counting(before.repeats(), at);
    int known = counting.find(id);
    Position own = next(overlay);
    Instant time = Instant.ofEpochMilli(at);
    Verdict<E> verdict =
        orFailed(
            input,
            () -> {
              if (!cause.unwritable().isEmpty()) {
                return unwritable(input, cause.unwritable());
              }
              if (known >= 0) {
                return again(input, counting, known, hash, own);
              }
              return rules.isFull(counting)
                  ? tooMany(input, counting, rules.mustEnd(counting), own)
                  : first(frozen, input, before, time);
            });
    Written<E> written = written(input, verdict);
    KeyState<S> after = Fold.evolved(decider, before, fact(overlay, own, time, written));
    if (!after.open() && before.open()) {
      String type = messageCodec.typeOf(written.event());
      written = written(input, failed(input, "evolve failed on " + type));
      after = Fold.evolved(decider, before, fact(overlay, own, time, written));
    }
    AnsweredRequests repeats = rules.remember(before.repeats(), id, hash, own.offset(), at);
    return new Answered<>(written, Optional.of(after.with(after.state(), repeats)));
  }

  /**
   * What the outcome of an input is.
   *
   * @param parkedBecause why operations must look at it, empty if they need not
   */
  private record Verdict<E>(E event, String parkedBecause) {}

  /** A throw of rules or codec is a verdict too. */
  private Verdict<E> orFailed(Input input, Supplier<Verdict<E>> judged) {
    try {
      return judged.get();
    } catch (Throwable e) {
      return failed(input, "decide failed", e);
    }
  }

  private Verdict<E> again(
      Input input, AnsweredRequests repeats, int known, byte[] hash, Position own) {
    Position answer = new Position(own.topic(), own.partition(), repeats.offset(known));
    if (repeats.sameDigest(known, hash)) {
      metrics.repeated();
      return new Verdict<>(messageCodec.repeated(input, answer), "");
    }
    return refused(
        input,
        Refusals.REQUEST_ID_REUSED,
        "this id was used before for another request: use a new id",
        answer.toString());
  }

  /** A request that leaves no answer behind; later the same one is asked anew. */
  private Verdict<E> tooMany(Input input, AnsweredRequests counting, int mustEnd, Position own) {
    Instant until = Instant.ofEpochMilli(counting.time(mustEnd) + AnsweredRequests.KEPT_MILLIS);
    return refused(
        input,
        Refusals.TOO_MANY_REQUESTS,
        counting.size()
            + " requests under this key were answered within 24 hours, and no more are: send this"
            + " one again under its id, later than "
            + until,
        new Position(own.topic(), own.partition(), counting.offset(mustEnd)).toString());
  }

  private Verdict<E> first(Frozen<S, G> frozen, Input input, KeyState<S> before, Instant at) {
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
          new Request<>(input.key(), input.id(), at, input.rules(), messageCodec.readInput(input));
      return switch (decider.decide(request, before.state(), frozen.shared().state())) {
        case Decision.Accepted<E> accepted -> {
          metrics.accepted();
          yield new Verdict<>(accepted.event(), "");
        }
        case Decision.Refused<E> refused -> {
          metrics.refused(refused.code());
          yield new Verdict<>(refused.event(), "");
        }
      };
    } catch (UnreadableInputException e) {
      return refused(input, e.code(), e.getMessage(), "");
    }
  }

  private String unreadable(Frozen<S, G> frozen, KeyState<S> before) {
    if (!frozen.overlay().base().closedAt().isEmpty()) {
      return frozen.overlay().base().closedAt();
    }
    return before.open() ? frozen.shared().closedAt() : before.closedAt();
  }

  private Verdict<E> refused(Input input, String code, String text, String restsOn) {
    metrics.refused(code);
    return new Verdict<>(messageCodec.refused(input, code, text, restsOn), "");
  }

  private Verdict<E> failed(Input input, String reason) {
    metrics.parked();
    return new Verdict<>(messageCodec.parked(input, reason), reason);
  }

  private Verdict<E> unwritable(Input input, String why) {
    return failed(input, "the log does not take the outcome: " + why);
  }

  /** Where it failed is told to the log alone: its message may quote the input, and it moves. */
  private Verdict<E> failed(Input input, String what, Throwable why) {
    Fatal.check(why);
    log(input, what, why);
    return failed(input, what + ": " + why.getClass().getSimpleName());
  }

  private void log(Input input, String what, Throwable why) {
    logged.ifDue(
        unsaid ->
            LOG.atError()
                .addKeyValue("input", input.position())
                .addKeyValue("at", why.getStackTrace().length == 0 ? "" : why.getStackTrace()[0])
                .addKeyValue("not logged before", unsaid)
                .log(what));
  }

  private static <E> Fact<E> fact(
      Overlay<?> overlay, Position own, Instant at, Written<E> written) {
    return new Fact<>(own, at, overlay.rules(), written.event());
  }

  /**
   * Writes facts that fall due by themselves, in due order. Returns whether surely none is left.
   *
   * @param until the latest due instant, milliseconds since 1970
   * @param most so many at most
   */
  boolean emitDue(Frozen<S, G> frozen, long until, int most, Consumer<Outgoing> batch) {
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

  /** The same for what comes before an input. */
  boolean emitDueBefore(
      Frozen<S, G> frozen, ConsumerRecord<byte[], byte[]> raw, int most, Consumer<Outgoing> batch) {
    return emitDue(frozen, decisionTime(frozen, raw), most, batch);
  }

  private static long decisionTime(Frozen<?, ?> frozen, ConsumerRecord<byte[], byte[]> raw) {
    return Math.max(raw.timestamp(), frozen.overlay().lastTime());
  }

  private void emit(Frozen<S, G> frozen, String key, Consumer<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    KeyState<S> before = overlay.get(key);
    Position own = next(overlay);
    byte[] id = Evidence.due(own);
    Input itself = new Input(own, key, new String(id, UTF_8), "due", NONE, overlay.rules());
    Written<E> written;
    KeyState<S> after;
    try {
      written = written(itself, new Verdict<>(decider.due(before.state(), overlay.rules()), ""));
      after = Fold.evolved(decider, before, fact(overlay, own, overlay.instant(), written));
      if (!Fold.closedIfUnmoved(before, after, own).open()) {
        written = written(itself, failed(itself, "what falls due next would fall due for ever"));
        after = before.closed(own.toString());
      }
    } catch (Throwable e) {
      written = written(itself, failed(itself, "due failed", e));
      after = before.closed(own.toString());
    }
    overlay.put(key, after, decider);
    byte[] raw = key.getBytes(UTF_8);
    Evidence.Cause cause = new Evidence.Cause(id, id, NONE, NONE, NONE, Evidence.DUE + key, "");
    write(frozen, raw, cause, written, batch);
  }

  private Position next(Overlay<S> overlay) {
    return new Position(spec.events(), overlay.base().number(), overlay.nextOffset(spec.events()));
  }

  /**
   * An outcome as it is written.
   *
   * @param parkedBecause why operations must look at it, empty if they need not
   */
  private record Written<E>(
      E event, String type, byte[] body, List<MessageCodec.Copy> copies, String parkedBecause) {

    int largest() {
      int largest = body.length;
      for (MessageCodec.Copy copy : copies) {
        largest = Math.max(largest, copy.body().length);
      }
      return largest;
    }
  }

  /** An outcome that cannot be written is parked, or its partition would try it for ever. */
  private Written<E> written(Input input, Verdict<E> verdict) {
    Verdict<E> failed;
    try {
      Written<E> written = spelled(input, verdict);
      if (written.largest() <= LARGEST_BODY) {
        return written;
      }
      failed =
          failed(
              input,
              "the outcome has " + written.largest() + " bytes, at most " + LARGEST_BODY + " fit");
    } catch (Throwable e) {
      failed = failed(input, "the outcome cannot be written", e);
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

  private void write(
      Frozen<S, G> frozen,
      byte[] key,
      Evidence.Cause cause,
      Written<E> written,
      Consumer<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    byte[] observed = frozen.observed();
    evidence.write(
        overlay, batch, spec.events(), written.type(), key, cause, observed, written.body());
    for (MessageCodec.Copy copy : written.copies()) {
      evidence.write(overlay, batch, copy.topic(), copy.type(), key, cause, observed, copy.body());
    }
    if (!written.parkedBecause().isEmpty()) {
      evidence.writeParked(
          overlay, batch, spec.parked(), key, cause, observed, written.parkedBecause());
    }
  }

  private static byte[] value(ConsumerRecord<byte[], byte[]> raw, String header) {
    Header found = raw.headers().lastHeader(header);
    return found == null || found.value() == null ? NONE : found.value();
  }
}
