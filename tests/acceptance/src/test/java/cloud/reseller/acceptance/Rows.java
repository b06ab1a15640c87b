package cloud.reseller.acceptance;

import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What a service made of the log, as it stands in its database. */
final class Rows {
  private final Database database;

  Rows(Database database) {
    this.database = database;
  }

  /**
   * Rows and digest of every table that is made from the log. Left out are what Flyway keeps, how
   * far readers are, how often attempts were made, and the snapshots, which are taken by the clock
   * and are no one's rows.
   */
  Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    for (String table : tables()) {
      digests.put(
          table,
          query(
                  "select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, e'\\n'"
                      + " order by t::text collate \"C\")), '') from "
                      + table
                      + " t")
              .getFirst()
              .getFirst());
    }
    return digests;
  }

  /**
   * The same tables row by row, each as JSON with the names of its columns and times in UTC, in the
   * order of these texts.
   */
  SortedMap<String, List<String>> rows() {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute("set time zone 'UTC'");
      for (String table : tables()) {
        List<String> of = new ArrayList<>();
        try (ResultSet found = sql.executeQuery("select to_jsonb(t)::text from " + table + " t")) {
          while (found.next()) {
            of.add(found.getString(1));
          }
        }
        rows.put(table, of.stream().sorted().toList());
      }
      return rows;
    } catch (SQLException cannot) {
      throw new IllegalStateException("cannot read the rows", cannot);
    }
  }

  private List<String> tables() {
    return query(
            "select table_name from information_schema.tables where table_schema = 'public'"
                + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'"
                + " and table_name not in ('projection_position', 'attempt')"
                + " and table_name not like 'decider\\_%'"
                + " order by 1")
        .stream()
        .map(List::getFirst)
        .toList();
  }

  /** The topics its rows are made from. */
  List<String> topics() {
    return query("select distinct topic from projection_position order by 1").stream()
        .map(List::getFirst)
        .toList();
  }

  /** Waits until every reader has read everything that is committed. */
  void awaitCaughtUp(Admin admin, Duration limit) {
    await()
        .atMost(limit)
        .until(
            () -> {
              Map<TopicPartition, Long> ends = ends(admin, topics());
              return !ends.isEmpty() && behind(ends).isEmpty();
            });
  }

  private List<TopicPartition> behind(Map<TopicPartition, Long> ends) {
    List<TopicPartition> behind = new ArrayList<>();
    for (List<String> row : query("select topic, partition, position from projection_position")) {
      TopicPartition partition = new TopicPartition(row.get(0), Integer.parseInt(row.get(1)));
      if (Long.parseLong(row.get(2)) < ends.get(partition)) {
        behind.add(partition);
      }
    }
    return behind;
  }

  static Map<TopicPartition, Long> ends(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        one ->
                            asked.put(
                                new TopicPartition(name, one.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Empties every table that is made from the log. */
  void empty() {
    execute("truncate " + String.join(", ", tables()) + ", projection_position");
  }

  void execute(String statement) {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException cannot) {
      throw new IllegalStateException(statement, cannot);
    }
  }

  List<List<String>> query(String statement) {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet found = sql.executeQuery(statement)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          row.add(found.getString(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException cannot) {
      throw new IllegalStateException(statement, cannot);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.migrator(), database.migratorPassword());
  }
}
