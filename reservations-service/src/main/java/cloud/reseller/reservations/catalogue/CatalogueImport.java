package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.DeterministicIds;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.catalogue.Sheet.Contents;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes sheets: all lines and then the publication in one Kafka transaction.
 *
 * <p>A sheet is first parsed, validated and turned into records on disk, without holding any lock;
 * the transaction only sends them, and is aborted if that takes too long, which bounds how long a
 * read_committed reader can wait for an import. A sheet counts as published once a read_committed
 * reader has passed its publication: from then on every decision knows it.
 *
 * <p>All imports of all instances use the same transactional id. Initializing it aborts any
 * transaction left open and fences off its producer, so what is read from the topic afterwards is
 * complete, and two attempts of the same request cannot both be published.
 */
final class CatalogueImport {

  /** Time limit after which the broker aborts a transaction. */
  private static final Duration TRANSACTION_MOST = Duration.ofSeconds(10);

  /** Time reserved for the commit. */
  private static final Duration COMMIT = Duration.ofSeconds(1);

  private final Map<String, Object> kafka;
  private final String topic;
  private final String source;
  private final int maxLines;
  private final Clock clock;
  private final Lock transaction = new ReentrantLock(true);

  /** Guarded by {@link #transaction}. */
  private final Publications publications;

  /**
   * An import that holds no connections between calls.
   *
   * @param kafka how to reach the cluster
   * @param topic the catalogue's topic, of one partition
   * @param source the {@code ce_source} of the records; also determines the transactional id
   * @param maxLines maximum number of lines in a file
   */
  CatalogueImport(
      Map<String, Object> kafka, String topic, String source, int maxLines, Clock clock) {
    this.kafka = Map.copyOf(kafka);
    this.topic = topic;
    this.source = source;
    this.maxLines = maxLines;
    this.clock = clock;
    this.publications = new Publications(kafka, topic);
  }

  /**
   * A request to publish a sheet.
   *
   * @param id the sheet's id: the same for every attempt of one request
   * @param effectiveFrom when the sheet is to take effect; by default the time of publication, or
   *     the earliest start of its lines if that is later
   */
  record Asked(Sheet kind, String id, Publisher publisher, Optional<Instant> effectiveFrom) {}

  /** The result of an import. */
  sealed interface Outcome {

    /**
     * The sheet is published.
     *
     * @param position of the publication
     * @param inForce the sheet in force now, by market; for a list of ratios the key is empty
     * @param isNew false if an earlier attempt published it
     */
    record Published(
        Publication publication,
        Position position,
        Contents contents,
        SortedMap<String, Optional<PublishedSheet>> inForce,
        boolean isNew)
        implements Outcome {}

    /** Another sheet, or this one with another start, was published under the request's id. */
    record IdReused() implements Outcome {}

    /** The requested start is before the publication. */
    record BeginsTooEarly(Instant earliest) implements Outcome {}

    /** All its prices end before the sheet begins. */
    record Ended(Instant ended) implements Outcome {}
  }

  /** The id of the sheet that a request publishes; the same for every attempt. */
  static String id(Publisher publisher, Sheet kind, String requestId) {
    return DeterministicIds.uuid5(publisher.owner(), kind.name(), requestId).toString();
  }

  /**
   * Publishes a sheet completely, or not at all.
   *
   * @throws SheetRefusedException naming the line and column of the first error, or if the file has
   *     too many lines
   * @throws org.apache.kafka.common.KafkaException if the log cannot be written in time, another
   *     import interfered, or the publication did not become visible in time; the next attempt
   *     shows whether it was published
   */
  Outcome publish(Asked asked, InputStream csv) throws IOException, SheetRefusedException {
    Path copy = Files.createTempFile("sheet", ".csv");
    Path records = Files.createTempFile("sheet", ".records");
    try {
      try (OutputStream out = new LimitedLines(Files.newOutputStream(copy), maxLines)) {
        csv.transferTo(out);
      } catch (LimitedLines.TooManyException tooMany) {
        throw tooMany.refused();
      }
      return publishOnce(asked, prepare(asked, copy, records), records);
    } finally {
      Files.delete(copy);
      Files.delete(records);
    }
  }

