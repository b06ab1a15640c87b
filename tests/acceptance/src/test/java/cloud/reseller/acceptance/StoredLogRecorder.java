package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.CommittedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Records the log of the current release, with its results, into {@code target/received}. It runs
 * only when requested by name; CONTRIBUTING says how, and what to do with the result. The system
 * continues from the stored logs.
 */
class StoredLogRecorder {
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void records_the_log_of_this_release() throws Exception {
    String name = System.getProperty("log");
    assertThat(name).as("-Dlog= must name the release").isNotBlank();
    List<StoredLog> before = StoredLog.all();
    StoredLog recorded = new StoredLog(name, Path.of("target/received/stored-logs", name));
    try (House house = House.ofStoredLogs(StoredLogRecorder.class, before)) {
      try (Repertoire repertoire = new Repertoire(house, name)) {
        repertoire.play();
        recorded.write("by-hand.txt", repertoire.writtenByHand());
      }
      try (Admin admin = Admin.create(house.kafka())) {
        for (Service service : StoredRows.SERVICES) {
          new Rows(house.database(service)).awaitCaughtUp(admin, SOON);
        }
      }
      for (Service service : StoredRows.SERVICES) {
        StoredRows.write(recorded, service, new Rows(house.database(service)).rows());
      }
      house.stopAll();
      write(recorded, house, before);
    }
    List<StoredLog> all = new ArrayList<>(before);
    all.add(recorded);
    List<ConsumerRecord<byte[], byte[]>> records = StoredLog.records(all);
    for (StoredStates states :
        List.of(StoredStates.ofPermissions(records), StoredStates.ofPurchases(records))) {
      recorded.write(states.file(), states.lines());
    }
    recorded.write(StoredDecisions.FILE, StoredDecisions.takenAgain(records).lines());
  }

  /** Writes the records that follow the existing logs. */
  private static void write(StoredLog log, House house, List<StoredLog> before) throws Exception {
    Map<TopicPartition, Long> starts = before.isEmpty() ? Map.of() : before.getLast().ends();
    try (Admin admin = Admin.create(house.kafka())) {
      Map<TopicPartition, Long> ends = Rows.ends(admin, List.copyOf(house.topics()));
      Set<TopicPartition> partitions = new HashSet<>(ends.keySet());
      log.write(
          CommittedLog.read(house.kafka(), partitions).stream()
              .filter(
                  record ->
                      record.offset()
                          >= starts.getOrDefault(
                              new TopicPartition(record.topic(), record.partition()), 0L))
              .toList(),
          ends);
    }
  }
}
