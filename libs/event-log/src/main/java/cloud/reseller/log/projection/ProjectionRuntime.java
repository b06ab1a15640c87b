package cloud.reseller.log.projection;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.BoundedDatabase;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.BatchWriter.Written;
import cloud.reseller.log.projection.PositionTable.Stored;
import cloud.reseller.log.projection.ProjectionHealth.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One projection on one instance: a thread that reads batches and writes each with its positions.
 *
 * <p>The consumer group only says which partitions to read. Where to read from is stored with the
 * rows, and the compare-and-set on that position is what applies each batch exactly once: group
 * membership is a hint, so noticing its loss late does no harm.
 *
 * <p>Every failure is handled in the same way. The partitions are paused and marked as unplaced
 * until their positions have been read from the database again; meanwhile the consumer is polled,
 * which keeps it in its group.
 */
final class ProjectionRuntime implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionRuntime.class);

  private static final Duration RETRY_FIRST = Duration.ofMillis(100);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  /** Positions advanced only by transaction markers are not written for each marker. */
  private static final long MARKERS_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long PARKED_COUNTED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Projection projection;
  private final ProjectionSettings settings;
  private final LogState log;
  private final LogWatch watch;
  private final BatchWriter writer;
  private final StoredPositions positions;
  private final ProjectionMeters meters;
  private final HealthReport health;
  private final Lag lag = new Lag();
  private final CatchUp catchUp = new CatchUp();
  private final BackOff backOff;
  private final PositionWaiters waiters = new PositionWaiters();
  private final Thread thread;

  // Confined to the runtime's thread.
  private final Map<TopicPartition, OwnedPartition> owned = new TreeMap<>(PositionAdvance.ORDER);
  private final Set<TopicPartition> unplaced = new TreeSet<>(PositionAdvance.ORDER);
  private final PositionAnnouncer announcer;
  private long placeAgainAtNanos = System.nanoTime();
  private long markersStoredAtNanos = System.nanoTime();
  private long parkedCountedAtNanos = System.nanoTime();

  // Read by other threads.
  private final Map<TopicPartition, Long> storedHere = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Instant> appliedHere = new ConcurrentHashMap<>();
  private volatile Optional<Instant> levelAt = Optional.empty();
  private volatile boolean stopping;
  private volatile Optional<Consumer<byte[], byte[]>> polling = Optional.empty();

  ProjectionRuntime(
      Projection projection,
      ProjectionSettings settings,
      BoundedDatabase database,
      Admin admin,
      MeterRegistry registry) {
    this.projection = projection;
    this.settings = settings;
    log = new LogState(admin);
    watch = new LogWatch(log, projection.topics());
    positions = new StoredPositions(projection, database, log);
    writer = new BatchWriter(projection, database);
    announcer = new PositionAnnouncer(projection.name());
    backOff = new BackOff(RETRY_FIRST, settings.retryAtMost());
    health = new HealthReport(projection.name());
    meters =
        new ProjectionMeters(
            registry,
            projection.name(),
            lag::records,
            lag::seconds,
            lag::parkedKeys,
            () -> health().status() == Status.RUNNING ? 1 : 0);
    thread = Thread.ofPlatform().name("projection-" + projection.name()).unstarted(this::run);
  }

  String name() {
    return projection.name();
  }

  boolean reads(String topic) {
    return projection.topics().contains(topic);
  }

  ProjectionHealth health() {
    return health.current();
  }

  PositionWaiters waiters() {
    return waiters;
  }

  BatchWriter writer() {
    return writer;
  }

  /** The position stored by this instance; empty if it does not own the partition. */
  Optional<Long> storedHere(TopicPartition partition) {
    return Optional.ofNullable(storedHere.get(partition));
  }

  /** The positions of all partitions; empty if another instance owns one, or if it is unknown. */
  Optional<Map<TopicPartition, Long>> storedHere() {
    Map<TopicPartition, Long> stored = Map.copyOf(storedHere);
    return watch
        .last()
        .filter(look -> stored.keySet().containsAll(look.ends().keySet()))
        .map(_ -> stored);
  }

  /**
   * The time up to which rows with these positions hold everything; empty if that is unknown.
   * Records of a partition are applied in order, so where some are missing it is the time of the
   * last one applied, or of the last look at the log that found none missing.
   */
  Optional<Instant> asOf(Map<TopicPartition, Long> stored) {
    Optional<LogWatch.Look> look = watch.last();
    if (look.isEmpty()) {
      return Optional.empty();
    }
    if (level(look.get(), stored)) {
      levelAt = look.map(LogWatch.Look::at);
      return levelAt;
    }
    List<Optional<Instant>> known =
        look.get().ends().entrySet().stream()
            .filter(end -> stored.getOrDefault(end.getKey(), 0L) < end.getValue())
            .map(end -> later(levelAt, Optional.ofNullable(appliedHere.get(end.getKey()))))
            .toList();
    return known.contains(Optional.<Instant>empty())
        ? Optional.empty()
        : known.stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private static boolean level(LogWatch.Look look, Map<TopicPartition, Long> stored) {
    return look.ends().entrySet().stream()
        .allMatch(end -> stored.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
  }

  /** Whether every partition has reached the high watermark seen at the start, on any instance. */
  boolean caughtUp() {
    return catchUp.isDone();
  }

  /** Takes note of positions in the database, whichever instance stored them. */
  void observe(Map<TopicPartition, Long> stored) {
    stored.forEach(waiters::reached);
    catchUp.observe(stored);
  }

  /** Throws if stored positions belong to another log. */
  void verify() throws SQLException {
    positions.verify();
  }

  void start() {
    thread.start();
  }

  /** Stops after the current batch. */
  void stop() {
    stopping = true;
    polling.ifPresent(Consumer::wakeup);
    LockSupport.unpark(thread);
    meters.removeGauges();
  }

  void awaitEnd(Duration limit) throws InterruptedException {
    if (thread.isAlive()) {
      thread.join(limit);
    }
  }

  private void run() {
    try {
      while (!stopping) {
        try {
          readUntilItFails();
        } catch (WakeupException | InterruptException end) {
          stopping = true;
        } catch (PositionRefusedException refused) {
          throw refused;
        } catch (KafkaException e) {
          tryAgain("the log fails: " + e, e);
        } catch (RuntimeException | Error e) {
          LOG.error("projection {} failed unexpectedly", projection.name(), e);
          tryAgain("unexpected failure: " + e.getClass().getName(), e);
        }
      }
      health.stopped();
    } catch (PositionRefusedException refused) {
      health.refused(refused.getMessage());
    }
  }

  private void tryAgain(String detail, Throwable why) {
    meters.logFailures.increment();
    health.retrying(detail, why);
    LockSupport.parkNanos(backOff.next().toNanos());
  }

  private void readUntilItFails() {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(name()))) {
      polling = Optional.of(consumer);
      try {
        catchUp.until(this::ends);
        consumer.subscribe(projection.topics(), this);
        follow(consumer);
      } finally {
        polling = Optional.empty();
        disown(Set.copyOf(owned.keySet()));
        unplaced.clear();
        announcer.reset();
        consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
      }
    }
  }

  private Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    log.describe(projection.topics())
        .forEach((partition, state) -> ends.put(partition, state.end()));
    return ends;
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (!stopping) {
      try {
        long now = System.nanoTime();
        health.turn(now);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        watch.look(now);
        refuseAnotherLog();
        placeIfDue(consumer);
        countParkedIfDue();
        store(consumer, records);
        announce(consumer);
        measure(consumer);
        sayRunning();
      } catch (SQLException e) {
        meters.databaseFailures.increment();
        unplaceAll(consumer);
        placeAgainAtNanos = System.nanoTime() + backOff.next().toNanos();
        // The server's message is not reported: it may quote a row.
        health.retrying(
            "the database fails: " + e.getClass().getName() + ", SQL state " + e.getSQLState(), e);
      } catch (OffsetOutOfRangeException e) {
        // Reading the positions again shows whether the log lost records or was recreated.
        unplaceAll(consumer);
        health.retrying("the log does not hold the position", e);
      }
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    polling.ifPresent(consumer -> unplace(consumer, partitions));
    placeAgainAtNanos = System.nanoTime();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    disown(partitions);
  }

  private void disown(Collection<TopicPartition> partitions) {
    partitions.forEach(
        partition -> {
          owned.remove(partition);
          unplaced.remove(partition);
          storedHere.remove(partition);
        });
    announcer.forget(partitions);
    lag.measure(owned.values());
  }

  private void unplaceAll(Consumer<byte[], byte[]> consumer) {
    unplace(consumer, List.copyOf(consumer.assignment()));
  }

  private void unplace(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    // Positions may be lower than before if the database was recreated.
    announcer.forget(partitions);
    unplaced.addAll(partitions);
    consumer.pause(partitions);
    // The client needs a position for every partition, even a paused one.
    partitions.forEach(partition -> consumer.seek(partition, 0));
  }

  private void placeIfDue(Consumer<byte[], byte[]> consumer) throws SQLException {
    if (unplaced.isEmpty() || System.nanoTime() - placeAgainAtNanos < 0) {
      return;
    }
    positions
        .start(unplaced)
        .forEach(
            (partition, start) -> {
              Stored stored = start.stored();
              OwnedPartition one =
                  owned.computeIfAbsent(partition, _ -> new OwnedPartition(System.nanoTime()));
              one.place(stored.topicId(), stored.position());
              one.parked(start.parkedKeys());
              consumer.seek(partition, stored.position());
              publish(partition, stored.position());
              unplaced.remove(partition);
              consumer.resume(List.of(partition));
            });
    backOff.reset();
  }

  /** An operator's retry on another instance may have opened keys that are counted here. */
  private void countParkedIfDue() throws SQLException {
    if (lag.parkedKeys() == 0
        || System.nanoTime() - parkedCountedAtNanos < PARKED_COUNTED_EVERY_NANOS) {
      return;
    }
    parkedCountedAtNanos = System.nanoTime();
    Map<TopicPartition, Integer> parkedKeys = positions.parkedKeys();
    owned.forEach((partition, one) -> one.parked(parkedKeys.getOrDefault(partition, 0)));
  }

  private void refuseAnotherLog() {
    owned.forEach(
        (partition, one) ->
            watch
                .topicId(partition.topic())
                .ifPresent(
                    present ->
                        positions.verifyTopic(
                            partition, new Stored(one.topicId(), one.stored()), present)));
  }

  private void store(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> polled)
      throws SQLException {
    polled
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              if (placed(partition)) {
                owned.get(partition).reach(next.offset());
              }
            });
    List<PositionAdvance> moves = new ArrayList<>();
    List<LogRecord> records = new ArrayList<>(polled.count());
    owned.forEach(
        (partition, one) -> {
          if (!unplaced.contains(partition) && one.reached() > one.stored()) {
            moves.add(new PositionAdvance(partition, one.topicId(), one.stored(), one.reached()));
            polled.records(partition).forEach(record -> records.add(new LogRecord(record)));
          }
        });
    if (moves.isEmpty() || (records.isEmpty() && !markersDue())) {
      return;
    }
    boolean anyParked =
        moves.stream().anyMatch(move -> owned.get(move.partition()).parkedKeys() > 0);
    long begin = System.nanoTime();
    Optional<Written> written = writer.write(moves, records, anyParked);
    if (written.isEmpty()) {
      meters.overtaken.increment();
      LOG.info(
          "projection {}: another instance moved one of {}; positions are read again",
          projection.name(),
          moves.stream().map(PositionAdvance::partition).toList());
      unplace(consumer, moves.stream().map(PositionAdvance::partition).toList());
      return;
    }
    long end = System.nanoTime();
    meters.batches.record(end - begin, TimeUnit.NANOSECONDS);
    meters.records.increment(records.size());
    meters.parkedRecords.increment(written.get().parkedRecords());
    markersStoredAtNanos = end;
    stored(moves, polled, written.get());
  }

  private boolean placed(TopicPartition partition) {
    return owned.containsKey(partition) && !unplaced.contains(partition);
  }

  private boolean markersDue() {
    return System.nanoTime() - markersStoredAtNanos >= MARKERS_EVERY_NANOS;
  }

  private void stored(
      List<PositionAdvance> moves, ConsumerRecords<byte[], byte[]> polled, Written written) {
    for (PositionAdvance move : moves) {
      TopicPartition partition = move.partition();
      OwnedPartition one = owned.get(partition);
      one.store();
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      if (!records.isEmpty()) {
        one.applied(records.getLast().timestamp());
        appliedHere.put(partition, Instant.ofEpochMilli(records.getLast().timestamp()));
      }
      one.parked(
          (int) written.closed().stream().filter(s -> s.partition().equals(partition)).count());
      publish(partition, move.next());
    }
  }

  private void announce(Consumer<byte[], byte[]> consumer) {
    if (projection.announced()) {
      Map<TopicPartition, Long> complete = new HashMap<>();
      owned.forEach(
          (partition, one) -> {
            // Where keys are parked, the rows do not hold everything before the position.
            if (!unplaced.contains(partition) && one.parkedKeys() == 0) {
              complete.put(partition, one.stored());
            }
          });
      announcer.announce(consumer, complete);
    }
  }

  private void publish(TopicPartition partition, long position) {
    storedHere.put(partition, position);
    waiters.reached(partition, position);
  }

  private void measure(Consumer<byte[], byte[]> consumer) {
    long now = System.nanoTime();
    owned.forEach(
        (partition, one) -> {
          if (unplaced.contains(partition)) {
            watch.end(partition).ifPresent(end -> one.measure(end, now));
          } else {
            consumer
                .currentLag(partition)
                .ifPresent(behind -> one.measure(one.reached() + behind, now));
          }
        });
    lag.measure(owned.values());
    // Noticed here too, so that it is known even if nobody reads for long.
    storedHere().ifPresent(this::asOf);
  }

  private void sayRunning() {
    if (!unplaced.isEmpty()) {
      return;
    }
    Optional<String> away = watch.trouble();
    if (away.isPresent()) {
      if (!health.is(Status.RETRYING)) {
        meters.logFailures.increment();
      }
      health.logAway(away.get());
    } else if (!health.is(Status.RUNNING)) {
      backOff.reset();
      health.running();
    }
  }
}