  /** Reads a sheet and writes the records to be sent, in order. */
  private static Contents prepare(Asked asked, Path csv, Path records)
      throws IOException, SheetRefusedException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(csv));
        PreparedRecords.Writer prepared = PreparedRecords.to(records)) {
      return asked.kind().read(asked.id(), in, prepared::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Outcome publishOnce(Asked asked, Contents contents, Path records) throws IOException {
    transaction.lock();
    try (Producer<byte[], byte[]> producer = producer()) {
      // Most new records are read before others are fenced off.
      publications.read();
      producer.initTransactions();
      publications.read();
      Instant now = now();
      Optional<PublishedSheet> before = publications.of(asked.id());
      if (before.isPresent()) {
        return isOf(before.get(), asked, contents)
            ? published(before.get(), contents, now, false)
            : new Outcome.IdReused();
      }
      Instant from = asked.effectiveFrom().orElse(later(now, contents.begins()));
      if (from.isBefore(now)) {
        return new Outcome.BeginsTooEarly(now);
      }
      if (!contents.ends().isAfter(from)) {
        return new Outcome.Ended(contents.ends());
      }
      Publication publication =
          asked.kind().publication(asked.id(), asked.publisher(), contents, from);
      producer.beginTransaction();
      Future<RecordMetadata> sent =
          send(producer, records, publication, asked.publisher().correlationId(), now);
      producer.commitTransaction();
      publications.readUpTo(sent.resultNow().offset() + 1);
      return published(publications.of(asked.id()).orElseThrow(), contents, now, true);
    } finally {
      transaction.unlock();
    }
  }

  private static boolean isOf(PublishedSheet before, Asked asked, Contents contents) {
    Instant from = asked.effectiveFrom().orElse(later(before.at(), contents.begins()));
    return before.publication().digest().equals(contents.digest())
        && before.publication().effectiveFrom().equals(from);
  }

  private Outcome published(PublishedSheet sheet, Contents contents, Instant now, boolean isNew) {
    SortedMap<String, Optional<PublishedSheet>> inForce = new TreeMap<>();
    if (sheet.isOfRatios()) {
      inForce.put("", publications.ratiosInForce(now));
    }
    for (String market : sheet.markets()) {
      inForce.put(market, publications.inForce(sheet.partnerId(), market, now));
    }
    return new Outcome.Published(sheet.publication(), sheet.position(), contents, inForce, isNew);
  }

  /** The times of publications ascend, whichever instance publishes. */
  private Instant now() {
    return later(clock.instant().truncatedTo(ChronoUnit.MILLIS), publications.last());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Sends the lines and the publication, and returns the latter's future position. */
  private Future<RecordMetadata> send(
      Producer<byte[], byte[]> producer,
      Path records,
      Publication publication,
      Optional<String> correlationId,
      Instant now)
      throws IOException {
    long begun = System.nanoTime();
    String sheet = publication.sheet();
    int number = 0;
    try (PreparedRecords.Reader prepared = PreparedRecords.from(records)) {
      while (prepared.next()) {
        if (System.nanoTime() - begun > TRANSACTION_MOST.minus(COMMIT).toNanos()) {
          producer.abortTransaction();
          throw new TimeoutException(
              "the lines could not be sent within " + TRANSACTION_MOST.toSeconds() + " s");
        }
        producer.send(record(sheet, ++number, prepared.type(), prepared.body(), now));
      }
    }
    ProducerRecord<byte[], byte[]> last =
        record(
            sheet, number + 1, EventJson.typeName(publication), EventJson.write(publication), now);
    correlationId.ifPresent(id -> header(last, "ce_correlationid", id));
    return producer.send(last);
  }

  private ProducerRecord<byte[], byte[]> record(
      String sheet, int number, String type, byte[] body, Instant time) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, 0, time.toEpochMilli(), sheet.getBytes(UTF_8), body);
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", sheet + '/' + number);
    header(record, "ce_source", source);
    header(record, "ce_type", type);
    header(record, "ce_subject", sheet);
    header(record, "ce_time", time.toString());
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  /** All published sheets. */
  List<PublishedSheet> published() {
    transaction.lock();
    try {
      publications.read();
      return publications.all();
    } finally {
      transaction.unlock();
    }
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, source + "-catalogue");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_MOST.toMillis());
    return new KafkaProducer<>(settings);
  }
}
