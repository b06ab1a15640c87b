package cloud.reseller.log.projection;

import cloud.reseller.log.BackOff;
import cloud.reseller.log.BoundedDatabase;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.StrictReading;
import cloud.reseller.log.projection.BatchWriter.Written;
import cloud.reseller.log.projection.LogState.PartitionState;
import cloud.reseller.log.projection.PositionTable.Stored;
import cloud.reseller.log.projection.ProjectionHealth.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
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

  /** Longer than any time limit of a transaction. */
  private static final long TURN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final long PARKED_COUNTED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Projection projection;
  private final ProjectionSettings settings;
  private final BoundedDatabase database;
  private final LogState log;
  private final LogWatch watch;
  private final BatchWriter writer;
  private final PositionTable positions = new PositionTable();
  private final ParkedTable parked = new ParkedTable();
  private final ProjectionMeters meters;
  private final BackOff backOff;
  private final PositionWaiters waiters = new PositionWaiters();
  private final Thread thread;

  // Confined to the runtime's thread.
  private final Map<TopicPartition, OwnedPartition> owned = new TreeMap<>(PositionAdvance.ORDER);
  private final Set<TopicPartition> unplaced = new TreeSet<>(PositionAdvance.ORDER);
  private final Map<TopicPartition, Integer> parkedKeys = new HashMap<>();
  private final Map<TopicPartition, Long> announced = new HashMap<>();
  private boolean announcing;
  private long placeAgainAtNanos = System.nanoTime();
  private long markersStoredAtNanos = System.nanoTime();
  private long parkedCountedAtNanos = System.nanoTime();

  // Read by other threads.
  private final Map<TopicPartition, Long> storedHere = new ConcurrentHashMap<>();
  private volatile Optional<Map<TopicPartition, Long>> toCatchUp = Optional.empty();
  private volatile boolean caughtUp;
  private volatile boolean stopping;
  private volatile Optional<Consumer<byte[], byte[]>> polling = Optional.empty();
  private volatile ProjectionHealth health;
  private volatile long turnAtNanos = System.nanoTime();
  private volatile long lagRecords;
  private volatile long lagSeconds;
  private volatile int parkedKeysHere;

  ProjectionRuntime(
      Projection projection,
      ProjectionSettings settings,
      BoundedDatabase database,
      Admin admin,
      MeterRegistry registry) {
    this.projection = projection;
    this.settings = settings;
    this.database = database;
    log = new LogState(admin);
    watch = new LogWatch(log, projection.topics());
    writer = new BatchWriter(projection, database);
    backOff = new BackOff(RETRY_FIRST, settings.retryAtMost());
    health = new ProjectionHealth(projection.name(), Status.STARTING, "");
    meters =
        new ProjectionMeters(
            registry,
            projection.name(),
            () -> lagRecords,
            () -> lagSeconds,
            () -> parkedKeysHere,
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
    ProjectionHealth said = health;
    long turn = System.nanoTime() - turnAtNanos;
    return said.status() == Status.RUNNING && turn > TURN_WITHIN_NANOS
        ? new ProjectionHealth(
            projection.name(),
            Status.RETRYING,
            "one batch has taken " + TimeUnit.NANOSECONDS.toSeconds(turn) + " s already")
        : said;
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

  /** Whether every partition has reached the high watermark seen at the start, on any instance. */
  boolean caughtUp() {
    return caughtUp;
  }

  /** Takes note of positions in the database, whichever instance stored them. */
  void observe(Map<TopicPartition, Long> stored) {
    stored.forEach(waiters::reached);
    if (!caughtUp) {
      toCatchUp.ifPresent(
          wanted ->
              caughtUp =
                  wanted.entrySet().stream()
                      .allMatch(e -> stored.getOrDefault(e.getKey(), 0L) >= e.getValue()));
    }
  }

  private Map<TopicPartition, Stored> storedPositions() throws SQLException {
    return database.read(c -> positions.read(c, projection.name()));
  }

  /** Throws if stored positions belong to another log. */
  void verify() throws SQLException {
    Map<TopicPartition, Stored> stored = storedPositions();
    // Asked after the positions: another instance moves them on with the log.
    PositionCheck.verify(projection.name(), stored, log.describe(projection.topics()));
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
      health = new ProjectionHealth(projection.name(), Status.STOPPED, "");
    } catch (PositionRefusedException refused) {
      LOG.error("{}", refused.getMessage());
      health = new ProjectionHealth(projection.name(), Status.REFUSED, refused.getMessage());
    }
  }

  private void tryAgain(String detail, Throwable why) {
    meters.logFailures.increment();
    retrying(detail, why);
    LockSupport.parkNanos(backOff.next().toNanos());
  }

  private void readUntilItFails() {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerConfig())) {
      polling = Optional.of(consumer);
      try {
        rememberWhatToCatchUp();
        consumer.subscribe(projection.topics(), this);
        follow(consumer);
      } finally {
        polling = Optional.empty();
        disown(Set.copyOf(owned.keySet()));
        unplaced.clear();
        announced.clear();
        announcing = false;
        consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
      }
    }
  }

  private Map<String, Object> consumerConfig() {
    Map<String, Object> config = StrictReading.settings(settings.kafka());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.service() + '-' + projection.name());
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchRecords());
    // Answer as soon as there is one byte, so that live records do not wait; a replay is bounded by
    // the fetch sizes, and several partitions share one response.
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    return config;
  }

  private void rememberWhatToCatchUp() {
    if (toCatchUp.isEmpty()) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      log.describe(projection.topics())
          .forEach((partition, state) -> ends.put(partition, state.end()));
      toCatchUp = Optional.of(Map.copyOf(ends));
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (!stopping) {
      try {
        turnAtNanos = System.nanoTime();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        watch.look(turnAtNanos);
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
        // The server's message is not logged: it may quote a row.
        retrying(
            "the database fails: " + e.getClass().getName() + ", SQL state " + e.getSQLState(), e);
      } catch (OffsetOutOfRangeException e) {
        // Reading the positions again shows whether the log lost records or was recreated.
        unplaceAll(consumer);
        retrying("the log does not hold the position", e);
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
          parkedKeys.remove(partition);
          storedHere.remove(partition);
          announced.remove(partition);
        });
    publishGauges();
  }

  private void unplaceAll(Consumer<byte[], byte[]> consumer) {
    unplace(consumer, List.copyOf(consumer.assignment()));
  }

  private void unplace(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    // Positions may be lower than before if the database was recreated.
    announced.keySet().removeAll(partitions);
    unplaced.addAll(partitions);
    consumer.pause(partitions);
    // The client needs a position for every partition, even a paused one.
    partitions.forEach(partition -> consumer.seek(partition, 0));
  }

  private void placeIfDue(Consumer<byte[], byte[]> consumer) throws SQLException {
    if (unplaced.isEmpty() || System.nanoTime() - placeAgainAtNanos < 0) {
      return;
    }
    Map<TopicPartition, Stored> known = storedPositions();
    // Asked after the positions: another instance moves them on with the log.
    Map<TopicPartition, PartitionState> state = log.describe(projection.topics());
    PositionCheck.verify(projection.name(), known, state);
    Map<TopicPartition, Stored> stored = database.read(c -> startingPositions(c, state));
    Map<TopicPartition, Set<Sequence>> closed =
        database.read(c -> parked.closed(c, projection.name()));
    for (TopicPartition partition : List.copyOf(unplaced)) {
      Stored position = stored.get(partition);
      OwnedPartition one =
          owned.computeIfAbsent(partition, _ -> new OwnedPartition(System.nanoTime()));
      one.place(position.topicId(), position.position());
      parkedKeys.put(partition, closed.getOrDefault(partition, Set.of()).size());
      consumer.seek(partition, position.position());
      publish(partition, position.position());
      unplaced.remove(partition);
      consumer.resume(List.of(partition));
    }
    backOff.reset();
  }

  private Map<TopicPartition, Stored> startingPositions(
      Connection connection, Map<TopicPartition, PartitionState> state) throws SQLException {
    Map<TopicPartition, Stored> stored = positions.read(connection, projection.name());
    if (stored.keySet().containsAll(unplaced)) {
      return stored;
    }
    // Only for missing rows: an insert that conflicts with a row waits for the transaction changing
    // that row.
    Map<TopicPartition, PartitionState> missing = new HashMap<>(state);
    missing.keySet().retainAll(unplaced);
    missing.keySet().removeAll(stored.keySet());
    positions.add(connection, projection.name(), missing);
    return positions.read(connection, projection.name());
  }

  /** An operator's retry on another instance may have opened keys that are counted here. */
  private void countParkedIfDue() throws SQLException {
    if (parkedKeysHere == 0
        || System.nanoTime() - parkedCountedAtNanos < PARKED_COUNTED_EVERY_NANOS) {
      return;
    }
    parkedCountedAtNanos = System.nanoTime();
    Map<TopicPartition, Set<Sequence>> closed =
        database.read(c -> parked.closed(c, projection.name()));
    parkedKeys.replaceAll((partition, _) -> closed.getOrDefault(partition, Set.of()).size());
  }

  private void refuseAnotherLog() {
    owned.forEach(
        (partition, one) -> {
          Optional<Uuid> present = watch.topicId(partition.topic());
          if (present.isPresent() && !present.get().equals(one.topicId())) {
            PositionCheck.verify(
                projection.name(),
                Map.of(partition, new Stored(one.topicId(), one.stored())),
                Map.of(partition, new PartitionState(present.get(), 0, Long.MAX_VALUE)));
          }
        });
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
    boolean anyParked = moves.stream().anyMatch(m -> parkedKeys.getOrDefault(m.partition(), 0) > 0);
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
      }
      parkedKeys.put(
          partition,
          (int) written.closed().stream().filter(s -> s.partition().equals(partition)).count());
      publish(partition, move.next());
    }
  }

  /**
   * Publishes to other services how far the rows are, and tries again in the next turn if that
   * fails: group membership is a hint here too, and a position that is too low only makes others
   * wait. Partitions with parked keys are left out, because their rows do not hold everything
   * before the position.
   */
  private void announce(Consumer<byte[], byte[]> consumer) {
    if (!projection.announced() || announcing) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
    owned.forEach(
        (partition, one) -> {
          if (!unplaced.contains(partition)
              && parkedKeys.getOrDefault(partition, 0) == 0
              && announced.getOrDefault(partition, -1L) != one.stored()) {
            news.put(partition, new OffsetAndMetadata(one.stored()));
          }
        });
    if (news.isEmpty()) {
      return;
    }
    announcing = true;
    consumer.commitAsync(
        news,
        (committed, failure) -> {
          announcing = false;
          if (failure == null) {
            committed.forEach((partition, position) -> announced.put(partition, position.offset()));
          } else {
            LOG.debug(
                "projection {}: positions not committed to the group", projection.name(), failure);
          }
        });
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
    publishGauges();
  }

  private void publishGauges() {
    long now = System.nanoTime();
    long nowMillis = System.currentTimeMillis();
    lagRecords = owned.values().stream().mapToLong(OwnedPartition::lag).sum();
    lagSeconds =
        owned.values().stream().mapToLong(one -> one.lagSeconds(now, nowMillis)).max().orElse(0);
    parkedKeysHere = parkedKeys.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void sayRunning() {
    if (!unplaced.isEmpty()) {
      return;
    }
    Optional<String> away = watch.trouble();
    if (away.isPresent()) {
      if (health.status() != Status.RETRYING) {
        meters.logFailures.increment();
        LOG.warn("projection {}: {}", projection.name(), away.get());
      }
      health = new ProjectionHealth(projection.name(), Status.RETRYING, away.get());
    } else if (health.status() != Status.RUNNING) {
      LOG.info("projection {} is running", projection.name());
      backOff.reset();
      health = new ProjectionHealth(projection.name(), Status.RUNNING, "");
    }
  }

  private void retrying(String detail, Throwable why) {
    if (health.status() == Status.RETRYING) {
      LOG.debug("projection {}: {}", projection.name(), detail, why);
    } else {
      LOG.warn("projection {} keeps retrying: {}", projection.name(), detail);
    }
    health = new ProjectionHealth(projection.name(), Status.RETRYING, detail);
  }
}
