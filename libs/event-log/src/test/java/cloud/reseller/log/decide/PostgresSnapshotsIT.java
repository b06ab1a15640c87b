package cloud.reseller.log.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.SnapshotStore.Saved;
import cloud.reseller.log.decide.SnapshotStore.Snapshot;
import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What is stored is whole at every time, whichever instance saves what, and in which release. */
class PostgresSnapshotsIT {

  private static final int NUMBER = 3;
  private static final Map<String, Long> ALL = Map.of();

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private PostgresSnapshots store;

  @BeforeEach
  void prepare() throws Exception {
    Database fresh = Infrastructure.shared().database("snapshots");
    ExactlyOnceIT.createSchema(fresh);
    database.setUrl(fresh.jdbcUrl());
    database.setUser(fresh.user());
    database.setPassword(fresh.password());
    store = store("id");
  }

  @Test
  void what_was_saved_in_parts_is_loaded_whole() {
    assertThat(save(1, at(10, 5), ALL, "a=1", "b=1")).isEqualTo(Saved.YES);
    assertThat(save(1, at(20, 5), at(10, 5), "b=2", "c=1")).isEqualTo(Saved.YES);

    assertThat(loaded(1)).isEqualTo(Map.of("a", "1", "b", "2", "c", "1"));
    Snapshot found = store.load(NUMBER, 1).orElseThrow();
    assertThat(found.positions()).isEqualTo(at(20, 5));
    assertThat(found.heads().get("events")).isEqualTo(new byte[] {20});
    assertThat(found.decidedUpTo()).isEqualTo(Map.of("requests", 19L));
    assertThat(found.lastTime()).isEqualTo(20_000);
    assertThat(found.since()).isEmpty();
  }

  @Test
  void an_older_state_never_replaces_a_newer_one() {
    save(1, at(20, 5), ALL, "a=2");

    assertThat(save(1, at(10, 5), ALL, "a=1")).isEqualTo(Saved.NEWER_STANDS);
    assertThat(save(1, at(30, 4), ALL, "a=1")).isEqualTo(Saved.NEWER_STANDS);

    assertThat(loaded(1)).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void changes_do_not_replace_what_another_release_has_saved() {
    save(1, at(10, 5), ALL, "a=1", "b=1");
    save(2, at(20, 5), ALL, "a=two", "b=two");

    assertThat(save(1, at(30, 5), at(10, 5), "b=3")).isEqualTo(Saved.ALL_KEYS_WANTED);
    assertThat(loaded(1)).isEmpty();
    assertThat(loaded(2)).isEqualTo(Map.of("a", "two", "b", "two"));

    assertThat(save(1, at(30, 5), ALL, "a=1", "b=3")).isEqualTo(Saved.YES);
    assertThat(loaded(1)).isEqualTo(Map.of("a", "1", "b", "3"));
    assertThat(loaded(2)).isEmpty();
  }

  @Test
  void changes_do_not_stand_alone_when_the_tables_were_emptied() throws Exception {
    save(1, at(10, 5), ALL, "a=1", "b=1");
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "delete from decider_partition; delete from decider_position; delete from decider_key");
    }

    assertThat(save(1, at(20, 5), at(10, 5), "b=2")).isEqualTo(Saved.ALL_KEYS_WANTED);

    assertThat(store.load(NUMBER, 1)).isEmpty();
  }

  @Test
  void changes_do_not_stand_on_a_state_older_than_they_rest_on() {
    save(1, at(10, 5), ALL, "a=1");

    assertThat(save(1, at(30, 5), at(20, 5), "b=3")).isEqualTo(Saved.ALL_KEYS_WANTED);

    assertThat(loaded(1)).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void a_snapshot_of_a_topic_that_was_made_anew_is_never_used() {
    save(1, at(10, 5), ALL, "a=1");
    store = store("another");

    assertThat(store.load(NUMBER, 1)).isEmpty();
    assertThat(save(1, at(3, 1), ALL, "b=1")).isEqualTo(Saved.YES);
    assertThat(loaded(1)).isEqualTo(Map.of("b", "1"));
  }

  @Test
  void the_ids_of_the_inputs_are_kept_whatever_the_topics_are_now() {
    assertThat(store.inputIds(NUMBER)).isEmpty();
    save(1, at(10, 5), ALL, "a=1");

    PostgresSnapshots later =
        new PostgresSnapshots(
            database, "pass", Map.of("events", "id", "facts", "id", "requests", "another"));

    assertThat(later.load(NUMBER, 1)).isEmpty();
    assertThat(later.inputIds(NUMBER)).isEqualTo(Map.of("requests", "id"));
  }

  private PostgresSnapshots store(String id) {
    return new PostgresSnapshots(
        database, "pass", Map.of("events", id, "facts", "id", "requests", "id"));
  }

  private static Map<String, Long> at(long events, long facts) {
    return Map.of("events", events, "facts", facts);
  }

  private Saved save(
      int version, Map<String, Long> positions, Map<String, Long> since, String... keys) {
    Map<String, byte[]> states = new HashMap<>();
    for (String each : keys) {
      states.put(each.split("=")[0], each.split("=")[1].getBytes(UTF_8));
    }
    long events = positions.get("events");
    return store.save(
        NUMBER,
        new Snapshot(
            version,
            events * 1_000,
            "",
            positions,
            Map.of("events", new byte[] {(byte) events}),
            Map.of("requests", events - 1),
            since,
            states));
  }

  private Map<String, String> loaded(int version) {
    Map<String, String> loaded = new TreeMap<>();
    store
        .load(NUMBER, version)
        .ifPresent(
            found ->
                found.keys().forEach((key, state) -> loaded.put(key, new String(state, UTF_8))));
    return loaded;
  }
}
