package cloud.reseller.kit.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.command.BroadcastReader;
import cloud.reseller.log.command.CommandSettings;
import cloud.reseller.log.command.Commands;
import cloud.reseller.log.command.KafkaCommands;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.loop.DeciderStatus;
import cloud.reseller.log.decide.state.PostgresSnapshots;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.ProjectionSettings;
import cloud.reseller.log.projection.Projections;
import cloud.reseller.log.topics.AccessCheck;
import cloud.reseller.log.topics.Setting;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicCheck;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything a service does with the log: verifies its access rights, creates (where
 * allowed) and verifies topics, verifies positions, then starts projections, commands and the
 * decider, in this order. Stops them in reverse order.
 *
 * <p>A log that does not meet the service's needs ends the service with a message. A log that
 * cannot be reached does not: the service continues, not ready, and keeps retrying.
 */
@Singleton
public class LogRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(LogRuntime.class);
  private static final String REPEATED = "CommandRepeated.v1";
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  /** Bounds how long an open transaction of a dead decider can hold up the others. */
  private static final Setting ABORTS_SOON =
      new Setting.AtMost("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);

  private final String service;
  private final LogConfig config;
  private final Map<String, Object> kafka;
  private final Optional<Deciding> deciding;
  private final List<Projection> projecting;
  private final Supplier<DataSource> database;
  private final MeterRegistry metrics;

  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile boolean closing;
  private volatile String waitingFor = "";
  private volatile Optional<Projections> projections = Optional.empty();
  private volatile Optional<DeciderRunner<?, ?, ?, ?>> decider = Optional.empty();
  private volatile Optional<BroadcastReader> outcomes = Optional.empty();
  private volatile Optional<Commands> commands = Optional.empty();
  private volatile Thread opener;

  @Inject
  LogRuntime(
      @ConfigProperty(name = "quarkus.application.name") String service,
      LogConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Instance<Deciding> deciding,
      @Any Instance<Projection> projecting,
      Instance<DataSource> database,
      MeterRegistry metrics) {
    this(
        service,
        config,
        kafka,
        deciding.isResolvable() ? Optional.of(deciding.get()) : Optional.empty(),
        projecting.stream().toList(),
        database::get,
        metrics);
  }

  LogRuntime(
      String service,
      LogConfig config,
      Map<String, Object> kafka,
      Optional<Deciding> deciding,
      List<Projection> projecting,
      Supplier<DataSource> database,
      MeterRegistry metrics) {
    this.service = service;
    this.config = config;
    this.kafka = Map.copyOf(kafka);
    this.deciding = deciding;
    this.projecting = projecting;
    this.database = database;
    this.metrics = metrics;
  }

  /** The running projections; empty until the log has been reached, or if the service has none. */
  public Optional<Projections> projections() {
    return projections;
  }

  /**
   * Waits until this service's views hold everything that is now in a key's partition of a topic
   * they are built from.
   *
   * @return false if the limit passed first, or the log could not be queried
   */
  public boolean viewsHold(String topic, String key, Duration limit) throws InterruptedException {
    Optional<Projections> views = projections;
    return views.isPresent()
        && views
            .get()
            .waitForEnd(
                topic, KeyPartitioner.partition(key.getBytes(UTF_8), config.partitions), limit);
  }

  /**
   * The same for callers that cannot continue otherwise.
   *
   * @param late thrown if the views do not catch up in time
   */
  public void awaitViews(
      String topic, String key, Duration limit, Supplier<? extends RuntimeException> late) {
    try {
      if (!viewsHold(topic, key, limit)) {
        throw late.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late.get();
    }
  }

  /** The decider's status; empty until it runs, or if the service has none. */
  public Optional<DeciderStatus> deciderStatus() {
    return decider.map(DeciderRunner::status);
  }

  /** Publishes this service's commands; empty until the log has been reached. */
  Optional<Commands> commands() {
    return commands;
  }

  /** Reads the outcomes of this service's commands; empty until the log has been reached. */
  Optional<BroadcastReader> outcomes() {
    return outcomes;
  }

  /** Whether everything has been started. */
  boolean open() {
    return opened.isDone() && !opened.isCompletedExceptionally();
  }

  /** What startup is waiting for, for an operator; an empty string if nothing. */
  String waitingFor() {
    return waitingFor;
  }

  void start(@Observes StartupEvent event) {
    start();
  }

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  /**
   * Starts everything, or continues in the background if the log stays unavailable for too long.
   *
   * @throws RuntimeException if the log does not meet the service's needs; the message names the
   *     problem and the remedy
   */
  void start() {
    SortedSet<String> names = topicNames();
    if (names.isEmpty()) {
      opened.complete(null);
      return;
    }
    List<Topic> topics = names.stream().map(name -> Topics.named(name, config.partitions)).toList();
    if (config.unsecured) {
      LOG.warn(
          "reseller.kafka.unsecured is set: what this service and others may write is not verified;"
              + " never in production");
    }
    waitingFor = "the first look at the log";
    opener = Thread.ofPlatform().name("log-start").start(() -> openUntilDone(topics));
    try {
      opened.get(config.startWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("starting without the log, not ready: {}", waitingFor);
      opened.whenComplete((done, unfit) -> endIf(unfit));
    } catch (ExecutionException unfit) {
      close();
      throw unfit.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the log could not be used", unfit.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SortedSet<String> topicNames() {
    SortedSet<String> names = new TreeSet<>(config.alsoTopics);
    names.addAll(reads());
    names.addAll(writes());
    return names;
  }

  private SortedSet<String> reads() {
    SortedSet<String> names = new TreeSet<>();
    projecting.forEach(projection -> names.addAll(projection.topics()));
    deciding
        .map(one -> one.spec(service, config.partitions))
        .ifPresent(
            spec -> {
              names.addAll(spec.inputs());
              // Restoring reads the decider's own output.
              names.addAll(spec.outputs());
              names.addAll(spec.facts());
              spec.shared().ifPresent(names::add);
            });
    return names;
  }

  private SortedSet<String> others() {
    SortedSet<String> names = new TreeSet<>(AccessRules.shipped().principals());
    names.remove(service);
    return names;
  }

  private SortedSet<String> writes() {
    SortedSet<String> names = new TreeSet<>(config.alsoWrites);
    deciding.ifPresent(
        one -> {
          names.add(one.commandTopic());
          names.addAll(one.spec(service, config.partitions).outputs());
        });
    return names;
  }

  private void openUntilDone(List<Topic> topics) {
    while (!closing && !opened.isDone()) {
      try {
        open(topics);
        waitingFor = "";
        opened.complete(null);
      } catch (InterruptException e) {
        return;
      } catch (RetriableException | SQLException e) {
        closeRunning();
        say(e);
        rest();
      } catch (RuntimeException | Error e) {
        opened.completeExceptionally(e);
      }
    }
  }

  private void open(List<Topic> topics) throws SQLException {
    if (!projecting.isEmpty() || deciding.isPresent()) {
      DatabaseRole.verify(database.get());
    }
    Map<String, String> topicIds = new HashMap<>();
    if (!config.unsecured) {
      AccessCheck.verifyLogsIn(kafka);
    }
    try (Admin admin = Admin.create(adminConfig())) {
      if (!config.unsecured) {
        AccessCheck access = new AccessCheck(admin, AccessCheck.principal(kafka, service));
        access.verify(reads(), writes());
        access.verifyOthers(kafka, others());
      }
      if (config.createTopics) {
        List<String> made = new TopicsStep(admin).createMissing(topics);
        if (!made.isEmpty()) {
          LOG.info("topics created: {}", made);
        }
      }
      TopicCheck check = new TopicCheck(admin);
      check.verify(topics);
      if (deciding.isPresent()) {
        check.verifyBrokers(List.of(ABORTS_SOON));
      }
      topicIds.putAll(topicIds(admin, topics));
    }
    if (!projecting.isEmpty()) {
      Projections started =
          keep(
              new Projections(
                  ProjectionSettings.of(kafka, service), projecting, database.get(), metrics));
      started.verify();
      started.start();
      projections = Optional.of(started);
    }
    if (deciding.isPresent()) {
      decide(deciding.get(), topicIds);
    }
  }

  private void decide(Deciding mine, Map<String, String> topicIds) {
    DeciderSpec spec = mine.spec(service, config.partitions);
    BroadcastReader reader = keep(new BroadcastReader(kafka, spec.events()));
    reader.start();
    outcomes = Optional.of(reader);
    commands =
        Optional.of(
            keep(
                new KafkaCommands(
                    CommandSettings.of(kafka, mine.commandTopic(), "/" + service + "/http"),
                    reader,
                    this::waitForViews,
                    LogRuntime::firstOutcome,
                    metrics)));
    DeciderRunner<?, ?, ?, ?> started =
        keep(
            mine.decider(
                spec,
                DeciderSettings.of(kafka, config.ordinal).savingEvery(config.snapshotEvery),
                new PostgresSnapshots(database.get(), service, topicIds),
                metrics));
    started.start();
    decider = Optional.of(started);
  }

  private boolean waitForViews(Position outcome, Duration limit) throws InterruptedException {
    Optional<Projections> views = projections;
    return views.isEmpty() || views.get().waitFor(outcome, limit);
  }

  private static Optional<Position> firstOutcome(LogRecord outcome) {
    if (!outcome.type().equals(REPEATED)) {
      return Optional.empty();
    }
    try {
      return EventJson.read(outcome.type(), outcome.body().orElse(new byte[0]))
              instanceof CommandRepeated repeated
          ? Optional.of(Position.parse(repeated.firstOutcome()))
          : Optional.empty();
    } catch (EventJson.UnreadableException e) {
      throw new IllegalStateException("unreadable outcome at " + outcome.position(), e);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    running.push(part);
    return part;
  }

  private static Map<String, String> topicIds(Admin admin, Collection<Topic> topics) {
    Map<String, String> ids = new HashMap<>();
    try {
      admin
          .describeTopics(topics.stream().map(Topic::name).toList())
          .allTopicNames()
          .get()
          .forEach((name, description) -> ids.put(name, description.topicId().toString()));
      return ids;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private Map<String, Object> adminConfig() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    return settings;
  }

  private void say(Exception away) {
    String reason = away.getClass().getSimpleName() + ": " + away.getMessage();
    if (!waitingFor.equals(reason)) {
      LOG.warn("waiting for the log or the database ({})", reason);
    }
    waitingFor = reason;
  }

  private void rest() {
    try {
      Thread.sleep(TRY_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  private void endIf(Throwable unfit) {
    if (unfit != null && !closing) {
      LOG.error("the log does not meet the needs of this service, which stops now", unfit);
      Quarkus.asyncExit(1);
    }
  }

  /** Stops everything in order, ending the running transaction first. */
  void close() {
    closing = true;
    if (opener != null && opener != Thread.currentThread()) {
      opener.interrupt();
      try {
        opener.join(Duration.ofSeconds(6));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    closeRunning();
  }

  private void closeRunning() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        LOG.error("failed to stop in an orderly way", e);
      }
    }
    projections = Optional.empty();
    outcomes = Optional.empty();
    commands = Optional.empty();
    decider = Optional.empty();
  }
}
