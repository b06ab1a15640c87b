package cloud.reseller.log.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Answers every command with its own body: the first of an id as echoed, the same again as
 * repeated, another body as reused.
 */
final class EchoDecider implements AutoCloseable {

  private record First(Position outcome, byte[] body) {}

  private final String commands;
  private final String events;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Map<String, First> firsts = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().unstarted(this::run);

  EchoDecider(Map<String, Object> kafka, String commands, String events) {
    this.commands = commands;
    this.events = events;
    consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Map<String, Object> transactional = new HashMap<>(kafka);
    transactional.put("transactional.id", events);
    producer =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    thread.start();
  }

  /** Where the first answer stands, if the record says that there was one. */
  static Optional<Position> firstOutcome(LogRecord outcome) {
    return outcome.type().equals("Repeated.v1")
        ? Optional.of(Position.parse(new String(outcome.body().orElseThrow(), UTF_8)))
        : Optional.empty();
  }

  private void run() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(commands).stream()
            .map(p -> new TopicPartition(commands, p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    try {
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
        if (!records.isEmpty()) {
          producer.beginTransaction();
          for (ConsumerRecord<byte[], byte[]> record : records) {
            answer(new LogRecord(record));
          }
          producer.commitTransaction();
        }
      }
    } catch (WakeupException closed) {
      consumer.close();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(LogRecord command) throws InterruptedException, ExecutionException {
    String id = command.header("ce_id").orElseThrow();
    byte[] body = command.body().orElseThrow();
    First first = firsts.get(id);
    if (first == null) {
      firsts.put(id, new First(write(command, "Echoed.v1", body), body));
    } else if (Arrays.equals(first.body(), body)) {
      write(command, "Repeated.v1", first.outcome().toString().getBytes(UTF_8));
    } else {
      write(command, "Reused.v1", body);
    }
  }

  private Position write(LogRecord command, String type, byte[] body)
      throws InterruptedException, ExecutionException {
    ProducerRecord<byte[], byte[]> outcome =
        new ProducerRecord<>(
            events,
            command.position().partition(),
            command.key().orElseThrow().getBytes(UTF_8),
            body);
    add(outcome, "ce_type", type);
    add(outcome, "ce_causationid", command.header("ce_id").orElseThrow());
    add(outcome, "ce_correlationid", command.header("ce_correlationid").orElseThrow());
    add(outcome, "ce_input", command.position().toString());
    add(outcome, "traceparent", command.header("traceparent").orElseThrow());
    long offset = producer.send(outcome).get().offset();
    return new Position(events, command.position().partition(), offset);
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
