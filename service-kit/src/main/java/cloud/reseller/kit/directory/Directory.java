package cloud.reseller.kit.directory;

import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.form.ErrorCode;
import cloud.reseller.kit.wiring.LogRuntime;
import cloud.reseller.kit.wiring.Topics;
import cloud.reseller.log.Position;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes people. The newest record of a person holds; a tombstone erases the person from every
 * view, and from the topic when it is compacted. For the one service that may write.
 */
@Singleton
public class Directory {

  private static final Duration ROWS_WITHIN = Duration.ofSeconds(2);

  private final LogRuntime log;
  private final String source;
  private final Map<String, Object> settings;
  private Producer<byte[], byte[]> producer;

  @Inject
  Directory(
      LogRuntime log,
      @ConfigProperty(name = "quarkus.application.name") String source,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.log = log;
    this.source = source;
    this.settings = new HashMap<>(kafka);
    settings.putAll(
        Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            4_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            8_000));
  }

  /**
   * Writes a person, waiting until the log has it and, where this service keeps people, its rows.
   *
   * @throws cloud.reseller.kit.form.ProblemException 503 if the log cannot be reached
   */
  public void put(DirectoryUser person) {
    await(send(person.id(), EventJson.write(person)));
  }

  /**
   * Erases a person, waiting like {@link #put}. Erasing someone unknown changes nothing.
   *
   * @throws cloud.reseller.kit.form.ProblemException 503 if the log cannot be reached
   */
  public void erase(String id) {
    await(send(id, null));
  }

  /** Writes a person without waiting; the stage ends when the log has it or has refused it. */
  CompletionStage<Position> offer(DirectoryUser person) {
    return send(person.id(), EventJson.write(person));
  }

  private CompletableFuture<Position> send(String id, byte[] body) {
    CompletableFuture<Position> sent = new CompletableFuture<>();
    var person = new ProducerRecord<>(Topics.DIRECTORY, id.getBytes(StandardCharsets.UTF_8), body);
    header(person, "ce_specversion", "1.0");
    header(person, "ce_id", id);
    header(person, "ce_source", source);
    header(person, "ce_type", "DirectoryUser.v1");
    header(person, "content-type", "application/json");
    try {
      producer()
          .send(
              person,
              (written, failure) -> {
                if (failure == null) {
                  sent.complete(
                      new Position(written.topic(), written.partition(), written.offset()));
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  private static void header(ProducerRecord<byte[], byte[]> person, String name, String value) {
    person.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private void await(CompletableFuture<Position> sent) {
    try {
      Position written = sent.get();
      if (log.projections().isPresent()) {
        // Late rows are no failure: the log has the person.
        log.projections().get().waitFor(written, ROWS_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    } catch (ExecutionException e) {
      throw unreachable();
    }
  }

  private static RuntimeException unreachable() {
    return ErrorCode.UNAVAILABLE
        .because(
            "The directory cannot be written. Try again with the same MS-RequestId after the time"
                + " in Retry-After.")
        .retryAfter(Duration.ofSeconds(5));
  }

  /** Made when first needed: most services never write people. */
  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(settings);
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
