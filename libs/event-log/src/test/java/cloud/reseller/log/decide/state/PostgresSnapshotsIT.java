package cloud.reseller.log.decide.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.log.decide.loop.ExactlyOnceIT;
import cloud.reseller.log.decide.state.SnapshotStore.Key;
import cloud.reseller.log.decide.state.SnapshotStore.Saved;
import cloud.reseller.log.decide.state.SnapshotStore.Snapshot;
import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What is stored is whole at every time, whichever instance saves what, and in which release. */
class PostgresSnapshotsIT {

  private static final int NUMBER = 3;
  private static final Map<String, Long> ALL = Map.of();
  private static final byte[] LARGE = new byte[1 << 20];

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private Database fresh;
  private PostgresSnapshots store;

  @BeforeEach
  void prepare() throws Exception {
    fresh = Infrastructure.shared().database("snapshots");
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
    Snapshot found = store.find(NUMBER, 1).orElseThrow();
    assertThat(found.positions()).isEqualTo(at(20, 5));
    assertThat(found.heads().get("events")).isEqualTo(new byte[] {20});
    assertThat(found.decidedUpTo()).isEqualTo(Map.of("requests", 19L));
    assertThat(found.lastTime()).isEqualTo(20_000);
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

    assertThat(store.find(NUMBER, 1)).isEmpty();
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

    assertThat(store.find(NUMBER, 1)).isEmpty();
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

    assertThat(later.find(NUMBER, 1)).isEmpty();
    assertThat(later.inputIds(NUMBER)).isEqualTo(Map.of("requests", "id"));
  }

  @Test
  void changes_do_not_stand_on_another_chain() {
    save(1, at(10, 5), ALL, "a=1");

    Snapshot other = snapshot(1, at(10, 5), new byte[] {99});
    Snapshot next = snapshot(1, at(20, 5), new byte[] {20});
    assertThat(store.save(NUMBER, next, Optional.of(other), states("a=2")))
        .isEqualTo(Saved.ALL_KEYS_WANTED);

    assertThat(loaded(1)).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void a_key_that_is_known_no_longer_is_not_loaded() {
    save(1, at(10, 5), ALL, "a=1", "b=1");

    save(1, at(20, 5), at(10, 5), "a=2", "b=");

    assertThat(loaded(1)).isEqualTo(Map.of("a", "2"));
  }

  /** More than one statement takes, of states that are made only when they are written. */
  @Test
  void a_state_of_any_size_is_saved_and_loaded_in_pieces() {
    int keys = 300;
    Iterator<Key> states =
        IntStream.range(0, keys)
            .mapToObj(n -> new Key("key-" + n, Optional.of(LARGE.clone())))
            .iterator();

    assertThat(store.save(NUMBER, snapshot(1, at(10, 5), new byte[] {1}), Optional.empty(), states))
        .isEqualTo(Saved.YES);

    int[] loaded = new int[1];
    store.load(NUMBER, 1, (key, state) -> loaded[0] += state.length == LARGE.length ? 1 : 0);
    assertThat(loaded[0]).isEqualTo(keys);
  }

  @Test
  void a_save_that_ends_half_way_leaves_what_stood() {
    save(1, at(10, 5), ALL, "a=1");
    Iterator<Key> broken =
        IntStream.range(0, 10)
            .mapToObj(
                n -> {
                  assertThat(n).isLessThan(9);
                  return new Key("key-" + n, Optional.of(LARGE));
                })
            .iterator();

    assertThatThrownBy(
            () ->
                store.save(
                    NUMBER, snapshot(1, at(20, 5), new byte[] {2}), Optional.empty(), broken))
        .isInstanceOf(AssertionError.class);

    assertThat(loaded(1)).isEqualTo(Map.of("a", "1"));
    assertThat(store.find(NUMBER, 1).orElseThrow().positions()).isEqualTo(at(10, 5));
  }

  @Test
  void no_statement_and_no_lock_of_a_snapshot_is_waited_for_without_end() throws Exception {
    database.setOptions("-c statement_timeout=0 -c lock_timeout=0");
    String limits =
        "convert_to(current_setting('statement_timeout') || ' ' ||"
            + " current_setting('lock_timeout'), 'UTF8')";
    execute(
        "create function noted() returns trigger language plpgsql as $$ begin new.state := "
            + limits
            + "; return new; end $$;"
            + " create trigger noted before insert on decider_key"
            + " for each row execute function noted()");
    save(1, at(10, 5), ALL, "a=1");
    assertThat(loaded(1)).as("of a save").isEqualTo(Map.of("a", "30s 10s"));

    execute(
        "alter table decider_key rename to decider_key_stored;"
            + " create view decider_key as select service, partition, key, "
            + limits
            + " as state from decider_key_stored; grant select on decider_key to public");
    assertThat(loaded(1)).as("of a load").isEqualTo(Map.of("a", "30s 10s"));
  }

  private void execute(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                fresh.jdbcUrl(), fresh.migrator(), fresh.migratorPassword());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
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
    return store.save(
        NUMBER,
        snapshot(version, positions, head(positions)),
        since.isEmpty() ? Optional.empty() : Optional.of(snapshot(version, since, head(since))),
        states(keys));
  }

  private static byte[] head(Map<String, Long> positions) {
    return new byte[] {positions.get("events").byteValue()};
  }

  private static Snapshot snapshot(int version, Map<String, Long> positions, byte[] head) {
    long events = positions.get("events");
    return new Snapshot(
        version,
        events * 1_000,
        "",
        positions,
        Map.of("events", head),
        Map.of("requests", events - 1));
  }

  /** A key without a state is known no longer. */
  private static Iterator<Key> states(String... keys) {
    return Stream.of(keys)
        .map(each -> each.split("="))
        .map(
            each ->
                new Key(
                    each[0],
                    each.length == 1 ? Optional.empty() : Optional.of(each[1].getBytes(UTF_8))))
        .iterator();
  }

  private Map<String, String> loaded(int version) {
    Map<String, String> loaded = new TreeMap<>();
    store.load(NUMBER, version, (key, state) -> loaded.put(key, new String(state, UTF_8)));
    return loaded;
  }
}
