package cloud.reseller.log.decide;

import cloud.reseller.log.decide.Owned.Phase;
import cloud.reseller.log.decide.Transactions.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deciding loop of one instance. Everything here runs on one thread: state changes on no other,
 * and rebalances happen inside its own poll.
 */
final class Loop<C, S, G, E> implements ConsumerRebalanceListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BUSY = Duration.ofMillis(2);
  private static final Duration ASKING = Duration.ofSeconds(4);

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Rules<C, S, G, E> rules;
  private final Clients clients;
  private final Tally tally;
  private final Judge<C, S, G, E> judge;
  private final Fold<C, S, G, E> fold;
  private final Snapshots<S> snapshots;
  private final Consumer<byte[], byte[]> inputs;
  private final FactReader facts;
  private final Admin admin;
  private final Watermarks watermarks;
  private final Holders holders;
  private final Map<Integer, Owned<S>> owned = new TreeMap<>();
  private final Map<Integer, Partition<S>> held = new HashMap<>();
  private Transactions transactions;
  private Fold.Shared<G> shared;
  private boolean member;

  Loop(
      DeciderSpec spec,
      DeciderSettings settings,
      Rules<C, S, G, E> rules,
      Language<C, E> language,
      Snapshots<S> snapshots,
      Tally tally) {
    this.spec = spec;
    this.settings = settings;
    this.rules = rules;
    this.tally = tally;
    this.snapshots = snapshots;
    this.judge = new Judge<>(spec, rules, language, tally);
    this.fold = new Fold<>(spec, rules, language);
    this.shared = new Fold.Shared<>(rules.initialShared(), 0, "");
    this.clients = new Clients(spec, settings);
    this.transactions = new Transactions(clients::producer);
    this.admin = clients.admin();
    this.watermarks = new Watermarks(admin);
    this.holders = new Holders(admin);
    this.facts = new FactReader(clients.facts());
    this.inputs = clients.inputs();
    spec.shared().ifPresent(topic -> facts.add(Map.of(new TopicPartition(topic, 0), 0L)));
    inputs.subscribe(spec.inputs(), this);
  }

  /** One turn: read, move partitions on their way, decide what came. */
  void turn() {
    boolean underway =
        owned.values().stream().anyMatch(o -> !(o.phase() instanceof Phase.Deciding));
    ConsumerRecords<byte[], byte[]> polled = inputs.poll(underway ? BUSY : IDLE);
    member |= inputs.groupMetadata().generationId() >= 0;
    readFacts(Duration.ZERO);
    owned.values().forEach(this::advance);
    if (!polled.isEmpty()) {
      decide(polled);
    }
    snapshots.takeDue(deciding());
  }

  /** Ends the wait of a running {@link #turn}. Safe to call from any thread. */
  void wakeup() {
    inputs.wakeup();
  }

  boolean member() {
    return member;
  }

  TreeSet<Integer> decidingNumbers() {
    TreeSet<Integer> numbers = new TreeSet<>();
    deciding().forEach(p -> numbers.add(p.number()));
    return numbers;
  }

  Map<Integer, String> waiting() {
    Map<Integer, String> waiting = new TreeMap<>();
    owned.values().stream()
        .filter(o -> !o.waitsFor().isEmpty())
        .forEach(o -> waiting.put(o.number(), o.waitsFor()));
    return waiting;
  }

  Map<Integer, String> digests() {
    Map<Integer, String> digests = new TreeMap<>();
    deciding().forEach(p -> digests.put(p.number(), snapshots.digest(p)));
    return digests;
  }

  private List<Partition<S>> deciding() {
    List<Partition<S>> partitions = new ArrayList<>();
    for (Owned<S> each : owned.values()) {
      if (each.phase() instanceof Phase.Deciding<S>(Partition<S> state)) {
        partitions.add(state);
      }
    }
    return partitions;
  }

  // Assignment: from owning a partition number to deciding it.

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    Map<Integer, Set<String>> topics = new TreeMap<>();
    for (TopicPartition each : assigned) {
      topics.computeIfAbsent(each.partition(), n -> new HashSet<>()).add(each.topic());
      inputs.seek(each, 0);
    }
    inputs.pause(assigned);
    topics.forEach(
        (number, its) -> {
          if (its.size() != spec.inputs().size()) {
            throw new NotCoPartitioned(
                "partition "
                    + number
                    + " was assigned for "
                    + its
                    + " alone, but "
                    + spec.inputs()
                    + " belong together: give all instances the same inputs and "
                    + "the range assignor");
          }
          owned.put(number, new Owned<>(number, asking(number)));
        });
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition each : revoked) {
      if (owned.remove(each.partition()) != null) {
        facts.remove(read(each.partition()));
      }
    }
  }

  /** An assignment with which deciding would be wrong. The instance stops. */
  static final class NotCoPartitioned extends RuntimeException {
    NotCoPartitioned(String message) {
      super(message);
    }
  }

  private Phase<S> asking(int number) {
    return new Phase.Asking<>(watermarks.committed(spec.group(), of(spec.inputs(), number)));
  }

  private void advance(Owned<S> each) {
    switch (each.phase()) {
      case Phase.Asking<S> asking -> {
        if (asking.committed().isCompletedExceptionally()) {
          each.enter(asking(each.number()));
        } else if (asking.committed().isDone()) {
          each.enter(measuring(each.number(), asking.committed().join()));
        }
      }
      case Phase.Measuring<S> measuring -> measured(each, measuring);
      case Phase.Folding<S> folding -> {
        if (reached(folding.targets())) {
          facts.remove(of(spec.outputs(), each.number()));
          held.put(each.number(), folding.state());
          resume(each, folding);
        } else {
          each.askLong(folding.targets().keySet(), holders);
        }
      }
      case Phase.Deciding<S> _ -> {}
      case Phase.Waiting<S> waiting -> {
        if (reached(waiting.targets())) {
          inputs.resume(of(spec.inputs(), each.number()));
          each.enter(new Phase.Deciding<>(waiting.state()));
        } else {
          each.askLong(waiting.targets().keySet(), holders);
        }
      }
    }
  }

  private Phase<S> measuring(int number, Map<TopicPartition, Long> committed) {
    Set<TopicPartition> measured = read(number);
    spec.shared().ifPresent(topic -> measured.add(new TopicPartition(topic, 0)));
    Partition<S> known = held.get(number);
    return new Phase.Measuring<>(
        committed,
        watermarks.high(measured),
        known == null ? snapshots.load(number) : CompletableFuture.completedFuture(known));
  }

  private void measured(Owned<S> each, Phase.Measuring<S> measuring) {
    if (!measuring.ends().isDone() || !measuring.state().isDone()) {
      return;
    }
    if (measuring.ends().isCompletedExceptionally()
        || measuring.state().isCompletedExceptionally()) {
      each.enter(asking(each.number()));
      return;
    }
    Partition<S> state = measuring.state().join();
    Map<TopicPartition, Long> ends = measuring.ends().join();
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition partition : read(each.number())) {
      long position = state.position(partition.topic());
      if (position > ends.get(partition)) {
        // The marker of the last own transaction may be on its way.
        each.enter(measuring(each.number(), measuring.committed()));
        return;
      }
      from.put(partition, position);
    }
    facts.add(from);
    each.enter(new Phase.Folding<>(measuring.committed(), ends, state));
  }

  private void resume(Owned<S> each, Phase.Folding<S> folding) {
    for (TopicPartition input : of(spec.inputs(), each.number())) {
      long undecided = folding.state().decidedUpTo(input.topic()) + 1;
      inputs.seek(input, Math.max(folding.committed().get(input), undecided));
    }
    inputs.resume(of(spec.inputs(), each.number()));
    each.enter(new Phase.Deciding<>(folding.state()));
  }

  private static Set<TopicPartition> of(Collection<String> topics, int number) {
    Set<TopicPartition> partitions = new HashSet<>();
    topics.forEach(topic -> partitions.add(new TopicPartition(topic, number)));
    return partitions;
  }

  /** What is read to restore a partition: its facts and its own outcomes. */
  private Set<TopicPartition> read(int number) {
    Set<TopicPartition> partitions = of(spec.facts(), number);
    partitions.addAll(of(spec.outputs(), number));
    return partitions;
  }

  // Facts.

  private void readFacts(Duration wait) {
    facts.read(
        wait,
        record -> {
          if (isShared(record.topic())) {
            shared = fold.into(shared, record);
          } else {
            state(record.partition()).ifPresent(state -> fold.into(state, record));
          }
        },
        (partition, position) -> {
          if (isShared(partition.topic())) {
            shared = new Fold.Shared<>(shared.state(), position, shared.closedAt());
          } else {
            state(partition.partition())
                .ifPresent(state -> state.position(partition.topic(), position));
          }
        });
  }

  private boolean isShared(String topic) {
    return spec.shared().isPresent() && spec.shared().get().equals(topic);
  }

  private Optional<Partition<S>> state(int number) {
    Owned<S> each = owned.get(number);
    return each == null
        ? Optional.empty()
        : switch (each.phase()) {
          case Phase.Asking<S> _ -> Optional.empty();
          case Phase.Measuring<S> _ -> Optional.empty();
          case Phase.Folding<S> folding -> Optional.of(folding.state());
          case Phase.Deciding<S> deciding -> Optional.of(deciding.state());
          case Phase.Waiting<S> waiting -> Optional.of(waiting.state());
        };
  }

  private boolean reached(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream().allMatch(t -> at(t.getKey()) >= t.getValue());
  }

  private long at(TopicPartition partition) {
    return isShared(partition.topic())
        ? shared.position()
        : state(partition.partition()).orElseThrow().position(partition.topic());
  }

  // Deciding.

  private void decide(ConsumerRecords<byte[], byte[]> polled) {
    Map<Integer, List<TopicPartition>> batch = new TreeMap<>();
    for (TopicPartition partition : polled.partitions()) {
      batch.computeIfAbsent(partition.partition(), n -> new ArrayList<>()).add(partition);
    }
    Map<TopicPartition, Long> targets = barrier(batch.keySet());
    Set<Integer> late = setAside(batch, targets, polled);
    batch.keySet().removeAll(late);
    if (batch.isEmpty()) {
      return;
    }
    List<Outgoing> outgoing = new ArrayList<>();
    List<Overlay<S>> overlays = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    batch.forEach(
        (number, partitions) -> {
          Overlay<S> overlay = new Overlay<>(state(number).orElseThrow());
          overlays.add(overlay);
          Judge.Frozen<S, G> frozen = new Judge.Frozen<>(overlay, shared, observed(number));
          for (TopicPartition partition : partitions) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            records.forEach(record -> judge.decide(frozen, record, outgoing));
            offsets.put(partition, new OffsetAndMetadata(records.getLast().offset() + 1));
          }
        });
    switch (transactions.write(outgoing, offsets, inputs.groupMetadata())) {
      case Ending.Committed committed -> {
        tally.commit();
        overlays.forEach(Overlay::commit);
      }
      case Ending.Aborted aborted -> {
        tally.discard();
        overlays.forEach(Overlay::discard);
        batch.keySet().forEach(this::restoreAgain);
      }
      case Ending.Unknown unknown -> {
        tally.discard();
        startOver();
      }
    }
  }

  private void seekBack(TopicPartition partition, ConsumerRecords<byte[], byte[]> polled) {
    inputs.seek(partition, polled.records(partition).getFirst().offset());
  }

  /**
   * Asks how far the facts of a batch go. Asked after the batch was polled, or it proves nothing.
   */
  private Map<TopicPartition, Long> barrier(Set<Integer> numbers) {
    Set<TopicPartition> asked = new HashSet<>();
    numbers.forEach(number -> asked.addAll(of(spec.facts(), number)));
    spec.shared().ifPresent(topic -> asked.add(new TopicPartition(topic, 0)));
    if (asked.isEmpty()) {
      return Map.of();
    }
    try {
      return watermarks.high(asked).get(ASKING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Map<TopicPartition, Long> unknown = new HashMap<>();
      asked.forEach(partition -> unknown.put(partition, Long.MAX_VALUE));
      return unknown;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the barrier", e);
    }
  }

  /**
   * Reads facts up to the barrier; the partitions whose facts do not come in time are set aside.
   */
  private Set<Integer> setAside(
      Map<Integer, List<TopicPartition>> batch,
      Map<TopicPartition, Long> targets,
      ConsumerRecords<byte[], byte[]> polled) {
    long begun = System.nanoTime();
    long left = settings.barrierWait().toNanos();
    boolean known = !targets.containsValue(Long.MAX_VALUE);
    while (known && left > 0 && !reached(targets)) {
      readFacts(Duration.ofNanos(left));
      left = settings.barrierWait().toNanos() - (System.nanoTime() - begun);
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    Set<Integer> late = new HashSet<>();
    batch.forEach(
        (number, partitions) -> {
          tally.barrier(number, waited);
          Map<TopicPartition, Long> own = new HashMap<>(targets);
          own.keySet().removeIf(t -> !isShared(t.topic()) && t.partition() != number);
          if (!reached(own)) {
            late.add(number);
            partitions.forEach(partition -> seekBack(partition, polled));
            inputs.pause(of(spec.inputs(), number));
            // An unanswered barrier is simply asked again with the next batch.
            Map<TopicPartition, Long> awaited = known ? own : Map.of();
            owned.get(number).enter(new Phase.Waiting<>(awaited, state(number).orElseThrow()));
          }
        });
    return late;
  }

  private byte[] observed(int number) {
    StringBuilder text = new StringBuilder();
    for (String topic : spec.facts()) {
      long position = state(number).orElseThrow().position(topic);
      text.append(text.isEmpty() ? "" : " ").append(topic).append('/').append(number);
      text.append('@').append(position);
    }
    spec.shared()
        .ifPresent(
            topic ->
                text.append(text.isEmpty() ? "" : " ")
                    .append(topic)
                    .append("/0@")
                    .append(shared.position()));
    return Evidence.utf8(text.toString());
  }

  /**
   * Puts a partition back to its last committed state, at the position that state was read to. What
   * another owner wrote behind it in the meantime is folded before anything is decided again.
   */
  private void restoreAgain(int number) {
    inputs.pause(of(spec.inputs(), number));
    facts.remove(read(number));
    owned.put(number, new Owned<>(number, asking(number)));
  }

  /** Nobody knows how the last transaction ended: only the log is believed from here on. */
  private void startOver() {
    LOG.atWarn().addKeyValue("service", spec.service()).log("state dropped, log read again");
    transactions.close();
    Set<Integer> numbers = new HashSet<>(owned.keySet());
    numbers.forEach(held::remove);
    transactions = new Transactions(clients::producer);
    numbers.forEach(this::restoreAgain);
  }

  @Override
  public void close() {
    Transactions last = transactions;
    // Closed from the last to the first: leaving the group still revokes partitions.
    try (admin;
        facts;
        last;
        inputs) {
      snapshots.close();
    }
  }
}
