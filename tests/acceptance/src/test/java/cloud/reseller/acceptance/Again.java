package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.evidence.DecisionVerifier;
import cloud.reseller.permissions.write.CustomerCodec;
import cloud.reseller.permissions.write.PermissionDecider;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.reservations.write.CustomerStateCodec;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.testing.CommittedLog;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Verifies the decisions and chains in the log without using any service. */
final class Again {
  static final DeciderSpec PERMISSIONS =
      new DeciderSpec(
          "permissions-service",
          List.of(Log.PERMISSION_COMMANDS),
          Log.PERMISSION_EVENTS,
          List.of(),
          List.of(),
          Optional.empty(),
          House.PARTITIONS);

  static final DeciderSpec PURCHASES =
      new DeciderSpec(
          "reservations-service",
          List.of(Portal.REQUESTS, Log.RESERVATION_COMMANDS),
          Log.RESERVATION_EVENTS,
          List.of(Log.PURCHASE_OUTCOMES),
          List.of(Log.PERMISSION_EVENTS),
          Optional.of(Log.CATALOGUE_EVENTS),
          House.PARTITIONS);

  private Again() {}

  /**
   * The result for one partition.
   *
   * @param outcomes number of verified decisions on inputs
   * @param records number of records compared
   * @param states what the log leads to: the state of each customer as a snapshot holds it, in hex
   */
  record Partition(
      long outcomes, long records, List<String> differences, Map<String, String> states) {}

  /** Takes the permission decisions of one partition again. */
  static Partition permissions(Map<String, Object> kafka, int number) {
    return permissions(log(kafka, PERMISSIONS, number), number);
  }

  /**
   * The same of records that were read.
   *
   * @param log records of any partition, each one's in its order
   */
  static Partition permissions(List<ConsumerRecord<byte[], byte[]>> log, int number) {
    var verifier =
        new DecisionVerifier<>(
            PERMISSIONS,
            new PermissionDecider(),
            new PermissionMessageCodec(),
            number,
            of(PERMISSIONS, log, number));
    DecisionVerifier.Report report = verifier.run();
    return new Partition(
        report.outcomes(),
        report.records(),
        report.differences(),
        inHex(verifier.states(new CustomerCodec())));
  }

  /** Takes the purchase decisions of one partition again. */
  static Partition purchases(Map<String, Object> kafka, int number) {
    return purchases(log(kafka, PURCHASES, number), number, 0);
  }

  /**
   * The same of records that were read.
   *
   * @param log records of any partition, each one's in its order
   * @param defaultMarkupBasisPoints the markup of who has no other price
   */
  static Partition purchases(
      List<ConsumerRecord<byte[], byte[]>> log, int number, int defaultMarkupBasisPoints) {
    var verifier =
        new DecisionVerifier<>(
            PURCHASES,
            new ReservationDecider(DefaultMarkup.always(defaultMarkupBasisPoints)),
            new ReservationMessageCodec(),
            number,
            of(PURCHASES, log, number));
    DecisionVerifier.Report report = verifier.run();
    return new Partition(
        report.outcomes(),
        report.records(),
        report.differences(),
        inHex(verifier.states(new CustomerStateCodec())));
  }

  private static Map<String, String> inHex(Map<String, byte[]> states) {
    Map<String, String> hex = new TreeMap<>();
    states.forEach((customer, state) -> hex.put(customer, HexFormat.of().formatHex(state)));
    return hex;
  }

  private static List<ConsumerRecord<byte[], byte[]>> of(
      DeciderSpec spec, List<ConsumerRecord<byte[], byte[]>> log, int number) {
    return log.stream()
        .filter(
            record ->
                record.partition() == number
                    || spec.shared().filter(record.topic()::equals).isPresent())
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> log(
      Map<String, Object> kafka, DeciderSpec spec, int number) {
    Set<TopicPartition> partitions = new HashSet<>();
    Stream.of(spec.inputs(), spec.outputs(), spec.facts())
        .flatMap(List::stream)
        .forEach(topic -> partitions.add(new TopicPartition(topic, number)));
    spec.shared().ifPresent(topic -> partitions.add(new TopicPartition(topic, 0)));
    return CommittedLog.read(kafka, partitions);
  }

  /**
   * Verifies the chain of every partition a decider writes, by the definition and not by the code
   * that makes it; how many records there are.
   */
  static long verifyChains(Map<String, Object> kafka, DeciderSpec spec) {
    long verified = 0;
    for (TopicPartition partition : Log.partitions(spec.outputs())) {
      verified += verifyChain(CommittedLog.read(kafka, Set.of(partition)));
    }
    return verified;
  }

  /** Verifies the chain of one partition; how many records there are. */
  static long verifyChain(List<ConsumerRecord<byte[], byte[]>> partition) {
    byte[] head = new byte[32];
    for (ConsumerRecord<byte[], byte[]> record : partition) {
      head = next(head, record);
      assertThat(value(record, "ce_chain"))
          .as("chain at %s/%d@%d", record.topic(), record.partition(), record.offset())
          .isEqualTo(HexFormat.of().formatHex(head));
    }
    return partition.size();
  }

  private static byte[] next(byte[] head, ConsumerRecord<byte[], byte[]> record) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.write(head);
      part(out, record.topic().getBytes(UTF_8));
      out.writeInt(record.partition());
      part(out, record.key() == null ? new byte[0] : record.key());
      out.writeLong(record.timestamp());
      List<Header> headers =
          StreamSupport.stream(record.headers().spliterator(), false)
              .filter(header -> header.key().startsWith("ce_"))
              .filter(header -> !header.key().equals("ce_chain"))
              .sorted(Comparator.comparing(Header::key))
              .toList();
      for (Header header : headers) {
        part(out, header.key().getBytes(UTF_8));
        part(out, header.value());
      }
      part(out, record.value());
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    } catch (NoSuchAlgorithmException cannot) {
      throw new IllegalStateException(cannot);
    }
  }

  private static void part(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String value(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
