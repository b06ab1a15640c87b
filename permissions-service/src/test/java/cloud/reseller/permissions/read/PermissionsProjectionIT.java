package cloud.reseller.permissions.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.LogRecord;
import cloud.reseller.permissions.write.RandomCommands;
import cloud.reseller.permissions.write.Scenario;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.testing.FreshTables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The views on a real PostgreSQL, without the log. */
class PermissionsProjectionIT {

  private static final List<String> TABLES =
      List.of(
          "customer_1",
          "subscription_1",
          "owner_1",
          "policy_1",
          "price_rule_1",
          "purchase_limit_1");

  private final PermissionsProjection projection = new PermissionsProjection();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5})
  void however_the_log_is_cut_into_batches_the_rows_are_the_same(long seed) throws SQLException {
    List<LogRecord> log = history(seed);
    assertThat(rows(cut(log, 1))).isEqualTo(rows(cut(log, log.size())));
    assertThat(rows(cutAnywhere(log, new Random(seed)))).isEqualTo(rows(cut(log, log.size())));
  }

  @Test
  void a_record_that_cannot_be_read_is_not_passed_over() throws SQLException {
    try (Connection connection = tables().database().getConnection()) {
      assertThat(
              catchThrowable(
                  () -> projection.apply(List.of(record(0, "Unknown.v1", "{}")), connection)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Unknown.v1");
    }
  }

  private static List<LogRecord> history(long seed) {
    RandomCommands commands = new RandomCommands(seed);
    List<LogRecord> log = new ArrayList<>();
    Customer state = new Customer.Unknown();
    for (int i = 0; i < 400; i++) {
      PermissionEvent event = Scenario.decide(commands.next(), state).event();
      state = Scenario.evolve(state, i, event);
      log.add(
          record(
              i,
              EventJson.typeName(event),
              new String(EventJson.write(event), StandardCharsets.UTF_8)));
    }
    return log;
  }

  private static LogRecord record(long offset, String type, String body) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    return new LogRecord(
        new ConsumerRecord<>(
            PermissionsProjection.TOPIC,
            3,
            offset,
            Scenario.NOW.plusSeconds(offset).toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            "key".getBytes(StandardCharsets.UTF_8),
            body.getBytes(StandardCharsets.UTF_8),
            headers,
            Optional.empty()));
  }

  private static List<List<LogRecord>> cut(List<LogRecord> log, int size) {
    List<List<LogRecord>> batches = new ArrayList<>();
    for (int i = 0; i < log.size(); i += size) {
      batches.add(log.subList(i, Math.min(log.size(), i + size)));
    }
    return batches;
  }

  private static List<List<LogRecord>> cutAnywhere(List<LogRecord> log, Random random) {
    List<List<LogRecord>> batches = new ArrayList<>();
    int from = 0;
    while (from < log.size()) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(40));
      batches.add(log.subList(from, to));
      from = to;
    }
    return batches;
  }

  private Map<String, List<String>> rows(List<List<LogRecord>> batches) throws SQLException {
    FreshTables tables = tables();
    try (Connection connection = tables.database().getConnection()) {
      for (List<LogRecord> batch : batches) {
        projection.apply(batch, connection);
      }
    }
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : TABLES) {
      rows.put(
          table,
          tables.column("select t::text from " + table + " t order by partition, record_offset"));
    }
    return rows;
  }

  private static FreshTables tables() throws SQLException {
    return new FreshTables("db/kit/V0_90__directory.sql", "db/migration/V1__permission_views.sql");
  }
}
