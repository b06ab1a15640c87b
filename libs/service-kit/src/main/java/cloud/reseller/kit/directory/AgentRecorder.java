package cloud.reseller.kit.directory;

import cloud.reseller.events.DirectoryUser;
import cloud.reseller.kit.caller.AgentCalled;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.throttle.LogThrottle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a partner's agents in the directory when they call, unless this service's rows already
 * have them with these names. Calls never wait for it. Agents who were erased are not recorded
 * again.
 *
 * <p>A token cannot be sent back for correction: if one of its names is invalid, or its sign-in
 * name belongs to another person, the object id is recorded instead.
 */
@Singleton
class AgentRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(AgentRecorder.class);
  private static final int REMEMBERED = 10_000;
  private static final int WAITING = 1_000;

  private final boolean recording;
  private final boolean reading;
  private final DirectoryRecords records;
  private final DirectoryRows rows;
  private final Map<String, Object> settings;
  private final Counter unnamed;
  private final Counter unrecorded;
  private final LogThrottle failures = new LogThrottle(Duration.ofSeconds(10), System::nanoTime);
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  /** Hash of the last record seen, by key. Evicting an entry costs one more database lookup. */
  private final Map<String, Integer> recorded =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** A thread of its own, because a producer may block its caller while the log is unavailable. */
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("directory-sign-ins").daemon().factory());

  @Inject
  AgentRecorder(
      @ConfigProperty(name = "reseller.directory.record-agents", defaultValue = "false")
          boolean recording,
      @ConfigProperty(name = "reseller.directory.read", defaultValue = "false") boolean reading,
      DirectoryRecords records,
      DirectoryRows rows,
      MeterRegistry metrics,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.recording = recording;
    this.reading = reading;
    this.records = records;
    this.rows = rows;
    this.settings = DirectoryRecords.producerSettings(kafka);
    this.unnamed =
        Counter.builder("directory.agents.unnamed")
            .description("Agents recorded with names other than those in their token")
            .register(metrics);
    this.unrecorded =
        Counter.builder("directory.agents.unrecorded")
            .description("Calls of agents who could not be recorded")
            .register(metrics);
    writer.allowCoreThreadTimeOut(true);
  }

  /** Without the rows, every restart would record every agent again. */
  void verify(@Observes StartupEvent event) {
    if (recording && !reading) {
      throw new IllegalStateException(
          "reseller.directory.record-agents=true needs reseller.directory.read=true: set both, or"
              + " neither");
    }
  }

  void record(@Observes AgentCalled call) {
    if (!recording) {
      return;
    }
    String key = call.person().key();
    Integer hash = call.person().hashCode();
    if (hash.equals(recorded.put(key, hash))) {
      return;
    }
    try {
      writer.execute(() -> write(call.person(), hash));
    } catch (RejectedExecutionException full) {
      notRecorded(call.person(), hash, full.getClass().getSimpleName());
    }
  }

  private void write(DirectoryUser called, Integer hash) {
    try {
      DirectoryUser agent = fit(called, hash);
      // An erased agent comes back only by being added again.
      if (rows.has(agent) || rows.isErased(agent)) {
        return;
      }
      if (rows.isOnTheOtherSide(agent)) {
        notRecorded(called, hash, "the object id belongs to a customer's user");
        return;
      }
      if (!agent.equals(called)) {
        unnamed.increment();
      }
      producer()
          .send(
              records.person(agent),
              (_, failure) -> {
                if (failure != null) {
                  notRecorded(called, hash, failure.getClass().getSimpleName());
                }
              });
    } catch (RuntimeException notNow) {
      // The database is unavailable, or the producer's buffer is full. The message may quote names.
      notRecorded(called, hash, notNow.getClass().getSimpleName());
    }
  }

  private DirectoryUser fit(DirectoryUser called, Integer hash) {
    DirectoryUser agent = named(called, Fields.text(called.userPrincipalName()));
    if (!rows.isNameTaken(agent)) {
      return agent;
    }
    // The next call checks whether the name has become free.
    recorded.remove(called.key(), hash);
    return named(called, Optional.empty());
  }

  private static DirectoryUser named(DirectoryUser called, Optional<String> signInName) {
    String name = signInName.orElse(called.id());
    return new DirectoryUser(
        called.id(),
        called.tenantId(),
        called.side(),
        name,
        Fields.text(called.displayName()).orElse(name));
  }

  /** Notes the failure, so that the agent's next call tries again. */
  private void notRecorded(DirectoryUser agent, Integer hash, String why) {
    recorded.remove(agent.key(), hash);
    unrecorded.increment();
    failures.ifDue(
        suppressed -> LOG.warn("agent {} not recorded: {}{}", agent.id(), why, suppressed));
  }

  /** Created on first use: not every service records agents. */
  private synchronized Producer<byte[], byte[]> producer() {
    if (producer.isEmpty()) {
      producer = Optional.of(new KafkaProducer<>(settings));
    }
    return producer.get();
  }

  @PreDestroy
  synchronized void close() {
    writer.shutdownNow();
    producer.ifPresent(one -> one.close(Duration.ofSeconds(5)));
  }
}
