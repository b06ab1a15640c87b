package cloud.reseller.kit.directory;

import cloud.reseller.events.DirectoryUser;
import cloud.reseller.kit.caller.AgentCalled;
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
import org.jboss.logging.Logger;

/**
 * Records a partner's agents in the directory when they call and the rows of this service do not
 * have them with these names, whichever service they called before. Calls never wait for it. Agents
 * who were erased are not recorded again.
 */
@Singleton
class AgentRecorder {

  private static final Logger LOG = Logger.getLogger(AgentRecorder.class);
  private static final int REMEMBERED = 10_000;
  private static final int WAITING = 1_000;

  private final boolean recording;
  private final boolean reading;
  private final DirectoryRecords records;
  private final DirectoryRows rows;
  private final Map<String, Object> settings;
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  /** Hash of what was seen last, by key. Forgetting one costs one more look at the rows. */
  private final Map<String, Integer> recorded =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Of its own, because a producer may block its caller while the log is away. */
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
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.recording = recording;
    this.reading = reading;
    this.records = records;
    this.rows = rows;
    this.settings = DirectoryRecords.producerSettings(kafka);
    writer.allowCoreThreadTimeOut(true);
  }

  /** Without rows every start would write every agent again. */
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
      notRecorded(call.person(), hash, full);
    }
  }

  private void write(DirectoryUser agent, Integer hash) {
    try {
      // Who was erased comes back only by being added again.
      if (rows.has(agent) || rows.isErased(agent)) {
        return;
      }
      producer()
          .send(
              records.person(agent),
              (_, failure) -> {
                if (failure != null) {
                  notRecorded(agent, hash, failure);
                }
              });
    } catch (RuntimeException unfit) {
      // The rows are away, or a name no event may hold; what would print it must not see it.
      notRecorded(agent, hash, unfit);
    }
  }

  /** The next call of this agent tries again. */
  private void notRecorded(DirectoryUser agent, Integer hash, Throwable failure) {
    recorded.remove(agent.key(), hash);
    LOG.warnf("agent %s not recorded: %s", agent.id(), failure.getClass().getSimpleName());
  }

  /** Made when first needed: not every service records agents. */
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
