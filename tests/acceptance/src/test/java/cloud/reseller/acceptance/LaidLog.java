package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a stored log into Kafka again so that every record has the offset it had: outcomes name
 * inputs and facts by their offsets.
 *
 * <p>Missing offsets belonged to transaction markers, or to aborted records and their marker. A
 * single missing offset is produced by a committed transaction; several by an aborted one with one
 * record fewer than are missing. Independent parts of several partitions share a transaction, so
 * there are as many transactions as the longest partition needs.
 */
final class LaidLog implements AutoCloseable {

  /**
   * Consecutive records.
   *
   * @param missing number of offsets without a record after them
   */
  private record Run(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long missing) {}

  private final Map<String, Object> kafka;
  private final KafkaProducer<byte[], byte[]> plain;
  private final KafkaProducer<byte[], byte[]> transactional;

  /**
   * A writer for a log whose topics exist.
   *
   * @param kafka client settings of the super user
   */
  LaidLog(Map<String, Object> kafka) {
    this.kafka = kafka;
    this.plain = producer(Map.of());
    this.transactional = producer(Map.of("transactional.id", "stored-log"));
    transactional.initTransactions();
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("linger.ms", 5);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Appends one log to those before it.
   *
   * @param ends the ends of the logs before it
   */
  void write(StoredLog log, Map<TopicPartition, Long> ends) {
    try {
      laid(log, ends);
    } catch (ExecutionException cannot) {
      throw new IllegalStateException(log.name() + " cannot be written", cannot.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private void laid(StoredLog log, Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException {
    List<String> inputs =
        List.of(Portal.REQUESTS, Log.PERMISSION_COMMANDS, Log.RESERVATION_COMMANDS);
    try (Admin admin = Admin.create(kafka)) {
      TopicTimes times = new TopicTimes(admin, inputs);
      times.ofTheRecords();
      List<Deque<Run>> left = runs(log, ends);
      while (!left.isEmpty()) {
        writeRound(left.stream().map(Deque::remove).toList());
        left.removeIf(Deque::isEmpty);
      }
      times.ofTheBroker();
      Map<TopicPartition, Long> wanted = log.ends();
      List<String> topics = wanted.keySet().stream().map(TopicPartition::topic).distinct().toList();
      assertThat(Rows.ends(admin, topics)).containsAllEntriesOf(wanted);
    }
  }

  private static List<Deque<Run>> runs(StoredLog log, Map<TopicPartition, Long> starts) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : log.records()) {
      byPartition
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
          .add(record);
    }
    List<Deque<Run>> runs = new ArrayList<>();
    log.ends()
        .forEach(
            (partition, end) -> {
              Deque<Run> of =
                  runs(
                      partition,
                      starts.getOrDefault(partition, 0L),
                      byPartition.getOrDefault(partition, List.of()),
                      end);
              if (!of.isEmpty()) {
                runs.add(of);
              }
            });
    return runs;
  }

  private static Deque<Run> runs(
      TopicPartition partition,
      long start,
      List<ConsumerRecord<byte[], byte[]>> records,
      long end) {
    Deque<Run> runs = new ArrayDeque<>();
    List<ConsumerRecord<byte[], byte[]>> run = new ArrayList<>();
    long next = start;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() > next) {
        runs.add(new Run(partition, run, record.offset() - next));
        run = new ArrayList<>();
      }
      run.add(record);
      next = record.offset() + 1;
    }
    if (!run.isEmpty() || end > next) {
      runs.add(new Run(partition, run, end - next));
    }
    return runs;
  }

  /** One run of each partition: first those ended by a commit, then those without a marker. */
  private void writeRound(List<Run> round) throws ExecutionException, InterruptedException {
    List<Run> committed = round.stream().filter(run -> run.missing() == 1).toList();
    List<Run> others = round.stream().filter(run -> run.missing() != 1).toList();
    if (!committed.isEmpty()) {
      transactional.beginTransaction();
      List<Written> written = written(transactional, committed);
      transactional.commitTransaction();
      verify(written);
    }
    List<Written> written = written(plain, others);
    plain.flush();
    verify(written);
    List<Run> withMore = others.stream().filter(run -> run.missing() > 1).toList();
    if (!withMore.isEmpty()) {
      transactional.beginTransaction();
      for (Run run : withMore) {
        for (long taken = 1; taken < run.missing(); taken++) {
          transactional.send(
              new ProducerRecord<>(
                  run.partition().topic(),
                  run.partition().partition(),
                  "taken back".getBytes(UTF_8),
                  "taken back".getBytes(UTF_8)));
        }
      }
      transactional.flush();
      transactional.abortTransaction();
    }
  }

  private record Written(ConsumerRecord<byte[], byte[]> wanted, Future<RecordMetadata> at) {}

  private static List<Written> written(KafkaProducer<byte[], byte[]> producer, List<Run> runs) {
    List<Written> written = new ArrayList<>();
    for (Run run : runs) {
      if (run.records().isEmpty() && run.missing() == 1) {
        throw new IllegalStateException(
            run.partition() + " begins with a marker of nothing, which cannot be made again");
      }
      for (ConsumerRecord<byte[], byte[]> record : run.records()) {
        written.add(
            new Written(
                record,
                producer.send(
                    new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers()))));
      }
    }
    return written;
  }

  private static void verify(List<Written> written)
      throws ExecutionException, InterruptedException {
    for (Written each : written) {
      RecordMetadata at = each.at().get();
      assertThat(at.offset())
          .as("offset in %s-%d", at.topic(), at.partition())
          .isEqualTo(each.wanted().offset());
      assertThat(at.timestamp()).isEqualTo(each.wanted().timestamp());
    }
  }

  /** Writes a sequence of logs that continue each other. */
  static void write(Map<String, Object> kafka, List<StoredLog> logs) {
    try (LaidLog laid = new LaidLog(kafka)) {
      Map<TopicPartition, Long> ends = Map.of();
      for (StoredLog log : logs) {
        laid.write(log, ends);
        ends = log.ends();
      }
    }
  }

  @Override
  public void close() {
    plain.close();
    transactional.close();
  }
}
