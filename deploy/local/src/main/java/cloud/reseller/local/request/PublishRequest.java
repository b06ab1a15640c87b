package cloud.reseller.local.request;

import cloud.reseller.local.Arguments;
import cloud.reseller.local.parts.KafkaLogins;
import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.log.topics.Topic;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Publishes a request to {@code purchase-requests} like the customer portal, keyed by its customer
 * with the client's default partitioner, and waits for its outcome in {@code purchase-outcomes}.
 */
public final class PublishRequest {
  private static final String REQUESTS = "purchase-requests";
  private static final String PORTAL = "portal";
  private static final String OUTCOMES = "purchase-outcomes";
  private static final String TYPE = "PurchaseReservation.v1";
  private static final Pattern PORT = Pattern.compile("(?:kafka=)?(\\d{1,5})");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The topic's limit for one batch, minus room for the batch itself and the headers. */
  private static final int MOST_BYTES = Topic.MAX_INPUT_BYTES - 8 * 1024;

  /** Maximum length of a key or id in bytes; a request with a longer one cannot be answered. */
  private static final int LONGEST_NAME = 512;

  /** How long to wait for a new outcome if the id was answered before. */
  private static final Duration NEWS = Duration.ofSeconds(5);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Map<String, Object> settings;
  private final String id;
  private final String key;
  private final byte[] body;
  private final boolean again;

  private PublishRequest(
      Map<String, String> portal, String id, boolean again, String key, byte[] body) {
    this.settings = new HashMap<>(portal);
    settings.putAll(
        Map.of(
            "request.timeout.ms", "5000",
            "default.api.timeout.ms", "10000",
            "max.block.ms", "10000",
            "delivery.timeout.ms", "10000",
            "linger.ms", "0",
            "isolation.level", "read_committed",
            "enable.auto.commit", "false"));
    this.id = id;
    this.again = again;
    this.key = key;
    this.body = body;
  }

  /** The command line, parsed by picocli. */
  @Command(
      name = "./run request",
      synopsisHeading = "usage: ",
      abbreviateSynopsis = true,
      description = "Publishes one purchase request and prints its outcome.%n",
      sortOptions = false)
  private static final class Given {

    @Parameters(paramLabel = "FILE", description = "the request as JSON")
    Path file;

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "the request's id (default: generated)")
    Optional<String> id = Optional.empty();

    @Option(
        names = "--port",
        paramLabel = "kafka=NUMBER",
        description = "Kafka's port, if it was changed")
    String port = "kafka=19092";

