package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.Position;
import cloud.reseller.log.StrictReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;

/** The published sheets in the log, up to the point it was read to. Not thread-safe. */
final class Publications {

  private static final Duration POLL = Duration.ofMillis(200);

  /** How long reading up to the end may make no progress. */
  private static final Duration READ_ON_WITHIN = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;
  private final TopicPartition partition;

  /** By sheet, for sheets without a publication yet. */
  private final Map<String, SheetSoFar> unpublished = new HashMap<>();

  /** In the order of the log. */
  private final List<PublishedSheet> published = new ArrayList<>();

  private Instant last = Instant.EPOCH;
  private long next;

  /**
   * Creates an empty reader.
   *
   * @param kafka how to reach the cluster
   * @param topic the catalogue's topic, of one partition
   */
  Publications(Map<String, Object> kafka, String topic) {
    this.kafka = Map.copyOf(kafka);
    this.partition = new TopicPartition(topic, 0);
  }

  /** The publication of a sheet, if there is one. */
  Optional<PublishedSheet> of(String sheet) {
    return published.stream().filter(it -> it.publication().sheet().equals(sheet)).findFirst();
  }

  /** All of them, in the order of the log. */
  List<PublishedSheet> all() {
    return List.copyOf(published);
  }

  /**
   * The price sheet in force in a market at a time: the partner's, else the operator's. Decisions
   * have the same result.
   *
   * @param partnerId empty for the operator's only
   */
  Optional<PublishedSheet> inForce(Optional<String> partnerId, String market, Instant at) {
    return latest(at, it -> it.prices(market) && it.partnerId().equals(partnerId))
        .or(() -> latest(at, it -> it.prices(market) && it.partnerId().isEmpty()));
  }

  /** The list of ratios in force at a time. */
  Optional<PublishedSheet> ratiosInForce(Instant at) {
    return latest(at, PublishedSheet::isOfRatios);
  }

  /** The latest one that has begun; of several with the same start, the one published last. */
  private Optional<PublishedSheet> latest(Instant at, Predicate<PublishedSheet> which) {
    return published.stream()
        .filter(it -> !it.publication().effectiveFrom().isAfter(at))
        .filter(which)
        .reduce(
            (one, later) ->
                later.publication().effectiveFrom().isBefore(one.publication().effectiveFrom())
                    ? one
                    : later);
  }

  /** The time of the last publication, by the publisher's clock. */
  Instant last() {
    return last;
  }

  /** Reads the records added since the last read, up to the last committed one. */
  void read() {
    readUpTo(0);
  }

  /** The same, waiting until this offset has been reached. */
  void readUpTo(long atLeast) {
    long movedNanos = System.nanoTime();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      if (end < next) {
        // The topic was recreated.
        unpublished.clear();
        published.clear();
        last = Instant.EPOCH;
        next = 0;
      }
      consumer.seek(partition, next);
      while (consumer.position(partition) < Math.max(end, atLeast)) {
        if (System.nanoTime() - movedNanos > READ_ON_WITHIN.toNanos()) {
          throw new TimeoutException(
              "the catalogue could not be read beyond " + next + " within " + READ_ON_WITHIN);
        }
        consumer.poll(POLL).forEach(this::add);
        if (consumer.position(partition) > next) {
          next = consumer.position(partition);
          movedNanos = System.nanoTime();
        }
      }
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    switch (read(record)) {
      case Line line -> unpublished.computeIfAbsent(line.sheet(), _ -> new SheetSoFar()).add(line);
      case Publication publication -> {
        Instant time = Instant.ofEpochMilli(record.timestamp());
        last = time.isAfter(last) ? time : last;
        Optional.ofNullable(unpublished.remove(publication.sheet()))
            .filter(lines -> lines.agreeWith(publication))
            .ifPresent(
                lines ->
                    published.add(
                        new PublishedSheet(
                            publication,
                            new Position(record.topic(), record.partition(), record.offset()),
                            time,
                            lines.markets())));
      }
    }
  }

  private CatalogueEvent read(ConsumerRecord<byte[], byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    try {
      return (CatalogueEvent)
          EventJson.read(type == null ? "" : new String(type.value(), UTF_8), record.value());
    } catch (EventJson.UnreadableException | ClassCastException e) {
      throw new IllegalStateException(
          "the record at " + partition + '@' + record.offset() + " cannot be read", e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = StrictReading.settings(kafka);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaConsumer<>(settings);
  }
}
