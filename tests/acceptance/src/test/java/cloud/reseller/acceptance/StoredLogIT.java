package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.CommittedLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * The services of the current release start on the logs written by earlier releases, each record at
 * its original offset, produce the same rows as the release that wrote it, and continue to decide.
 */
class StoredLogIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void the_rows_are_those_of_the_release_that_wrote_it_and_deciding_goes_on() throws Exception {
    List<StoredLog> all = StoredLog.all();
    try (House house = House.ofStoredLogs(StoredLogIT.class, all.subList(0, 1))) {
      theRowsAreThoseOf(all.getFirst(), house);
      for (int next = 1; next < all.size(); next++) {
        house.stopAll();
        try (LaidLog laid = new LaidLog(house.superUser(Map.of()))) {
          laid.write(all.get(next), all.get(next - 1).ends());
        }
        house.startAll();
        theRowsAreThoseOf(all.get(next), house);
      }
      theLogIsAsItWas(house, StoredLog.records(all));
      decidingGoesOn(house, all);
    }
  }

  private static void theRowsAreThoseOf(StoredLog log, House house) {
    try (Admin admin = Admin.create(house.kafka())) {
      for (Service service : StoredRows.SERVICES) {
        Rows rows = new Rows(house.database(service));
        rows.awaitCaughtUp(admin, LIMIT);
        SortedMap<String, List<String>> stored = StoredRows.read(log, service);
        assertThat(StoredRows.asStored(stored, rows.rows()))
            .as("rows of %s after %s", service, log.name())
            .isEqualTo(stored);
      }
    }
  }

  /** Each stored record is unchanged at its original position. */
  private static void theLogIsAsItWas(House house, List<ConsumerRecord<byte[], byte[]>> stored)
      throws Exception {
    Map<String, ConsumerRecord<byte[], byte[]>> read = new HashMap<>();
    log(house).forEach(record -> read.put(new LogRecord(record).position().toString(), record));
    for (ConsumerRecord<byte[], byte[]> record : stored) {
      String position = new LogRecord(record).position().toString();
      assertThat(read).containsKey(position);
      assertThat(StoredLog.same(read.get(position), record)).as(position).isTrue();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> log(House house) throws Exception {
    try (Admin admin = Admin.create(house.kafka())) {
      return CommittedLog.read(
          house.kafka(), Rows.ends(admin, List.copyOf(house.topics())).keySet());
    }
  }

  /** Earlier requests get the same answers, and new decisions are chained to earlier ones. */
  private static void decidingGoesOn(House house, List<StoredLog> all) throws Exception {
    try (Repertoire repertoire = new Repertoire(house, "after the stored logs")) {
      repertoire.repeats(StoredLog.records(all));
      repertoire.buysInEveryPartition();
    }
    house.stopAll();
    StoredDecisions again = StoredDecisions.takenAgain(log(house));
    Set<String> excepted = new TreeSet<>();
    all.forEach(log -> excepted.addAll(log.exceptions().keySet()));
    assertThat(again.positions()).as("%s", again.differences()).isEqualTo(excepted);
  }
}