    @Option(
        names = "--data",
        paramLabel = "DIRECTORY",
        description = "the data directory of ./run, if not .local")
    String data = ".local";
  }

  /** The help text. */
  public static String usage() {
    return Arguments.usage(new Given());
  }

  /**
   * Runs {@code ./run request}.
   *
   * @param root of the checkout
   * @param arguments after {@code request}
   * @return 0 when the request was accepted, 2 when it was rejected or parked
   * @throws PartFailedException with one line when there is no outcome
   */
  public static int run(Path root, List<String> arguments) {
    Given given = Arguments.read(new Given(), arguments);
    String bootstrap = "localhost:" + port(given.port);
    byte[] body = read(given.file);
    return new PublishRequest(
            portal(root.resolve(given.data), bootstrap),
            given.id.map(id -> name("--id", id)).orElseGet(() -> UUID.randomUUID().toString()),
            given.id.isPresent(),
            customer(given.file, body),
            body)
        .publish(System.out);
  }

  private static String port(String asked) {
    Matcher port = PORT.matcher(asked);
    if (!port.matches()) {
      throw new PartFailedException(
          "--port " + asked + ": give Kafka's, such as --port kafka=29092");
    }
    return port.group(1);
  }

  /** The portal's own credentials, the only ones that may write requests. */
  private static Map<String, String> portal(Path data, String bootstrap) {
    KafkaLogins logins = new KafkaLogins(data.resolve("kafka"));
    if (!logins.knows(PORTAL)) {
      throw new PartFailedException(
          "request: no password of the portal below "
              + data
              + ": start ./run first, or name its directory with --data DIRECTORY");
    }
    return logins.client(bootstrap, PORTAL);
  }

  private int publish(PrintStream out) {
    try (Admin admin = Admin.create(settings);
        KafkaConsumer<String, byte[]> outcomes =
            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      // The end of the outcomes before anything is sent; every later one is read. A repeated
      // request gets no second outcome, so if an id was given, earlier outcomes are read too.
      List<TopicPartition> partitions =
          admin
              .describeTopics(List.of(OUTCOMES))
              .topicNameValues()
              .get(OUTCOMES)
              .get(10, TimeUnit.SECONDS)
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(OUTCOMES, partition.partition()))
              .toList();
      outcomes.assign(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (TopicPartition partition : partitions) {
        long end =
            admin
                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get(10, TimeUnit.SECONDS)
                .offset();
        ends.put(partition, end);
        outcomes.seek(partition, again ? 0 : end);
      }
      RecordMetadata sent = send();
      out.println(
          "published " + id + " to " + sent.topic() + "/" + sent.partition() + "@" + sent.offset());
      return awaitOutcome(outcomes, ends, out);
    } catch (ExecutionException | TimeoutException | KafkaException cannot) {
      Throwable cause = cannot instanceof ExecutionException ? cannot.getCause() : cannot;
      throw new PartFailedException(
          "request: Kafka at "
              + settings.get("bootstrap.servers")
              + " did not take it ("
              + cause.getClass().getSimpleName()
              + ": "
              + cause.getMessage()
              + "): is ./run running?",
          cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("request: interrupted", interrupted);
    }
  }

  private RecordMetadata send() throws ExecutionException, InterruptedException {
    ProducerRecord<String, byte[]> request = new ProducerRecord<>(REQUESTS, key, body);
    Map<String, String> headers =
        Map.of(
            "ce_id",
            id,
            "ce_type",
            TYPE,
            "ce_source",
            "command-line",
            "ce_specversion",
            "1.0",
            "ce_correlationid",
            id,
            "content-type",
            "application/json");
    headers.forEach(
        (name, value) -> request.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(request).get();
    }
  }

  private int awaitOutcome(
      KafkaConsumer<String, byte[]> outcomes, Map<TopicPartition, Long> ends, PrintStream out) {
    Optional<ConsumerRecord<String, byte[]>> before = Optional.empty();
    long sent = System.nanoTime();
    while (System.nanoTime() - sent < LIMIT.toNanos()) {
      for (ConsumerRecord<String, byte[]> outcome : outcomes.poll(Duration.ofMillis(200))) {
        if (header(outcome, "ce_causationid").equals(id)) {
          TopicPartition partition = new TopicPartition(OUTCOMES, outcome.partition());
          if (outcome.offset() >= ends.get(partition)) {
            return tell(outcome, out);
          }
          before = before.or(() -> Optional.of(outcome));
        }
      }
      if (before.isPresent() && System.nanoTime() - sent > NEWS.toNanos()) {
        out.println("answered before:");
        return tell(before.get(), out);
      }
    }
    throw new PartFailedException(
        "request: no outcome within "
            + LIMIT.toSeconds()
            + " s: ask again with --id "
            + id
            + " once reservations-service runs");
  }

  private static int tell(ConsumerRecord<String, byte[]> outcome, PrintStream out) {
    String type = header(outcome, "ce_type");
    out.println(type + " at " + OUTCOMES + "/" + outcome.partition() + "@" + outcome.offset());
    out.println(pretty(outcome.value()));
    return type.startsWith("PurchaseAccepted") ? 0 : 2;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String pretty(byte[] json) {
    try {
      return JSON.writeValueAsString(JSON.readTree(json));
    } catch (IOException notJson) {
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  /** A request with any other key or id would be parked without an answer. */
  private static String name(String what, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean plain =
        name.chars().noneMatch(Character::isISOControl)
            && new String(bytes, StandardCharsets.UTF_8).equals(name);
    if (name.isBlank() || !plain || bytes.length > LONGEST_NAME) {
      throw new PartFailedException(
          "request: "
              + what
              + " must be text of 1 to "
              + LONGEST_NAME
              + " bytes without control characters, such as a GUID");
    }
    return name;
  }

  private static byte[] read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new PartFailedException(
            "request: "
                + file
                + " has "
                + size
                + " bytes; the limit for a request is "
                + MOST_BYTES);
      }
      return Files.readAllBytes(file);
    } catch (IOException cannot) {
      throw new PartFailedException(
          "request: cannot read " + file + ": give the path of a JSON file", cannot);
    }
  }

  /** The key is in lower case; the body may have the id in any case. */
  private static String customer(Path file, byte[] body) {
    try {
      JsonNode customer = JSON.readTree(body).path("customerId");
      if (customer.isTextual() && !customer.asText().isBlank()) {
        return name("customerId", customer.asText().toLowerCase(Locale.ROOT));
      }
      throw new PartFailedException(
          "request: " + file + " has no customerId: the record's key is taken from it");
    } catch (JsonProcessingException notJson) {
      throw new PartFailedException(
          "request: " + file + " is not JSON: " + notJson.getOriginalMessage(), notJson);
    } catch (IOException cannot) {
      throw new PartFailedException("request: cannot read " + file, cannot);
    }
  }
}
