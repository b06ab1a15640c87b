package cloud.reseller.log.decide.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.decide.loop.ExactlyOnceIT;
import cloud.reseller.log.decide.state.SnapshotStore.Key;
import cloud.reseller.log.decide.state.SnapshotStore.Saved;
import cloud.reseller.log.decide.state.SnapshotStore.Snapshot;
import cloud.reseller.testing.Database;
import cloud.reseller.testing.Infrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Of states that are made only when they are written. */
  @ParameterizedTest
  @CsvSource({"1048576, 3, 4", "4194304, 0, 1", "8388608, 0, 1", "0, 1999, 2000"})
  void a_state_of_any_size_is_saved_in_pieces(int bytes, int notYet, int written) {
    List<Boolean> insertedBefore = new ArrayList<>();
    Iterator<Key> states =
        IntStream.rangeClosed(0, written)
            .mapToObj(
                n -> {
                  insertedBefore.add(n >= notYet && isInserting());
                  return new Key("key-" + n, Optional.of(new byte[bytes]));
                })
            .iterator();

    assertThat(store.save(NUMBER, snapshot(1, at(10, 5), new byte[] {1}), Optional.empty(), states))
        .isEqualTo(Saved.YES);

    assertThat(insertedBefore.get(notYet)).isFalse();
    assertThat(insertedBefore.get(written)).isTrue();
    assertThat(loaded(1)).hasSize(written + 1);
  }

  /** Whether the last statement of another connection wrote keys. */
  private boolean isInserting() {
    return query(
        "select exists (select 1 from pg_stat_activity where datname = current_database()"
            + " and state = 'idle in transaction' and query like 'insert into decider_key%')");
  }

  /** A load whose connection ends at its first key has got the keys of its first fetch alone. */
  @Test
  void a_state_of_any_size_is_loaded_in_pieces() {
    int keys = 1_000;
    save(1, at(10, 5), ALL, numbered(keys));
    Set<String> given = new HashSet<>();

    assertThatThrownBy(
            () ->
                store.load(
                    NUMBER,
                    1,
                    (key, state) -> {
                      if (given.isEmpty()) {
                        query(
                            "select bool_and(pg_terminate_backend(pid)) from pg_stat_activity where"
                                + " datname = current_database() and pid <> pg_backend_pid()"
                                + " and usename = current_user");
                      }
                      given.add(key);
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(given).hasSizeBetween(1, keys / 2);
    assertThat(loaded(1)).hasSize(keys);
  }

  private static String[] numbered(int keys) {
    return IntStream.range(0, keys).mapToObj(n -> "key-" + n + "=" + n).toArray(String[]::new);
  }

  private boolean query(String sql) {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
  void who_saves_while_a_newer_state_is_being_saved_waits_and_changes_nothing() {
    save(1, at(10, 5), ALL, "a=1");
    List<CompletableFuture<Saved>> older = new ArrayList<>();
    Iterator<Key> newer =
        Stream.of("a")
            .map(
                key -> {
                  older.add(
                      CompletableFuture.supplyAsync(() -> save(1, at(20, 5), at(10, 5), "a=2")));
                  await().until(this::isWaiting);
                  return new Key(key, Optional.of("3".getBytes(UTF_8)));
                })
            .iterator();

    assertThat(store.save(NUMBER, snapshot(1, at(30, 5), new byte[] {3}), Optional.empty(), newer))
        .isEqualTo(Saved.YES);

    assertThat(older.getFirst().join()).isEqualTo(Saved.NEWER_STANDS);
    assertThat(loaded(1)).isEqualTo(Map.of("a", "3"));
  }

  private boolean isWaiting() {
    return query(
        "select exists (select 1 from pg_stat_activity where datname = current_database()"
            + " and wait_event_type = 'Lock')");
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
