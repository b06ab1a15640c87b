package cloud.reseller.permissions.directory;

import cloud.reseller.kit.directory.DirectoryRecords;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.runtime.LogRuntime;
import cloud.reseller.log.Position;
import cloud.reseller.topics.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thread of one instance at a time read the rows and write what follows from them. All
 * instances share a transactional id: each new transaction fences the previous one, then waits
 * until the rows hold everything written before. So nothing is written on the basis of outdated
 * rows.
 */
@Singleton
class DirectoryWriter {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWriter.class);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration ROWS_WITHIN = Duration.ofSeconds(2);

  private static final int TRIES = 10;

  /**
   * Limited because waiting calls occupy threads that others need, for instance to turn a
   * permission off.
   */
  private static final int QUEUE = 16;

  /** A fenced instance waits for the other to finish, or the two would keep fencing each other. */
  private static final Duration GIVE_WAY = Duration.ofMillis(50);

  private final LogRuntime log;
  private final Map<String, Object> kafka;
  private final Map<String, Object> settings;
  private final ReentrantLock one = new ReentrantLock(true);
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  /** The records that the rows must hold before they are read again. */
  private List<Position> written = List.of();

  @Inject
  DirectoryWriter(
      LogRuntime log,
      @ConfigProperty(name = "quarkus.application.name") String source,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.log = log;
    this.kafka = kafka;
    this.settings = DirectoryRecords.producerSettings(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, source + "-directory");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
  }

  /** Work with exclusive access to the rows; rerun from the start if it was overtaken. */
  interface Work<T> {
    T run(Written to);
  }

  /** Writes records, all or none, and waits briefly for the rows. */
  interface Written {
    void write(List<ProducerRecord<byte[], byte[]>> records);
  }

  /**
   * Does the work with exclusive access, on rows that hold everything written so far.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if that is not possible
   */
  <T> T alone(Work<T> work) {
    try {
      if (one.getQueueLength() >= QUEUE || !one.tryLock(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw unreachable();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
    try {
      for (int tries = 0; tries < TRIES; tries++) {
        try {
          begin();
          return work.run(this::write);
        } catch (KafkaException e) {
          // Whether it was written is known once the next transaction has started.
          end();
          if (!isOvertaken(e)) {
            LOG.warn("directory not written: {}", e.toString());
            throw unreachable();
          }
          giveWay(tries);
        }
      }
      LOG.warn("directory not written: other instances kept writing");
      throw unreachable();
    } finally {
      one.unlock();
    }
  }

  private static void giveWay(int tries) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(2 * GIVE_WAY.toMillis() * (tries + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
  }

  private void begin() {
    if (producer.isEmpty()) {
      Producer<byte[], byte[]> next = new KafkaProducer<>(settings);
      producer = Optional.of(next);
      next.initTransactions();
      written = ends();
    }
    if (!rowsHold(written, WAIT)) {
      throw unreachable();
    }
  }

  private void write(List<ProducerRecord<byte[], byte[]>> records) {
    if (records.isEmpty()) {
      return;
    }
    Producer<byte[], byte[]> to = producer.orElseThrow();
    to.beginTransaction();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(to.send(record)));
    to.commitTransaction();
    written = sent.stream().map(DirectoryWriter::position).toList();
    // Late rows are not a failure: the records are in the log.
    rowsHold(written, ROWS_WITHIN);
  }

  private static Position position(Future<RecordMetadata> committed) {
    RecordMetadata record = committed.resultNow();
    return new Position(record.topic(), record.partition(), record.offset());
  }

  private boolean rowsHold(List<Position> positions, Duration limit) {
    try {
      for (Position position : positions) {
        if (log.projections().isEmpty() || !log.projections().get().waitFor(position, limit)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The last record of each partition. */
  private List<Position> ends() {
    Map<String, Object> asking = new HashMap<>(kafka);
    asking.put("request.timeout.ms", 4_000);
    asking.put("default.api.timeout.ms", 5_000);
    try (Admin admin = Admin.create(asking)) {
      return admin
          .listOffsets(
              producer.orElseThrow().partitionsFor(Topics.DIRECTORY).stream()
                  .collect(
                      Collectors.toMap(
                          p -> new TopicPartition(p.topic(), p.partition()),
                          _ -> OffsetSpec.latest())))
          .all()
          .get()
          .entrySet()
          .stream()
          .filter(end -> end.getValue().offset() > 0)
          .map(
              end ->
                  new Position(
                      end.getKey().topic(), end.getKey().partition(), end.getValue().offset() - 1))
          .toList();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException("the ends of the directory are not known", e.getCause());
    }
  }

  /**
   * Waits until the rows hold everything that is now in the log under a key.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if they do not catch up in time
   */
  void awaitRows(String key) {
    log.awaitViews(Topics.DIRECTORY, key, WAIT, DirectoryWriter::late);
  }

  private static RuntimeException late() {
    return ErrorCode.UNAVAILABLE
        .because(
            "It could not be established in time whether the person is still known. Repeat the"
                + " request with the"
                + " same MS-RequestId after the time in Retry-After.")
        .retryAfter(Duration.ofSeconds(5));
  }

  private static boolean isOvertaken(KafkaException e) {
    return isFence(e) || isFence(e.getCause());
  }

  private static boolean isFence(Throwable e) {
    // InvalidPidMappingException: the broker forgets an id that was not used for a week.
    return e instanceof ProducerFencedException
        || e instanceof InvalidProducerEpochException
        || e instanceof InvalidPidMappingException;
  }

  private static RuntimeException unreachable() {
    return ErrorCode.UNAVAILABLE
        .because(
            "The directory cannot be written. Try again with the same MS-RequestId after the time"
                + " in Retry-After.")
        .retryAfter(Duration.ofSeconds(5));
  }

  private void end() {
    producer.ifPresent(old -> old.close(Duration.ZERO));
    producer = Optional.empty();
  }

  @PreDestroy
  void close() {
    one.lock();
    try {
      end();
    } finally {
      one.unlock();
    }
  }
}
