package cloud.reseller.log.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes one input to its outcome on a frozen state. Whoever brings the same state, facts and input
 * gets the same bytes, which is how a decision is taken again.
 */
final class Judge<C, S, G, E> {

  private static final byte[] NONE = new byte[0];

  /** Bytes of the longest key, id or type an outcome repeats. */
  private static final int LONGEST_NAME = 512;

  private final DeciderSpec spec;
  private final Rules<C, S, G, E> rules;
  private final Language<C, E> language;
  private final Tally tally;
  private final Hashing hashing = new Hashing();
  private final Evidence evidence;

  Judge(DeciderSpec spec, Rules<C, S, G, E> rules, Language<C, E> language, Tally tally) {
    this.spec = spec;
    this.rules = rules;
    this.language = language;
    this.tally = tally;
    this.evidence = new Evidence(hashing, spec, rules.number());
  }

  /**
   * What a batch of one partition is decided on.
   *
   * @param observed the exclusive fact positions, as text
   */
  record Frozen<S, G>(Overlay<S> overlay, Fold.Shared<G> shared, byte[] observed) {}

  /** Decides one input: first what fell due before it, then itself. */
  void decide(Frozen<S, G> frozen, ConsumerRecord<byte[], byte[]> raw, List<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    long at = Math.max(raw.timestamp(), overlay.lastTime());
    emitDue(frozen, at, batch);
    overlay.time(at);
    byte[] id = value(raw, "ce_id");
    byte[] type = value(raw, "ce_type");
    byte[] body = raw.value() == null ? NONE : raw.value();
    byte[] hash = hashing.input(raw.key() == null ? NONE : raw.key(), id, type, body);
    Position position = new Position(raw.topic(), raw.partition(), raw.offset());
    byte[] correlation = value(raw, "ce_correlationid");
    byte[] trace = value(raw, "traceparent");
    Evidence.Cause cause =
        new Evidence.Cause(
            id,
            correlation.length == 0 || !isPlain(correlation) ? id : correlation,
            Evidence.utf8(position.toString()),
            Evidence.hex(hash),
            isPlain(trace) ? trace : NONE);
    String unanswerable = unanswerable(raw.key(), id, type);
    if (!unanswerable.isEmpty()) {
      tally.parked();
      evidence.writeParked(
          overlay, batch, spec.parked(), raw.key(), cause, frozen.observed(), unanswerable);
    } else {
      Input input =
          new Input(
              position,
              new String(raw.key(), UTF_8),
              new String(id, UTF_8),
              new String(type, UTF_8),
              body);
      answer(frozen, input, raw.key(), hash, cause, at, batch);
    }
    overlay.decided(raw.topic(), raw.offset());
  }

  /**
   * Why nobody can be answered, empty if somebody can. An outcome repeats key, id and type, and one
   * that its readers cannot store would close its customer for good.
   */
  private static String unanswerable(byte[] key, byte[] id, byte[] type) {
    if (key == null) {
      return "the record has no key: send it again with the customer id as key";
    } else if (id.length == 0) {
      return "the header ce_id is missing: send it again with a request id";
    } else if (!isPlain(key) || !isPlain(id) || !isPlain(type)) {
      return "key, ce_id and ce_type must be text of at most "
          + LONGEST_NAME
          + " bytes without control characters: send it again so";
    }
    return "";
  }

  private static boolean isPlain(byte[] text) {
    for (byte b : text) {
      if (b >= 0 && b < ' ' || b == 127) {
        return false;
      }
    }
    return text.length <= LONGEST_NAME;
  }

  private void answer(
      Frozen<S, G> frozen,
      Input input,
      byte[] key,
      byte[] hash,
      Evidence.Cause cause,
      long at,
      List<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    if (Keys.partition(key, spec.partitions()) != overlay.base().number()) {
      int right = Keys.partition(key, spec.partitions());
      Verdict<E> wrong =
          refused(
              input,
              Refusals.WRONG_PARTITION,
              "this key belongs to partition " + right + ": partition by murmur2 of the key",
              "");
      write(frozen, input, key, cause, wrong.event(), batch);
      return;
    }
    KeyState<S> before = overlay.get(input.key());
    Repeats.Id id = Repeats.Id.of(input.id());
    int known = before.repeats().find(id);
    Position own = next(overlay);
    Verdict<E> verdict =
        known >= 0
            ? again(input, before.repeats(), known, hash, own)
            : first(frozen, input, before, Instant.ofEpochMilli(at));
    KeyState<S> after = evolved(before, new Fact<>(own, Instant.ofEpochMilli(at), verdict.event()));
    if (!after.open() && before.open()) {
      verdict = failed(input, "evolve failed on " + language.typeOf(verdict.event()));
      after = evolved(before, new Fact<>(own, Instant.ofEpochMilli(at), verdict.event()));
    }
    Repeats repeats = Fold.remember(before.repeats(), id, hash, own.offset(), at);
    overlay.put(input.key(), after.with(after.state(), repeats), rules);
    write(frozen, input, key, cause, verdict.event(), batch);
    if (!verdict.parkedBecause().isEmpty()) {
      evidence.writeParked(
          overlay, batch, spec.parked(), key, cause, frozen.observed(), verdict.parkedBecause());
    }
  }

