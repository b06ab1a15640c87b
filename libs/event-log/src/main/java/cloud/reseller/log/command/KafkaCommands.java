package cloud.reseller.log.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.command.Answer.Decided;
import cloud.reseller.log.command.Answer.Unavailable;
import cloud.reseller.log.command.Answer.Unknown;
import cloud.reseller.log.projection.LogReader;
import cloud.reseller.log.topics.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands over a Kafka topic: published idempotently, answered by what the decider commits.
 *
 * <p>Blocks the calling thread, which may be a virtual one, for at most the two limits of its
 * settings. Safe for use by many threads.
 */
public final class KafkaCommands implements Commands, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaCommands.class);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final CommandSettings settings;
  private final BroadcastReader outcomes;
  private final Views views;
  private final Function<LogRecord, Optional<Position>> firstOutcome;
  private final Producer<byte[], byte[]> producer;
  private final LogReader log;
  private final MeterRegistry registry;
  private final Counter viewLate;

  /**
   * A gateway that connects in the background.
   *
   * @param outcomes reads the topic the decider answers on; started and closed by the caller
   * @param views the views that must reach an outcome before the caller is answered
   * @param firstOutcome the position of the first answer, for a record that says the command is a
   *     repeat; empty for every other record
   */
  public KafkaCommands(
      CommandSettings settings,
      BroadcastReader outcomes,
      Views views,
      Function<LogRecord, Optional<Position>> firstOutcome,
      MeterRegistry registry) {
    this.settings = settings;
    this.outcomes = outcomes;
    this.views = views;
    this.firstOutcome = firstOutcome;
    this.registry = registry;
    producer =
        new KafkaProducer<>(
            producerConfig(settings), new ByteArraySerializer(), new ByteArraySerializer());
    log = new LogReader(settings.kafka(), settings.outcomeWithin().dividedBy(2));
    viewLate =
        Counter.builder("command.view.late")
            .description("Answers given before the service's own view had the outcome's rows")
            .register(registry);
  }

  private static Map<String, Object> producerConfig(CommandSettings settings) {
    // The broker gets half of the time: a command confirmed later would be answered as unknown
    // anyway.
    int delivery = (int) settings.outcomeWithin().toMillis() / 2;
    Map<String, Object> config = new HashMap<>(settings.kafka());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery / 2);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_INPUT_BYTES);
    return config;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the command is larger than an input may be
   */
  @Override
  public Answer submit(Command command) {
    Timer.Sample sample = Timer.start(registry);
    Answer answer = answer(command);
    sample.stop(registry.timer("command.answer", "answer", label(answer)));
    return answer;
  }

  private static String label(Answer answer) {
    return switch (answer) {
      case Decided _ -> "decided";
      case Unknown _ -> "unknown";
      case Unavailable _ -> "unavailable";
    };
  }

  private Answer answer(Command command) {
    if (!outcomes.ready()) {
      return new Unavailable();
    }
    try (AwaitedOutcome expected = outcomes.expect(command.id())) {
      long deadline = System.nanoTime() + settings.outcomeWithin().toNanos();
      producer.send(record(command), (metadata, failure) -> tell(expected, metadata, failure));
      Optional<LogRecord> outcome =
          expected.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      return outcome.isEmpty() ? new Unknown() : decided(outcome.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unknown();
    } catch (RecordTooLargeException e) {
      throw new IllegalArgumentException(
          "the command is larger than " + Topic.MAX_INPUT_BYTES + " bytes: shorten its body", e);
    } catch (KafkaException e) {
      LOG.warn("command to {} was not confirmed: {}", settings.topic(), e.toString());
      return new Unavailable();
    }
  }

  private static void tell(AwaitedOutcome expected, RecordMetadata metadata, Exception failure) {
    switch (failure) {
      case null ->
          expected.published(
              new Position(metadata.topic(), metadata.partition(), metadata.offset()));
      case KafkaException e -> expected.failed(e);
      default -> expected.failed(new KafkaException(failure));
    }
  }

  private ProducerRecord<byte[], byte[]> record(Command command) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(settings.topic(), command.key().getBytes(UTF_8), command.body());
    Headers headers = record.headers();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("ce_id", command.id().getBytes(UTF_8));
    headers.add("ce_type", command.type().getBytes(UTF_8));
    headers.add("ce_source", settings.source().getBytes(UTF_8));
    headers.add("ce_correlationid", command.correlationId().getBytes(UTF_8));
    headers.add("content-type", "application/json".getBytes(UTF_8));
    if (!command.traceparent().isEmpty()) {
      headers.add("traceparent", command.traceparent().getBytes(UTF_8));
    }
    return record;
  }

  private Answer decided(LogRecord outcome) throws InterruptedException {
    Optional<Position> first = firstOutcome.apply(outcome);
    if (first.isEmpty()) {
      return seen(outcome);
    }
    Optional<LogRecord> answered;
    try {
      answered = log.read(first.get());
    } catch (KafkaException e) {
      LOG.warn("first answer at {} could not be read: {}", first.get(), e.toString());
      return new Unknown();
    }
    return seen(
        answered.orElseThrow(
            () ->
                new IllegalStateException(
                    outcome.position() + " names " + first.get() + ", where there is no record")));
  }

  private Answer seen(LogRecord outcome) throws InterruptedException {
    if (!views.waitFor(outcome.position(), settings.viewWithin())) {
      viewLate.increment();
    }
    return new Decided(outcome);
  }

  /** Sends what is in flight and disconnects. */
  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
    log.close();
  }
}
