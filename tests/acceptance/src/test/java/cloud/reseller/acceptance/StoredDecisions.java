package cloud.reseller.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What comes out when every decision in stored logs is taken again.
 *
 * @param lines how many decisions were taken again, for each service and partition
 * @param differences what is not as it was decided
 */
record StoredDecisions(List<String> lines, List<String> differences) {
  static final String FILE = "decisions.txt";

  /** Takes every decision again. */
  static StoredDecisions takenAgain(List<ConsumerRecord<byte[], byte[]>> log) {
    List<String> lines = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (int number = 0; number < House.PARTITIONS; number++) {
      Again.Partition permissions = Again.permissions(log, number);
      Again.Partition purchases =
          Again.purchases(log, number, StoredLog.DEFAULT_MARKUP_BASIS_POINTS);
      lines.add(line("permissions-service", number, permissions));
      lines.add(line("reservations-service", number, purchases));
      differences.addAll(permissions.differences());
      differences.addAll(purchases.differences());
    }
    return new StoredDecisions(lines, differences);
  }

  private static String line(String service, int number, Again.Partition again) {
    return "%s %d: %d decisions, %d records"
        .formatted(service, number, again.outcomes(), again.records());
  }

  /** Where the records stand that are not as they were decided. */
  Set<String> positions() {
    Set<String> positions = new TreeSet<>();
    differences.forEach(difference -> positions.add(difference.split(" ", 2)[0]));
    return positions;
  }
}
