package cloud.reseller.log.decide;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.PartitionLifecycle.Phase;
import cloud.reseller.log.decide.Transactions.Ending;
import java.time.Duration;
import java.time.Instant;
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
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deciding loop of one instance. Everything here runs on one thread: state changes on no other,
 * and rebalances happen inside its own poll.
 */
final class DeciderLoop<C, S, G, E> implements ConsumerRebalanceListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeciderLoop.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BUSY = Duration.ofMillis(2);

  /** A read that waits for nothing takes in one socket buffer a turn, which is slow for a log. */
  private static final Duration FOLDING = Duration.ofMillis(20);

  private static final Duration ASKING = Duration.ofSeconds(4);

  /** A broker that says nothing does not keep an instance from stopping. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  /** What is taken back again and again must not fill the log. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** How far the clocks of this machine and of the broker may differ without any effect. */
  private static final long CLOCKS_MILLIS = 1_000;

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Decider<C, S, G, E> decider;
  private final Clients clients;
  private final DeciderMetrics metrics;
  private final DecisionHandler<C, S, G, E> handler;
  private final Fold<C, S, G, E> fold;
  private final Snapshots<S> snapshots;
  private final Consumer<byte[], byte[]> inputs;
  private final FactReader facts;
  private final Admin admin;
  private final Watermarks watermarks;
  private final OpenTransactions openTransactions;
  private final Map<Integer, PartitionLifecycle<S>> owned = new TreeMap<>();
  private final Map<Integer, Partition<S>> held = new HashMap<>();
  private final Map<Integer, BackOff> takenBack = new HashMap<>();
  private final UnwritableOutcomes unwritable = new UnwritableOutcomes();
  private Transactions transactions;
  private Fold.Shared<G> shared;
  private boolean member;
  private volatile boolean leaving;

  DeciderLoop(
      DeciderSpec spec,
      DeciderSettings settings,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      Snapshots<S> snapshots,
      DeciderMetrics metrics) {
    this.spec = spec;
    this.settings = settings;
    this.decider = decider;
    this.metrics = metrics;
    metrics.discard();
    this.snapshots = snapshots;
    this.handler = new DecisionHandler<>(spec, decider, messageCodec, metrics);
    this.fold = new Fold<>(spec, decider, messageCodec, this::unreadable);
    this.shared = new Fold.Shared<>(decider.initialShared(), 0, "");
    this.clients = new Clients(spec, settings);
    this.transactions = new Transactions(clients::producer);
    this.admin = clients.admin();
    this.watermarks = new Watermarks(admin);
    this.openTransactions = new OpenTransactions(admin);
    this.facts = new FactReader(clients.facts());
    this.inputs = clients.inputs();
    spec.shared().ifPresent(topic -> facts.add(Map.of(new TopicPartition(topic, 0), 0L)));
    inputs.subscribe(spec.inputs(), this);
  }

  /** One turn: read, move partitions on their way, decide what came. */
  void turn() {
    boolean underway =
        owned.values().stream()
            .anyMatch(
                o -> !(o.phase() instanceof Phase.Deciding || o.phase() instanceof Phase.Blocked));
    ConsumerRecords<byte[], byte[]> polled = inputs.poll(underway ? BUSY : IDLE);
    member |= inputs.groupMetadata().generationId() >= 0;
    readFacts(polled.isEmpty() && restoring() ? FOLDING : Duration.ZERO);
    owned.values().forEach(this::advance);
    if (!polled.isEmpty()) {
      decide(polled);
    }
    tick(polled);
    snapshots.takeDue(deciding());
  }

  /** Whether a log is read that goes on. */
  private boolean restoring() {
    for (PartitionLifecycle<S> each : owned.values()) {
      if (each.phase() instanceof Phase.Restoring<S> restoring && !reached(restoring.targets())) {
        return true;
      }
    }
    return false;
  }

  /** Ends the wait of a running {@link #turn}; the instance leaves for good. From any thread. */
  void leave() {
    leaving = true;
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

  Map<Integer, String> notDeciding() {
    Map<Integer, String> catchingUp = new TreeMap<>();
    owned.values().stream()
        .filter(o -> !o.waitsFor().isEmpty())
        .forEach(o -> catchingUp.put(o.number(), o.waitsFor()));
    return catchingUp;
  }

  Map<Integer, String> digests() {
    Map<Integer, String> digests = new TreeMap<>();
    deciding().forEach(p -> digests.put(p.number(), snapshots.digest(p)));
    return digests;
  }

  private List<Partition<S>> deciding() {
    List<Partition<S>> partitions = new ArrayList<>();
    for (PartitionLifecycle<S> each : owned.values()) {
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
            throw new NotCoPartitionedException(
                "partition "
                    + number
                    + " was assigned for "
                    + its
                    + " alone, but "
                    + spec.inputs()
                    + " belong together: give all instances the same inputs and "
                    + "the range assignor");
          }
          owned.put(number, new PartitionLifecycle<>(number, fetchingOffsets(number)));
        });
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition each : revoked) {
      unwritable.forget(each.partition());
      if (owned.remove(each.partition()) != null) {
        facts.remove(read(each.partition()));
      }
    }
  }

  /** An assignment with which deciding would be wrong. The instance stops. */
  static final class NotCoPartitionedException extends RuntimeException {
    NotCoPartitionedException(String message) {
      super(message);
    }
  }

  private Phase<S> fetchingOffsets(int number) {
    return new Phase.FetchingOffsets<>(
        watermarks.committed(spec.group(), of(spec.inputs(), number)));
  }

  private void advance(PartitionLifecycle<S> each) {
    switch (each.phase()) {
      case Phase.FetchingOffsets<S> fetchingOffsets -> {
        if (answered(each, fetchingOffsets.committed(), () -> fetchingOffsets(each.number()))) {
          each.enter(fetchingEnds(each.number(), fetchingOffsets.committed().join()));
        } else {
          each.askLong(read(each.number()), openTransactions);
        }
      }
      case Phase.FetchingEnds<S> fetchingEnds -> {
        if (answered(each, fetchingEnds.ends(), () -> fetchingOffsets(each.number()))
            && answered(each, fetchingEnds.state(), () -> fetchingOffsets(each.number()))) {
          measured(each, fetchingEnds);
        }
      }
      case Phase.Restoring<S> restoring -> {
        if (reached(restoring.targets())) {
          facts.remove(of(spec.outputs(), each.number()));
          resume(each, restoring);
        } else {
          each.askLong(restoring.targets().keySet(), openTransactions);
        }
      }
      case Phase.Deciding<S> _ -> {}
      case Phase.Blocked<S> _ -> {}
      case Phase.CatchingUp<S> catchingUp -> {
        if (!answered(
            each, catchingUp.targets(), () -> catchingUp(each.number(), catchingUp.state()))) {
          return;
        }
        if (reached(catchingUp.targets().join())) {
          inputs.resume(of(spec.inputs(), each.number()));
          each.enter(new Phase.Deciding<>(catchingUp.state()));
        } else {
          each.askLong(catchingUp.targets().join().keySet(), openTransactions);
        }
      }
    }
  }

  /** Whether an answer is there. If there will be none, the step is begun again. */
  private static <S> boolean answered(
      PartitionLifecycle<S> each, CompletableFuture<?> answer, Supplier<Phase<S>> again) {
    if (!answer.isDone()) {
      return false;
    }
    if (!answer.isCompletedExceptionally()) {
      return true;
    }
    if (each.mayTryAgain()) {
      each.enter(again.get());
      each.trouble("asked again after " + answer.exceptionNow());
    }
    return false;
  }

  private Phase<S> catchingUp(int number, Partition<S> state) {
    return new Phase.CatchingUp<>(watermarks.high(decidedOn(number)), state);
  }

  private Phase<S> fetchingEnds(int number, Map<TopicPartition, Long> committed) {
    Set<TopicPartition> measured = read(number);
    spec.shared().ifPresent(topic -> measured.add(new TopicPartition(topic, 0)));
    Partition<S> known = held.get(number);
    return new Phase.FetchingEnds<>(
        committed,
        watermarks.high(measured),
        known == null ? snapshots.load(number) : CompletableFuture.completedFuture(known));
  }

  private void measured(PartitionLifecycle<S> each, Phase.FetchingEnds<S> fetchingEnds) {
    Partition<S> state = fetchingEnds.state().join();
    held.put(each.number(), state);
    Map<TopicPartition, Long> ends = fetchingEnds.ends().join();
    Map<TopicPartition, Long> from = new HashMap<>();
    for (TopicPartition partition : read(each.number())) {
      long position = state.position(partition.topic());
      if (position > ends.get(partition)) {
        // The marker of the last own transaction may be on its way.
        if (each.mayTryAgain()) {
          each.enter(fetchingEnds(each.number(), fetchingEnds.committed()));
          each.trouble(
              partition
                  + " ends at "
                  + ends.get(partition)
                  + " but was read up to "
                  + position
                  + ": if that lasts, the topic was made anew or lost its end; bring it back, or"
                  + " stop the service and drop its decider tables");
        }
        return;
      }
      from.put(partition, position);
    }
    facts.add(from);
    each.enter(new Phase.Restoring<>(fetchingEnds.committed(), ends, state));
  }

  private void resume(PartitionLifecycle<S> each, Phase.Restoring<S> restoring) {
    for (TopicPartition input : of(spec.inputs(), each.number())) {
      long undecided = restoring.state().decidedUpTo(input.topic()) + 1;
      inputs.seek(input, Math.max(restoring.committed().get(input), undecided));
    }
    inputs.resume(of(spec.inputs(), each.number()));
    each.enter(new Phase.Deciding<>(restoring.state()));
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

  /** What decisions of a partition rest on: its facts and the shared ones. */
  private Set<TopicPartition> decidedOn(int number) {
    Set<TopicPartition> partitions = of(spec.facts(), number);
    spec.shared().ifPresent(topic -> partitions.add(new TopicPartition(topic, 0)));
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

  private void unreadable(Position at) {
    metrics.unreadable();
    LOG.atWarn()
        .addKeyValue("service", spec.service())
        .addKeyValue("position", at)
        .log("a fact cannot be read, what rests on it is refused");
  }

  private boolean isShared(String topic) {
    return spec.shared().isPresent() && spec.shared().get().equals(topic);
  }

  private Optional<Partition<S>> state(int number) {
    PartitionLifecycle<S> each = owned.get(number);
    return each == null
        ? Optional.empty()
        : switch (each.phase()) {
          case Phase.FetchingOffsets<S> _ -> Optional.empty();
          case Phase.FetchingEnds<S> _ -> Optional.empty();
          case Phase.Restoring<S> restoring -> Optional.of(restoring.state());
          case Phase.Blocked<S> _ -> Optional.empty();
          case Phase.Deciding<S> deciding -> Optional.of(deciding.state());
          case Phase.CatchingUp<S> catchingUp -> Optional.of(catchingUp.state());
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
    Set<Integer> late = setAside(batch.keySet());
    for (int number : late) {
      batch.remove(number).forEach(partition -> seekBack(partition, polled));
    }
    List<Overlay<S>> overlays = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    batch.forEach(
        (number, partitions) -> {
          DecisionHandler.Frozen<S, G> frozen = frozen(number);
          overlays.add(frozen.overlay());
          for (TopicPartition partition : partitions) {
            long next = decide(frozen, polled.records(partition));
            offsets.put(partition, new OffsetAndMetadata(next));
          }
        });
    end(offsets, overlays);
  }

  /**
   * Decides until the transaction is full or much fell due before an input; what is left is read
   * again. Returns where it ended.
   */
  private long decide(
      DecisionHandler.Frozen<S, G> frozen, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (transactions.isFull()
          || !handler.emitDueBefore(frozen, record, settings.maxBatch(), transactions)) {
        inputs.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
        return record.offset();
      }
      handler.decide(frozen, record, transactions);
    }
    return records.getLast().offset() + 1;
  }

  /**
   * Writes what fell due where no input came that would carry it. The clock only says when to look:
   * a due fact's time is its own. Inputs that stand unread come first, for they may be older; the
   * unchanged positions committed with it are its fence.
   */
  private void tick(ConsumerRecords<byte[], byte[]> polled) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis() - CLOCKS_MILLIS);
    Set<Integer> numbers = new TreeSet<>();
    for (Partition<S> each : deciding()) {
      if (each.nextDue().filter(at -> !at.isAfter(now)).isPresent()) {
        numbers.add(each.number());
      }
    }
    polled.partitions().forEach(partition -> numbers.remove(partition.partition()));
    if (numbers.isEmpty()) {
      return;
    }
    Set<TopicPartition> asked = new HashSet<>();
    numbers.forEach(number -> asked.addAll(of(spec.inputs(), number)));
    Map<TopicPartition, CompletableFuture<Long>> ends = watermarks.each(asked);
    await(ends.values());
    numbers.removeAll(setAside(numbers));
    List<Overlay<S>> overlays = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Map<Integer, Map<TopicPartition, OffsetAndMetadata>> unchanged = new TreeMap<>();
    for (int number : numbers) {
      Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
      for (TopicPartition input : of(spec.inputs(), number)) {
        long position = position(input);
        if (isAtEnd(position, ends.get(input))) {
          positions.put(input, new OffsetAndMetadata(position));
        }
      }
      if (positions.size() == spec.inputs().size()) {
        unchanged.put(number, positions);
      }
    }
    // From here on a transaction may be open, and the consumer is not asked any more.
    unchanged.forEach(
        (number, positions) -> {
          DecisionHandler.Frozen<S, G> frozen = frozen(number);
          handler.emitDue(
              frozen,
              now.toEpochMilli(),
              Math.ceilDiv(settings.maxBatch(), unchanged.size()),
              transactions);
          overlays.add(frozen.overlay());
          offsets.putAll(positions);
        });
    end(offsets, overlays);
  }

  /** The next input to be read; -1 while its leader is asked whether that is still right. */
  private long position(TopicPartition input) {
    try {
      return inputs.position(input, Duration.ZERO);
    } catch (TimeoutException e) {
      return -1;
    }
  }

  private static boolean isAtEnd(long position, CompletableFuture<Long> end) {
    return end.isDone() && !end.isCompletedExceptionally() && position >= end.join();
  }

  private DecisionHandler.Frozen<S, G> frozen(int number) {
    return new DecisionHandler.Frozen<>(
        new Overlay<>(state(number).orElseThrow()),
        shared,
        observed(number),
        unwritable.of(number));
  }

  private void end(Map<TopicPartition, OffsetAndMetadata> offsets, List<Overlay<S>> overlays) {
    Ending ending = transactions.end(offsets, inputs.groupMetadata());
    transactions.unwritable().forEach(unwritable::met);
    switch (ending) {
      case Ending.Nothing nothing -> overlays.forEach(Overlay::discard);
      case Ending.Committed committed -> {
        metrics.commit();
        overlays.forEach(Overlay::commit);
        overlays.forEach(overlay -> takenBack.remove(overlay.base().number()));
        overlays.forEach(overlay -> unwritable.committed(overlay.base()));
      }
      case Ending.Aborted aborted -> {
        metrics.discard();
        overlays.forEach(Overlay::discard);
        overlays.forEach(overlay -> restoreLater(overlay.base().number()));
      }
      case Ending.Unknown unknown -> {
        metrics.discard();
        startOver();
      }
    }
  }

  private void seekBack(TopicPartition partition, ConsumerRecords<byte[], byte[]> polled) {
    inputs.seek(partition, polled.records(partition).getFirst().offset());
  }

  /**
   * The barrier: asks how far the facts of these partitions go and reads up to there. Called after
   * the batch was polled, or it would prove nothing. Partitions whose facts do not come in time are
   * set aside, each alone.
   */
  private Set<Integer> setAside(Set<Integer> numbers) {
    long begun = System.nanoTime();
    Set<TopicPartition> asked = new HashSet<>();
    numbers.forEach(number -> asked.addAll(decidedOn(number)));
    if (asked.isEmpty()) {
      return Set.of();
    }
    Map<TopicPartition, CompletableFuture<Long>> ends = watermarks.each(asked);
    await(ends.values());
    Map<TopicPartition, Long> targets = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          if (end.isDone() && !end.isCompletedExceptionally()) {
            targets.put(partition, end.join());
          }
        });
    long read = System.nanoTime();
    long left = settings.barrierWait().toNanos();
    while (left > 0 && !reached(targets)) {
      readFacts(Duration.ofNanos(left));
      left = settings.barrierWait().toNanos() - (System.nanoTime() - read);
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    Set<Integer> late = new HashSet<>();
    for (int number : numbers) {
      metrics.barrier(number, waited);
      Map<TopicPartition, Long> own = new HashMap<>(targets);
      own.keySet().retainAll(decidedOn(number));
      boolean known = own.size() == decidedOn(number).size();
      if (!known || !reached(own)) {
        late.add(number);
        inputs.pause(of(spec.inputs(), number));
        Partition<S> state = state(number).orElseThrow();
        owned
            .get(number)
            .enter(
                known
                    ? new Phase.CatchingUp<>(CompletableFuture.completedFuture(own), state)
                    : catchingUp(number, state));
      }
    }
    return late;
  }

  /** Waits for answers as long as facts are waited for, and longer only while there is none. */
  private void await(Collection<CompletableFuture<Long>> answers) {
    CompletableFuture<?>[] each = answers.toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(each)
          .exceptionally(_ -> null)
          .completeOnTimeout(null, settings.barrierWait().toMillis(), TimeUnit.MILLISECONDS)
          .get();
      CompletableFuture.anyOf(each)
          .exceptionally(_ -> null)
          .completeOnTimeout(null, ASKING.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the barrier", e);
    }
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
  private PartitionLifecycle<S> restoreAgain(int number, Phase<S> first) {
    inputs.pause(of(spec.inputs(), number));
    facts.remove(read(number));
    PartitionLifecycle<S> again =
        new PartitionLifecycle<>(
            number, unwritable.stopped(number).<Phase<S>>map(Phase.Blocked::new).orElse(first));
    owned.put(number, again);
    return again;
  }

  /** The same, after a pause that grows as long as the partition's transactions are taken back. */
  private void restoreLater(int number) {
    Duration pause =
        takenBack.computeIfAbsent(number, _ -> new BackOff(FIRST_PAUSE, LONGEST_PAUSE)).next();
    Set<TopicPartition> committed = of(spec.inputs(), number);
    restoreAgain(
            number,
            new Phase.FetchingOffsets<>(watermarks.committed(spec.group(), committed, pause)))
        .trouble("its last transaction was taken back");
  }

  /** Nobody knows how the last transaction ended: only the log is believed from here on. */
  private void startOver() {
    LOG.atWarn().addKeyValue("service", spec.service()).log("state dropped, log read again");
    transactions.close();
    Set<Integer> numbers = new HashSet<>(owned.keySet());
    numbers.forEach(held::remove);
    transactions = new Transactions(clients::producer);
    numbers.forEach(number -> restoreAgain(number, fetchingOffsets(number)));
  }

  @Override
  public void close() {
    Transactions last = transactions;
    // One that comes back keeps its place; one that stops in good order hands its partitions on.
    GroupMembershipOperation end =
        leaving ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
    snapshots.close();
    try (facts;
        last) {
      // First of all: leaving the group still revokes partitions.
      inputs.close(CloseOptions.groupMembershipOperation(end).withTimeout(CLOSE_WITHIN));
    } finally {
      admin.close(CLOSE_WITHIN);
    }
  }
}
