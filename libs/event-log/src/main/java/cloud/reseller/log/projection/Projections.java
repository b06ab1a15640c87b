package cloud.reseller.log.projection;

import cloud.reseller.log.BoundedDatabase;
import cloud.reseller.log.Position;
import cloud.reseller.log.projection.PositionWaiters.Wait;
import cloud.reseller.log.projection.ProjectionHealth.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projections of a service on one instance. Each runs on its own thread and in its own consumer
 * group, so that none waits for another; the instances of a service share the partitions.
 *
 * <p>The tables {@code projection_position} and {@code projection_parked} must exist; their
 * migration is in {@code classpath:db/event-log}.
 */
public final class Projections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

  private static final long LOOK_WHILE_AWAITED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LOOK_WHILE_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Duration END_WITHIN = Duration.ofSeconds(12);

  private final List<ProjectionRuntime> runtimes;
  private final List<String> names;
  private final BoundedDatabase database;
  private final Admin admin;
  private final LogState log;
  private final LogReader reader;
  private final PositionTable positions = new PositionTable();
  private final ParkedTable parked = new ParkedTable();
  private final Thread lookout;
  private volatile boolean stopping;

  /**
   * Projections that have not been started.
   *
   * @param database holds the rows and the positions; each running batch uses one connection
   */
  public Projections(
      ProjectionSettings settings,
      List<Projection> projections,
      DataSource database,
      MeterRegistry registry) {
    this.database = new BoundedDatabase(database);
    admin = Admin.create(adminConfig(settings));
    log = new LogState(admin);
    reader = new LogReader(settings.kafka(), Duration.ofSeconds(5));
    runtimes =
        projections.stream()
            .map(p -> new ProjectionRuntime(p, settings, this.database, admin, registry))
            .toList();
    names = runtimes.stream().map(ProjectionRuntime::name).toList();
    if (Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException("two projections of the same name among " + names);
    }
    lookout = Thread.ofPlatform().name("projection-positions").daemon().unstarted(this::lookOut);
  }

  private static Map<String, Object> adminConfig(ProjectionSettings settings) {
    Map<String, Object> config = new HashMap<>(settings.kafka());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    return config;
  }

  /**
   * Checks that the stored positions belong to this log. A service calls it before {@link #start}.
   *
   * @throws PositionRefusedException if they do not; the message says what differs and what to do
   * @throws SQLException if the database cannot be queried
   * @throws org.apache.kafka.common.KafkaException if the cluster cannot be queried
   */
  public void verify() throws SQLException {
    for (ProjectionRuntime runtime : runtimes) {
      runtime.verify();
    }
  }

  /** Starts reading; returns at once, whether or not the log and the database can be reached. */
  public void start() {
    runtimes.forEach(ProjectionRuntime::start);
    lookout.start();
  }

  /** The health of each projection on this instance. */
  public List<ProjectionHealth> health() {
    return runtimes.stream().map(ProjectionRuntime::health).toList();
  }

  /**
   * Whether the rows hold everything that was in the log when this instance started, whichever
   * instance wrote them. Once true it stays true.
   */
  public boolean caughtUp() {
    return runtimes.stream().allMatch(ProjectionRuntime::caughtUp);
  }

  /**
   * How current the rows are now; rows that are read afterwards are at least as current.
   *
   * @throws SQLException if the database fails, which is asked only for partitions that another
   *     instance owns
   */
  public Freshness freshness() throws SQLException {
    Map<String, Map<TopicPartition, Long>> stored = stored();
    Map<TopicPartition, Long> lowest = new TreeMap<>(PositionAdvance.ORDER);
    List<Optional<Instant>> asOf = new ArrayList<>();
    for (ProjectionRuntime runtime : runtimes) {
      Map<TopicPartition, Long> its = stored.getOrDefault(runtime.name(), Map.of());
      its.forEach((partition, position) -> lowest.merge(partition, position, Math::min));
      asOf.add(runtime.asOf(its));
    }
    return new Freshness(
        asOf.contains(Optional.<Instant>empty())
            ? Optional.empty()
            : asOf.stream().flatMap(Optional::stream).min(Comparator.naturalOrder()),
        lowest.entrySet().stream()
            .map(
                entry ->
                    new Position(
                        entry.getKey().topic(), entry.getKey().partition(), entry.getValue()))
            .toList());
  }

  private Map<String, Map<TopicPartition, Long>> stored() throws SQLException {
    Map<String, Map<TopicPartition, Long>> here = new HashMap<>();
    for (ProjectionRuntime runtime : runtimes) {
      runtime.storedHere().ifPresent(stored -> here.put(runtime.name(), stored));
    }
    return here.size() == runtimes.size() ? here : database.read(c -> positions.read(c, names));
  }

  /**
   * Waits until every projection of this service that reads the topic, on whichever instance, has
   * passed a record: reads that start afterwards see its rows.
   *
   * @param outcome position of the record @return false if the limit passed first
   */
  public boolean waitFor(Position outcome, Duration limit) throws InterruptedException {
    TopicPartition partition = new TopicPartition(outcome.topic(), outcome.partition());
    long deadline = System.nanoTime() + limit.toNanos();
    for (ProjectionRuntime runtime : runtimes) {
      if (runtime.reads(outcome.topic()) && !passed(runtime, partition, outcome, deadline)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Waits until every projection of this service that reads the topic, on whichever instance, has
   * passed the current end of a partition, open transactions included: reads that start afterwards
   * miss nothing written before the call.
   *
   * @return false if the limit passed first or the cluster could not be queried
   */
  public boolean waitForEnd(String topic, int partition, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      long end =
          log.end(new TopicPartition(topic, partition))
              .get(limit.toNanos(), TimeUnit.NANOSECONDS)
              .offset();
      return end == 0
          || waitFor(
              new Position(topic, partition, end - 1),
              Duration.ofNanos(deadline - System.nanoTime()));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("end of {}/{} is not known", topic, partition, e);
      return false;
    }
  }

  private boolean passed(
      ProjectionRuntime runtime, TopicPartition partition, Position outcome, long deadline)
      throws InterruptedException {
    Wait wait = runtime.waiters().begin(partition, outcome.offset());
    try {
      if (runtime.storedHere(partition).orElse(0L) > outcome.offset()) {
        return true;
      }
      LockSupport.unpark(lookout);
      wait.passed().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    } finally {
      runtime.waiters().end(wait);
    }
  }

  /**
   * Retries the parked records of a key, in order, in every projection that has parked some. For an
   * operator who has removed the cause; any instance will do. A record that still cannot be applied
   * stays parked, with those behind it.
   *
   * @return the result for each parked sequence; empty if the key has none
   * @throws SQLException if the database fails; sequences not yet retried are unchanged
   * @throws org.apache.kafka.common.KafkaException if the log cannot be read
   */
  public List<RetriedSequence> retryParked(String key) throws SQLException {
    List<RetriedSequence> retried = new ArrayList<>();
    for (ProjectionRuntime runtime : runtimes) {
      String stored = Sequence.storable(key);
      for (Sequence sequence : database.read(c -> parked.ofKey(c, runtime.name(), stored))) {
        RetriedSequence result = runtime.writer().retry(sequence, reader);
        LOG.info(
            "projection {}: {} parked records applied, {} still parked in {}/{}",
            result.projection(),
            result.applied(),
            result.stillParked(),
            result.topic(),
            result.partition());
        retried.add(result);
      }
    }
    return List.copyOf(retried);
  }

  /**
   * Reads the position table on behalf of callers waiting for partitions that another instance
   * owns.
   */
  private void lookOut() {
    while (!stopping) {
      boolean awaited = awaitedElsewhere();
      boolean behind = !caughtUp() && !refused();
      if (awaited || behind) {
        look();
      }
      if (awaitedAnywhere()) {
        LockSupport.parkNanos(LOOK_WHILE_AWAITED_NANOS);
      } else if (behind) {
        LockSupport.parkNanos(LOOK_WHILE_BEHIND_NANOS);
      } else {
        LockSupport.park();
      }
    }
  }

  private boolean awaitedAnywhere() {
    return runtimes.stream().anyMatch(r -> !r.waiters().awaited().isEmpty());
  }

  private boolean awaitedElsewhere() {
    return runtimes.stream()
        .anyMatch(r -> r.waiters().awaited().stream().anyMatch(p -> r.storedHere(p).isEmpty()));
  }

  private boolean refused() {
    return health().stream().anyMatch(h -> h.status() == Status.REFUSED);
  }

  private void look() {
    try {
      Map<String, Map<TopicPartition, Long>> stored = database.read(c -> positions.read(c, names));
      runtimes.forEach(r -> r.observe(stored.getOrDefault(r.name(), Map.of())));
    } catch (SQLException | RuntimeException e) {
      // The runtimes report an unavailable database; callers that wait have a time limit.
      LOG.debug("positions not read", e);
      LockSupport.parkNanos(LOOK_WHILE_BEHIND_NANOS);
    }
  }

  /**
   * Stops after the current batches and leaves the groups, so that other instances take over at
   * once.
   */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(lookout);
    runtimes.forEach(ProjectionRuntime::stop);
    try {
      for (ProjectionRuntime runtime : runtimes) {
        runtime.awaitEnd(END_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
    admin.close(Duration.ofSeconds(1));
  }
}