  /**
   * What the outcome of an input is.
   *
   * @param parkedBecause why operations must look at it, empty if they need not
   */
  private record Verdict<E>(E event, String parkedBecause) {}

  private Verdict<E> again(Input input, Repeats repeats, int known, byte[] hash, Position own) {
    Position answer = new Position(own.topic(), own.partition(), repeats.offset(known));
    if (repeats.sameDigest(known, hash)) {
      tally.repeated();
      return new Verdict<>(language.repeated(input, answer), "");
    }
    return refused(
        input,
        Refusals.REQUEST_ID_REUSED,
        "this id was used before for another request: use a new id",
        answer.toString());
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
      Request<C> request = new Request<>(input.key(), input.id(), at, language.readInput(input));
      return switch (rules.decide(request, before.state(), frozen.shared().state())) {
        case Decision.Accepted<E> accepted -> {
          tally.accepted();
          yield new Verdict<>(accepted.event(), "");
        }
        case Decision.Refused<E> refused -> {
          tally.refused(refused.code());
          yield new Verdict<>(refused.event(), "");
        }
      };
    } catch (UnreadableInput e) {
      return refused(input, e.code(), e.getMessage(), "");
    } catch (RuntimeException e) {
      return failed(input, "decide failed: " + e.getClass().getSimpleName());
    }
  }

  private String unreadable(Frozen<S, G> frozen, KeyState<S> before) {
    if (!frozen.overlay().base().closedAt().isEmpty()) {
      return frozen.overlay().base().closedAt();
    }
    return before.open() ? frozen.shared().closedAt() : before.closedAt();
  }

  private Verdict<E> refused(Input input, String code, String text, String restsOn) {
    tally.refused(code);
    return new Verdict<>(language.refused(input, code, text, restsOn), "");
  }

  private Verdict<E> failed(Input input, String reason) {
    tally.parked();
    return new Verdict<>(language.parked(input, reason), reason);
  }

  private KeyState<S> evolved(KeyState<S> before, Fact<E> fact) {
    try {
      return before.with(rules.evolve(before.state(), fact));
    } catch (RuntimeException e) {
      return before.closed(fact.position().toString());
    }
  }

  private void emitDue(Frozen<S, G> frozen, long until, List<Outgoing> batch) {
    Overlay<S> overlay = frozen.overlay();
    Optional<Partition.Due> due;
    while ((due = overlay.takeDue(until)).isPresent()) {
      overlay.time(due.get().at().toEpochMilli());
      String key = due.get().key();
      KeyState<S> before = overlay.get(key);
      E event = rules.due(before.state());
      Position own = next(overlay);
      Instant at = Instant.ofEpochMilli(overlay.lastTime());
      overlay.put(key, evolved(before, new Fact<>(own, at, event)), rules);
      byte[] id = Evidence.utf8("due/" + own);
      write(frozen, key.getBytes(UTF_8), new Evidence.Cause(id, id, id, NONE, NONE), event, batch);
    }
  }

  private Position next(Overlay<S> overlay) {
    return new Position(spec.events(), overlay.base().number(), overlay.nextOffset(spec.events()));
  }

  private void write(
      Frozen<S, G> frozen,
      Input input,
      byte[] key,
      Evidence.Cause cause,
      E event,
      List<Outgoing> batch) {
    write(frozen, key, cause, event, batch);
    for (Language.Copy copy : language.copies(input, event)) {
      evidence.write(
          frozen.overlay(),
          batch,
          copy.topic(),
          copy.type(),
          key,
          cause,
          frozen.observed(),
          copy.body());
    }
  }

  private void write(
      Frozen<S, G> frozen, byte[] key, Evidence.Cause cause, E event, List<Outgoing> batch) {
    evidence.write(
        frozen.overlay(),
        batch,
        spec.events(),
        language.typeOf(event),
        key,
        cause,
        frozen.observed(),
        language.write(event));
  }

  private static byte[] value(ConsumerRecord<byte[], byte[]> raw, String header) {
    Header found = raw.headers().lastHeader(header);
    return found == null || found.value() == null ? NONE : found.value();
  }
}
