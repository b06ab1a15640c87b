package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * The log that a release wrote, kept as text, and what that release made of it. A log but the first
 * goes on where the one before it ends: its release was started on that one.
 *
 * <p>{@code ends.txt} has the next offset of each partition. {@code log.jsonl.gz} has a line for
 * each committed record, in the order of topic, partition and offset: where it stands, its
 * timestamp in milliseconds, key, headers in their order, and value. What is not UTF-8 is {@code
 * {"base64": ...}}. Offsets that are missing are those of markers and of what was taken back. It
 * contains no class names.
 *
 * @param name the release's, and of the directory it stands in
 */
record StoredLog(String name, Path directory) {
  static final Path ALL = Path.of("src/test/resources/stored-logs");

  /** The markup every log is recorded with, in hundredths of a percent. */
  static final int DEFAULT_MARKUP_BASIS_POINTS = 250;

  private static final String LOG = "log.jsonl.gz";
  private static final String ENDS = "ends.txt";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every stored log, the oldest first. */
  static List<StoredLog> all() {
    return lines(ALL.resolve("logs.txt")).stream()
        .map(name -> new StoredLog(name, ALL.resolve(name)))
        .toList();
  }

  /** The first logs of all, and how they are continued, each one with those before it. */
  static List<List<StoredLog>> prefixes() {
    List<StoredLog> all = all();
    List<List<StoredLog>> prefixes = new ArrayList<>();
    for (int count = 1; count <= all.size(); count++) {
      prefixes.add(all.subList(0, count));
    }
    return prefixes;
  }

  /** The records of some logs, each partition's in its order. */
  static List<ConsumerRecord<byte[], byte[]>> records(Collection<StoredLog> logs) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    logs.forEach(log -> records.addAll(log.records()));
    return records;
  }

  /** Every committed record, each partition's in its order. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    return zipped(LOG).stream().map(StoredLog::record).toList();
  }

  /** The next offset of each partition that has records. */
  Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (String line : lines(ENDS)) {
      Position end = Position.parse(line);
      ends.put(new TopicPartition(end.topic(), end.partition()), end.offset());
    }
    return ends;
  }

  /** The lines of a text file next to the log. */
  List<String> lines(String file) {
    return lines(directory.resolve(file));
  }

  /** The lines of a text file next to the log; empty if there is none. */
  Optional<List<String>> linesIfAny(String file) {
    return Files.exists(directory.resolve(file)) ? Optional.of(lines(file)) : Optional.empty();
  }

  /** The lines of a compressed text file next to the log. */
  List<String> zipped(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(file))), UTF_8))) {
      return reader.lines().toList();
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Writes lines to a file next to the log. */
  void write(String file, Collection<String> lines) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(file), lines);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Writes lines to a compressed file next to the log. */
  void writeZipped(String file, Collection<String> lines) {
    try {
      Files.createDirectories(directory);
      try (BufferedWriter writer =
          new BufferedWriter(
              new OutputStreamWriter(
                  new GZIPOutputStream(Files.newOutputStream(directory.resolve(file))), UTF_8))) {
        for (String line : lines) {
          writer.write(line);
          writer.write('\n');
        }
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Writes the log itself. */
  void write(Collection<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> ends) {
    writeZipped(
        LOG,
        records.stream()
            .sorted(
                Comparator.comparing((ConsumerRecord<?, ?> record) -> record.topic())
                    .thenComparing(ConsumerRecord::partition)
                    .thenComparing(ConsumerRecord::offset))
            .map(StoredLog::line)
            .toList());
    write(
        ENDS,
        ends.entrySet().stream()
            .filter(end -> end.getValue() > 0)
            .map(
                end -> new Position(end.getKey().topic(), end.getKey().partition(), end.getValue()))
            .sorted(Comparator.comparing(Position::topic).thenComparing(Position::partition))
            .map(Position::toString)
            .toList());
  }

  private static String line(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.createObjectNode();
    line.put("topic", record.topic())
        .put("partition", record.partition())
        .put("offset", record.offset())
        .put("time", record.timestamp());
    line.set("key", node(record.key()));
    ArrayNode headers = line.putArray("headers");
    record
        .headers()
        .forEach(header -> headers.addArray().add(header.key()).add(node(header.value())));
    line.set("value", node(record.value()));
    return line.toString();
  }

  private static JsonNode node(byte[] bytes) {
    if (bytes == null) {
      return JSON.nullNode();
    }
    try {
      return JSON.getNodeFactory()
          .textNode(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      return JSON.createObjectNode().put("base64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      Headers headers = new RecordHeaders();
      line.path("headers")
          .forEach(header -> headers.add(header.get(0).asText(), bytes(header.get(1))));
      byte[] key = bytes(line.path("key"));
      byte[] value = bytes(line.path("value"));
      return new ConsumerRecord<>(
          line.path("topic").asText(),
          line.path("partition").asInt(),
          line.path("offset").asLong(),
          line.path("time").asLong(),
          TimestampType.CREATE_TIME,
          key == null ? -1 : key.length,
          value == null ? -1 : value.length,
          key,
          value,
          headers,
          Optional.empty());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static byte[] bytes(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return node.isTextual()
        ? node.asText().getBytes(UTF_8)
        : Base64.getDecoder().decode(node.path("base64").asText());
  }

  /**
   * Where this log is not what is decided again, and why. What stands in {@code catalogue-events}
   * is decided by nobody anyway.
   */
  Map<String, String> exceptions() {
    Map<String, String> exceptions = new TreeMap<>();
    lines("by-hand.txt").stream()
        .filter(position -> !position.startsWith(Log.CATALOGUE_EVENTS))
        .forEach(position -> exceptions.put(position, "written by hand"));
    for (String line : linesIfAny("not-the-same.txt").orElse(List.of())) {
      String[] parts = line.split(" ", 2);
      exceptions.put(parts[0], parts[1]);
    }
    return exceptions;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Whether both are the same record, byte for byte. */
  static boolean same(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
    return line(one).equals(line(other));
  }
}
