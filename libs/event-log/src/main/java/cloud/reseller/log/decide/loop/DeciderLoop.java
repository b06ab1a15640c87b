package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.evidence.DecisionHandler;
import cloud.reseller.log.decide.evidence.FrozenState;
import cloud.reseller.log.decide.loop.Transactions.Ending;
import cloud.reseller.log.decide.state.HeldStates;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.log.decide.state.Partition;
import cloud.reseller.log.decide.state.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deciding loop of one instance. Everything runs on a single thread, which is the only one to
 * change state; rebalances happen within its own poll.
 */
final class DeciderLoop<C, S, G, E> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeciderLoop.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BUSY = Duration.ofMillis(2);

  /** A poll without waiting reads only one socket buffer, which is too slow for restoring. */
  private static final Duration FOLDING = Duration.ofMillis(20);

  /** A silent broker must not prevent an instance from stopping. */
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  /** The tolerated difference between the clocks of this machine and the broker. */
  private static final long CLOCKS_MILLIS = 1_000;

  private final DeciderSpec spec;
  private final DeciderSettings settings;
  private final Clients clients;
  private final DeciderMetrics metrics;
  private final DecisionHandler<C, S, G, E> handler;
  private final int rules;
  private final Snapshots<S, G> snapshots;
  private final Consumer<byte[], byte[]> inputs;
  private final ReadProbe probe;
  private final ContainedConsumer reading;
  private final FactFollower<C, S, G, E> facts;
  private final FactBarrier barrier;
  private final PartitionLifecycles<S> lifecycles = new PartitionLifecycles<>();
  private final OwnedPartitions<S> owned;
  private final Admin admin;
  private final Watermarks watermarks;
  private final UnwritableOutcomes unwritable = new UnwritableOutcomes();
  private Transactions transactions;
  private boolean member;
  private volatile boolean leaving;

  DeciderLoop(
      DeciderSpec spec,
      DeciderSettings settings,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      Snapshots<S, G> snapshots,
      DeciderMetrics metrics) {
    this.spec = spec;
    this.settings = settings;
    this.metrics = metrics;
    metrics.discard();
    this.snapshots = snapshots;
    this.handler = new DecisionHandler<>(spec, decider, messageCodec, metrics);
    this.rules = decider.newest();
    this.clients = new Clients(spec, settings);
    this.transactions = new Transactions(clients::producer);
    this.admin = clients.admin();
    this.watermarks = new Watermarks(admin, spec.sharedPartition().map(Set::of).orElseGet(Set::of));
    this.probe = new ReadProbe(clients::facts);
    this.facts =
        new FactFollower<>(
            spec,
            decider,
            messageCodec,
            snapshots,
            metrics,
            new FactReader(clients.facts(), probe));
    this.barrier =
        new FactBarrier(
            spec, settings.barrierWait(), watermarks::each, facts::readOn, facts::reached, metrics);
    this.inputs = clients.inputs();
    this.reading = new ContainedConsumer(inputs, probe);
    HeldStates<S> held = new HeldStates<>(snapshots, settings.snapshotEvery());
    TopicIds topicIds = new TopicIds(admin, spec);
    this.owned =
        new OwnedPartitions<>(
            spec,
            new PartitionSteps<>(
                spec,
                inputs,
                watermarks,
                new OpenTransactions(admin),
                held,
                facts,
                topicIds,
                new LastInputs(clients::facts)),
            inputs,
            lifecycles,
            held,
            facts,
            unwritable,
            topicIds,
            probe,
            metrics);
    inputs.subscribe(spec.inputs(), owned);
  }

  /** One iteration: poll, advance partitions, decide. */
  void turn() {
    ConsumerRecords<byte[], byte[]> polled =
        reading.poll(lifecycles.underway() ? BUSY : IDLE, owned::stop);
    member |= inputs.groupMetadata().generationId() >= 0;
    facts.readOn(polled.isEmpty() && owned.restoring() ? FOLDING : Duration.ZERO);
    facts.takeFaults().forEach(owned::stop);
    owned.advance();
    if (!polled.isEmpty()) {
      decide(polled);
    }
    tick(polled);
    snapshots.takeDue(lifecycles.deciding());
    facts.takeDueShared();
  }

  /** Interrupts a running {@link #turn}, for shutting down. Thread-safe. */
  void leave() {
    leaving = true;
    inputs.wakeup();
  }

  /** The current status. */
  DeciderStatus status() {
    return new DeciderStatus(
        true,
        member,
        member && lifecycles.restored(),
        lifecycles.decidingNumbers(),
        lifecycles.waiting(),
        "");
  }

  private void decide(ConsumerRecords<byte[], byte[]> polled) {
    Map<Integer, List<TopicPartition>> batch = new TreeMap<>();
    for (TopicPartition partition : polled.partitions()) {
      batch.computeIfAbsent(partition.partition(), n -> new ArrayList<>()).add(partition);
    }
    Set<Integer> notNow = new TreeSet<>(batch.keySet());
    notNow.removeAll(lifecycles.decidingNumbers());
    notNow.forEach(number -> batch.remove(number).forEach(p -> seekBack(p, polled)));
    for (int number : setAsideLate(batch.keySet())) {
      batch.remove(number).forEach(partition -> seekBack(partition, polled));
    }
    List<Overlay<S>> overlays = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    batch.forEach(
        (number, partitions) -> {
          FrozenState<S, G> frozen = frozen(number);
          overlays.add(frozen.overlay());
          for (TopicPartition partition : partitions) {
            long next = decide(frozen, polled.records(partition));
            offsets.put(partition, new OffsetAndMetadata(next));
          }
        });
    end(offsets, overlays);
  }

  /**
   * Decides until the transaction is full or too many facts fell due before an input; the rest is
   * read again. Returns the position reached.
   */
  private long decide(FrozenState<S, G> frozen, List<ConsumerRecord<byte[], byte[]>> records) {
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
   * Writes facts that fell due in partitions without new inputs. The clock only determines when to
   * check: a due fact has its own time. Unread inputs come first, since they may be older;
   * committing the unchanged positions provides fencing.
   */
  private void tick(ConsumerRecords<byte[], byte[]> polled) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis() - CLOCKS_MILLIS);
    Set<Integer> numbers = new TreeSet<>();
    for (Partition<S> each : lifecycles.deciding()) {
      if (each.nextDue().filter(at -> !at.isAfter(now)).isPresent()) {
        numbers.add(each.number());
      }
    }
    polled.partitions().forEach(partition -> numbers.remove(partition.partition()));
    if (numbers.isEmpty()) {
      return;
    }
    Set<TopicPartition> asked = new HashSet<>();
    numbers.forEach(number -> asked.addAll(spec.inputsOf(number)));
    Map<TopicPartition, CompletableFuture<Long>> ends = watermarks.each(asked);
    barrier.await(ends.values());
    numbers.removeAll(setAsideLate(numbers));
    List<Overlay<S>> overlays = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Map<Integer, Map<TopicPartition, OffsetAndMetadata>> unchanged = new TreeMap<>();
    for (int number : numbers) {
      Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
      for (TopicPartition input : spec.inputsOf(number)) {
        long position = position(input);
        if (isAtEnd(position, ends.get(input))) {
          positions.put(input, new OffsetAndMetadata(position));
        }
      }
      if (positions.size() == spec.inputs().size()) {
        unchanged.put(number, positions);
      }
    }
    // From here on a transaction may be open, and the consumer must not be used.
    unchanged.forEach(
        (number, positions) -> {
          FrozenState<S, G> frozen = frozen(number);
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

  /**
   * The position of the next input; -1 while it is being validated with the leader, or if invalid.
   */
  private long position(TopicPartition input) {
    try {
      return inputs.position(input, Duration.ZERO);
    } catch (TimeoutException | InvalidOffsetException e) {
      return -1;
    }
  }

  private static boolean isAtEnd(long position, CompletableFuture<Long> end) {
    return end.isDone() && !end.isCompletedExceptionally() && position >= end.join();
  }

  private FrozenState<S, G> frozen(int number) {
    return new FrozenState<>(
        new Overlay<>(facts.state(number), rules),
        facts.shared(),
        facts.observed(number),
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
        overlays.forEach(overlay -> owned.committed(overlay.base().number()));
        overlays.forEach(overlay -> unwritable.committed(overlay.base()));
      }
      case Ending.Aborted aborted -> {
        metrics.discard();
        overlays.forEach(Overlay::discard);
        overlays.forEach(overlay -> owned.restoreLater(overlay.base().number()));
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

  /** Sets aside the partitions whose facts do not arrive in time, and returns them. */
  private Set<Integer> setAsideLate(Set<Integer> numbers) {
    Map<Integer, Optional<Map<TopicPartition, Long>>> late = barrier.pass(numbers);
    late.forEach(owned::setAside);
    Set<Integer> aside = new TreeSet<>(late.keySet());
    facts.takeFaults().forEach(fault -> aside.addAll(owned.stop(fault)));
    aside.retainAll(numbers);
    return aside;
  }

  /** The end of the last transaction is unknown, so all state is restored from the log. */
  private void startOver() {
    LOG.warn("state dropped, log read again (service {})", spec.service());
    transactions.close();
    owned.forgetStates();
    transactions = new Transactions(clients::producer);
    owned.restoreAll();
  }

  @Override
  public void close() {
    Transactions last = transactions;
    // An instance that will return stays in the group; one that shuts down hands over its
    // partitions.
    GroupMembershipOperation end =
        leaving ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
    snapshots.close();
    probe.close();
    try (facts;
        last) {
      // Must come first: leaving the group still revokes partitions.
      inputs.close(CloseOptions.groupMembershipOperation(end).withTimeout(CLOSE_WITHIN));
    } finally {
      admin.close(CLOSE_WITHIN);
    }
  }
}
