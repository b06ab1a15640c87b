package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.Position;
import cloud.reseller.log.projection.ProjectionHealth.Status;
import cloud.reseller.testing.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionsIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Rows rows;

  @BeforeEach
  void prepare() throws Exception {
    rows = new Rows();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void only_committed_records_become_rows_and_markers_move_the_position() throws Exception {
    Log log = log(2);
    log.commit(0, "a=1", "b=2");
    log.abort(0, "a=never");
    log.commit(0, "a=3");
    log.abort(1, "c=never");
    start("reader", new Notes(log.topic()));
    awaitLevel(log, 0, 1);
    assertThat(rows.notes()).containsExactly("a=1", "b=2", "a=3");
    // Four records and three markers; one record and one marker.
    assertThat(rows.positions()).containsExactly("0 7", "1 2");
    log.abort(1, "c=never");
    awaitLevel(log, 1);
    assertThat(rows.positions()).containsExactly("0 7", "1 4");
  }

  @Test
  void a_replay_from_zero_makes_equal_rows() throws Exception {
    Log log = log(3);
    Random random = new Random(7);
    for (int i = 0; i < 30; i++) {
      int from = i * 100;
      int partition = random.nextInt(3);
      log.commitAll(
          partition,
          IntStream.range(from, from + 100)
              .mapToObj(n -> "k" + random.nextInt(50) + "=" + n)
              .toList());
      log.abort(partition, "k1=never");
    }
    Projections first = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(first::caughtUp);
    List<String> before = rows.query("select * from note order by partition, record_offset");
    assertThat(before).hasSize(3_000);
    first.close();
    rows.run("truncate note, projection_position, projection_parked");
    Projections second = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(second::caughtUp);
    assertThat(rows.query("select * from note order by partition, record_offset"))
        .isEqualTo(before);
  }

  @Test
  void of_two_that_believe_to_own_a_partition_only_one_writes_a_batch() throws Exception {
    Log log = log(1);
    CountDownLatch gate = new CountDownLatch(1);
    log.commit(0, "a=1", "a=2");
    Notes held = new Notes(log.topic()).behind(gate);
    start("one-group", held);
    await().atMost(SOON).until(held::held);
    MeterRegistry others = new SimpleMeterRegistry();
    Notes late = new Notes(log.topic()).behind(new CountDownLatch(0));
    start("another-group", late, others);
    await().atMost(SOON).until(this::somebodyWaitsForALock);
    // The positions come first: nothing is applied by one that may be too late.
    assertThat(late.held()).isFalse();
    gate.countDown();
    await().atMost(SOON).until(() -> others.get("projection.overtaken").counter().count() >= 1);
    log.commit(0, "a=3");
    await().atMost(SOON).untilAsserted(() -> assertThat(rows.positions()).containsExactly("0 5"));
    assertThat(rows.notes()).containsExactly("a=1", "a=2", "a=3");
  }

  @Test
  void records_written_under_two_readers_count_once() throws Exception {
    Log log = log(2);
    start("one-group", new Notes(log.topic()));
    start("another-group", new Notes(log.topic()));
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      log.commit(i % 2, "k=" + i);
      written.add("k=" + i);
    }
    // Fifty records and fifty markers each.
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(rows.positions()).containsExactly("0 100", "1 100"));
    assertThat(rows.notes()).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void a_recreated_topic_is_refused_at_the_start_and_while_running() throws Exception {
    Log log = log(1);
    log.commit(0, "a=1");
    Projections running = start("reader", new Notes(log.topic()));
    awaitLevel(log, 0);
    await().atMost(SOON).until(() -> meters.get("projection.running").gauge().value() == 1);
    log.makeAnew();
    await().atMost(SOON).until(() -> status(running) == Status.REFUSED);
    assertThat(meters.get("projection.running").gauge().value()).isZero();
    assertThat(running.health().getFirst().detail())
        .contains(log.topic() + "/0@2", "was deleted and created again", "projection_position");
    Projections next = projections("reader", new Notes(log.topic()), meters);
    assertThatThrownBy(next::verify)
        .isInstanceOf(PositionRefusedException.class)
        .hasMessageContaining("was deleted and created again");
    next.start();
    await().atMost(SOON).until(() -> status(next) == Status.REFUSED);
    assertThat(rows.notes()).containsExactly("a=1");
  }

  @Test
  void a_position_beyond_the_log_is_refused() throws Exception {
    Log log = log(1);
    log.commit(0, "a=1");
    Projections first = start("reader", new Notes(log.topic()));
    awaitLevel(log, 0);
    first.verify();
    first.close();
    rows.run("update projection_position set position = 77");
    Projections second = projections("reader", new Notes(log.topic()), meters);
    assertThatThrownBy(second::verify)
        .isInstanceOf(PositionRefusedException.class)
        .hasMessageContaining(log.topic() + "/0@77")
        .hasMessageContaining("the log ends at 2");
  }

  @Test
  void a_key_that_cannot_be_applied_is_parked_and_its_neighbours_are_not() throws Exception {
    Log log = log(2);
    Notes notes = new Notes(log.topic());
    Projections projections = start("reader", notes);
    log.commit(0, "a=1", "b=1", "a=indigestible", "b=2", "a=2", "c=1");
    log.commit(1, "a=other partition", "d=refused", "e=1", "d=2");
    awaitLevel(log, 0, 1);
    assertThat(rows.notes())
        .containsExactly("a=1", "b=1", "b=2", "c=1", "a=other partition", "e=1");
    assertThat(rows.parked()).containsExactly("a 2", "a 4", "d 1", "d 3");
    log.commit(0, "a=3", "b=3");
    awaitLevel(log, 0);
    assertThat(rows.parked()).containsExactly("a 2", "a 4", "a 7", "d 1", "d 3");
    assertThat(rows.query("select reason from projection_parked where record_offset in (2, 7)"))
        .containsExactlyInAnyOrder(
            "java.lang.IllegalArgumentException: cannot read a note", "waits for one before it");
    await().atMost(SOON).until(() -> meters.get("projection.parked.keys").gauge().value() == 2);
    assertThat(meters.get("projection.parked.records").counter().count()).isEqualTo(5);

    notes.mend();
    assertThat(projections.retryParked("a"))
        .containsExactly(new RetriedSequence("notes", log.topic(), 0, 3, 0));
    assertThat(rows.query("select body from note where key = 'a' and partition = 0"))
        .containsExactly("1", "indigestible", "2", "3");
    assertThat(projections.retryParked("d"))
        .containsExactly(new RetriedSequence("notes", log.topic(), 1, 0, 2));
    assertThat(rows.parked()).containsExactly("d 1", "d 3");
    assertThat(projections.retryParked("nobody")).isEmpty();
    await().atMost(SOON).until(() -> meters.get("projection.parked.keys").gauge().value() == 1);

    log.commit(0, "a=4");
    awaitLevel(log, 0);
    assertThat(rows.query("select body from note where key = 'a' and partition = 0"))
        .containsExactly("1", "indigestible", "2", "3", "4");
  }

  @Test
  void committed_group_positions_are_covered_by_the_rows_and_nothing_is_parked() throws Exception {
    Log log = log(1);
    Notes notes = new Notes(log.topic()).announcing();
    Projections projections = start("teller", notes);
    log.commit(0, "a=1");
    awaitToldAll(log);

    log.commit(0, "a=indigestible", "b=1");
    awaitLevel(log, 0);
    assertThat(rows.parked()).containsExactly("a 2");
    log.commit(0, "b=2");
    awaitLevel(log, 0);
    assertThat(told(log)).isEqualTo(2);

    notes.mend();
    projections.retryParked("a");
    awaitToldAll(log);
    assertThat(rows.parked()).isEmpty();
  }

  private static void awaitToldAll(Log log) {
    await().atMost(SOON).untilAsserted(() -> assertThat(told(log)).isEqualTo(log.end(0)));
  }

  private static long told(Log log) throws Exception {
    try (Admin admin = Admin.create(Log.kafka())) {
      OffsetAndMetadata told =
          admin
              .listConsumerGroupOffsets("teller-[" + log.topic() + "]-notes")
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(log.topic(), 0));
      return told == null ? 0 : told.offset();
    }
  }

  @Test
  void a_parked_key_stays_parked_after_a_restart() throws Exception {
    Log log = log(1);
    Projections first = start("reader", new Notes(log.topic()));
    log.commit(0, "a=indigestible");
    awaitLevel(log, 0);
    first.close();
    start("reader", new Notes(log.topic()));
    log.commit(0, "a=2", "b=1");
    awaitLevel(log, 0);
    assertThat(rows.notes()).containsExactly("b=1");
    assertThat(rows.parked()).containsExactly("a 0", "a 2");
  }

  @Test
  void a_key_too_long_for_an_index_is_parked_like_any_other() throws Exception {
    Log log = log(1);
    String key = "k".repeat(5_000) + '\0';
    Notes notes = new Notes(log.topic());
    Projections projections = start("reader", notes);
    log.commit(0, key + "x=indigestible", key + "y=1", key + "x=2", "b=1");
    awaitLevel(log, 0);
    assertThat(rows.query("select record_offset from projection_parked order by 1"))
        .containsExactly("0", "1", "2");
    assertThat(rows.notes()).containsExactly("b=1");
    // PostgreSQL takes no NUL, so this key can never be applied; it is found and stays parked.
    notes.mend();
    assertThat(projections.retryParked(key + "x"))
        .containsExactly(new RetriedSequence("notes", log.topic(), 0, 0, 2));
    assertThat(projections.retryParked(key + "y"))
        .containsExactly(new RetriedSequence("notes", log.topic(), 0, 0, 1));
  }

  @Test
  void a_replay_that_finds_parked_sequences_of_before_goes_on() throws Exception {
    Log log = log(1);
    Projections projections = start("reader", new Notes(log.topic()));
    log.commit(0, "a=1", "a=indigestible", "a=2", "b=1");
    awaitLevel(log, 0);
    rows.run("truncate note; delete from projection_position");
    log.commit(0, "b=2");
    awaitLevel(log, 0);
    assertThat(rows.notes()).containsExactly("b=1", "b=2");
    assertThat(rows.parked()).containsExactly("a 0", "a 1", "a 2");
    assertThat(projections.retryParked("a"))
        .containsExactly(new RetriedSequence("notes", log.topic(), 0, 1, 2));
    assertThat(rows.notes()).containsExactly("a=1", "b=1", "b=2");
  }

  @Test
  void a_failure_nobody_thought_of_is_tried_again() throws Exception {
    Log log = log(1);
    log.commit(0, "a=1");
    rows.breakPool(true);
    Projections projections = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(() -> status(projections) == Status.RETRYING);
    assertThat(projections.health().getFirst().detail())
        .contains("java.lang.IllegalStateException");
    rows.breakPool(false);
    await().atMost(SOON).until(projections::caughtUp);
    assertThat(rows.notes()).containsExactly("a=1");
  }

  @Test
  void gauges_of_a_closed_instance_make_room_for_the_next() throws Exception {
    Log log = log(1);
    Projections first = start("reader", new Notes(log.topic()));
    log.commit(0, "a=indigestible");
    awaitLevel(log, 0);
    await().atMost(SOON).until(() -> meters.get("projection.parked.keys").gauge().value() == 1);
    first.close();
    assertThat(meters.find("projection.parked.keys").gauge()).isNull();
    start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(() -> meters.get("projection.parked.keys").gauge().value() == 1);
  }

  @Test
  void many_culprits_in_one_batch_are_each_found() throws Exception {
    Log log = log(1);
    List<String> records =
        IntStream.range(0, 500)
            .mapToObj(i -> "k" + i % 50 + "=" + (i % 50 < 7 && i / 50 == 3 ? "refused" : i))
            .toList();
    log.commitAll(0, records);
    Projections projections = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(projections::caughtUp);
    assertThat(rows.notes()).hasSize(500 - 7 * 7);
    assertThat(rows.parked()).hasSize(7 * 7);
  }

  @Test
  void waiting_works_on_the_owner_and_on_an_instance_that_owns_nothing() throws Exception {
    Log log = log(1);
    Projections one = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(() -> status(one) == Status.RUNNING);
    Projections other = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(() -> one.caughtUp() && other.caughtUp());
    for (int i = 0; i < 20; i++) {
      Position position = log.commit(0, "a=" + i).getFirst();
      assertThat(one.waitFor(position, SOON)).isTrue();
      assertThat(other.waitFor(position, SOON)).isTrue();
      assertThat(rows.notes()).hasSize(i + 1);
    }
    Position beyond = new Position(log.topic(), 0, log.end(0) + 10);
    assertThat(one.waitFor(beyond, Duration.ofMillis(50))).isFalse();
    assertThat(other.waitFor(beyond, Duration.ofMillis(50))).isFalse();
    assertThat(one.waitFor(new Position("read-by-nobody", 0, 5), Duration.ZERO)).isTrue();
  }

  @Test
  void waiting_for_the_end_misses_nothing_and_gives_up_in_time() throws Exception {
    Log log = log(2);
    CountDownLatch gate = new CountDownLatch(1);
    Notes held = new Notes(log.topic()).behind(gate);
    Projections owner = start("reader", held);
    await().atMost(SOON).until(owner::caughtUp);
    Projections other = start("reader", new Notes(log.topic()));
    assertThat(owner.waitForEnd(log.topic(), 0, SOON)).as("nothing stands there").isTrue();

    log.commit(0, "a=1");
    log.commit(1, "b=1");
    await().atMost(SOON).until(held::held);
    for (Projections one : List.of(owner, other)) {
      // Either of the two instances may own either partition; one of them is held.
      assertThat(
              one.waitForEnd(log.topic(), 0, Duration.ofMillis(50))
                  && one.waitForEnd(log.topic(), 1, Duration.ofMillis(50)))
          .isFalse();
    }
    gate.countDown();
    for (Projections one : List.of(owner, other)) {
      assertThat(one.waitForEnd(log.topic(), 0, SOON)).isTrue();
      assertThat(one.waitForEnd(log.topic(), 1, SOON)).isTrue();
    }
    assertThat(rows.notes()).hasSize(2);
    assertThat(owner.waitForEnd("read-by-nobody", 0, Duration.ofMillis(500))).isFalse();
  }

  @Test
  void an_instance_that_stands_by_is_caught_up_when_the_rows_are() throws Exception {
    Log log = log(1);
    log.commit(0, "a=1");
    CountDownLatch gate = new CountDownLatch(1);
    Notes held = new Notes(log.topic()).behind(gate);
    start("reader", held);
    await().atMost(SOON).until(held::held);
    Projections standingBy = start("reader", new Notes(log.topic()));
    assertThat(standingBy.caughtUp()).isFalse();
    gate.countDown();
    await().atMost(SOON).until(standingBy::caughtUp);
    assertThat(rows.notes()).containsExactly("a=1");
  }

  @Test
  void the_partitions_of_an_instance_that_leaves_are_read_on_by_the_other() throws Exception {
    Log log = log(4);
    Projections one = start("reader", new Notes(log.topic()));
    Projections other = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(() -> one.caughtUp() && other.caughtUp());
    for (int i = 0; i < 40; i++) {
      log.commit(i % 4, "k=" + i);
      if (i == 20) {
        one.close();
      }
    }
    awaitLevel(log, 0, 1, 2, 3);
    assertThat(rows.notes())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 40).mapToObj(i -> "k=" + i).toList());
  }

  @Test
  void connections_cut_under_a_stream_lose_and_double_nothing() throws Exception {
    Log log = log(2);
    Projections projections = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(projections::caughtUp);
    for (int i = 0; i < 60; i++) {
      log.commit(i % 2, "k=" + i);
      if (i % 6 == 0) {
        rows.cutConnections();
      }
    }
    awaitLevel(log, 0, 1);
    assertThat(rows.notes())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> "k=" + i).toList());
  }

  @Test
  void a_server_that_crashes_in_mid_batch_loses_and_doubles_nothing() throws Exception {
    Log log = log(4);
    log.commit(0, "k=0");
    CountDownLatch gate = new CountDownLatch(1);
    Notes held = new Notes(log.topic()).behind(gate);
    Projections one = start("reader", held);
    await().atMost(SOON).until(held::held);
    rows.crash();
    gate.countDown();
    await().atMost(SOON).until(one::caughtUp);
    Projections other = start("reader", new Notes(log.topic()));
    for (int i = 1; i < 80; i++) {
      log.commit(i % 4, "k=" + i);
      if (i % 20 == 0) {
        rows.crash();
      }
    }
    awaitLevel(log, 0, 1, 2, 3);
    assertThat(rows.notes())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 80).mapToObj(i -> "k=" + i).toList());
    assertThat(rows.parked()).isEmpty();
    await().atMost(SOON).until(() -> status(one) == Status.RUNNING);
    await().atMost(SOON).until(() -> status(other) == Status.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({
    "40P01, deadlock",
    "40001, serialization",
    "57014, statement timeout",
    "55P03, lock timeout",
    "53100, disk full",
    "53200, out of memory",
    "58030, disk fails",
    "57P03, starting up",
    "XX000, the server's own fault",
    "42P01, table not there yet"
  })
  void what_is_not_the_record_s_fault_is_tried_again_and_nothing_is_parked(
      String state, String what) throws Exception {
    Log log = log(1);
    log.commit(0, "a=1", "b=1", "a=2");
    rows.failFirst(2, state);
    Projections projections = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(projections::caughtUp);
    assertThat(rows.notes()).as(what).containsExactly("a=1", "b=1", "a=2");
    assertThat(rows.parked()).isEmpty();
    assertThat(meters.get("projection.failures").tag("of", "database").counter().count())
        .isEqualTo(2);
  }

  @Test
  void a_batch_neither_waits_for_a_lock_nor_idles_without_end() throws Exception {
    Log log = log(1);
    log.commit(0, "a=1");
    start("reader", new Notes(log.topic()));
    awaitLevel(log, 0);
    assertThat(rows.query("select bounds from note")).containsExactly("10s 10s");
  }

  @Test
  void a_retry_that_is_cut_off_leaves_the_sequence_as_it_was() throws Exception {
    Log log = log(1);
    Notes notes = new Notes(log.topic());
    Projections projections = start("reader", notes);
    log.commit(0, "a=1", "a=indigestible", "a=2", "b=1");
    awaitLevel(log, 0);
    notes.mend();
    CountDownLatch gate = new CountDownLatch(1);
    notes.behind(gate);
    var retry =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return projections.retryParked("a");
              } catch (SQLException cut) {
                throw new CompletionException(cut);
              }
            });
    await().atMost(SOON).until(notes::held);
    // What comes meanwhile waits for the retry, or it would overtake what is parked.
    log.commit(0, "a=3");
    await().atMost(SOON).until(this::somebodyWaitsForALock);
    rows.cutConnections();
    gate.countDown();
    assertThatThrownBy(retry::join).hasCauseInstanceOf(SQLException.class);
    awaitLevel(log, 0);
    assertThat(rows.parked()).containsExactly("a 1", "a 2", "a 5");
    assertThat(projections.retryParked("a"))
        .containsExactly(new RetriedSequence("notes", log.topic(), 0, 3, 0));
    assertThat(rows.query("select body from note where key = 'a'"))
        .containsExactly("1", "indigestible", "2", "3");
  }

  @Test
  void waiting_goes_on_while_partitions_change_hands() throws Exception {
    Log log = log(3);
    Projections one = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(one::caughtUp);
    for (int i = 0; i < 30; i++) {
      if (i % 10 == 3) {
        start("reader", new Notes(log.topic()));
      }
      Position position = log.commit(i % 3, "k=" + i).getFirst();
      assertThat(one.waitFor(position, SOON)).isTrue();
      assertThat(rows.query("select 1 from note where body = '" + i + "'")).hasSize(1);
    }
  }

  @Test
  void a_database_that_is_away_is_waited_for_and_health_says_so() throws Exception {
    Log log = log(1);
    log.commit(0, "a=0");
    rows.takeAway();
    Projections projections = start("reader", new Notes(log.topic()));
    await().atMost(SOON).until(() -> status(projections) == Status.RETRYING);
    assertThat(projections.health().getFirst().detail()).contains("the database fails", "08001");
    assertThat(projections.caughtUp()).isFalse();
    rows.bringBack();
    await().atMost(SOON).until(projections::caughtUp);
    rows.takeAway();
    log.commit(0, "a=1");
    await().atMost(SOON).until(() -> status(projections) == Status.RETRYING);
    await().atMost(SOON).until(() -> meters.get("projection.lag.records").gauge().value() > 0);
    rows.bringBack();
    awaitLevel(log, 0);
    await().atMost(SOON).until(() -> status(projections) == Status.RUNNING);
    assertThat(rows.notes()).containsExactly("a=0", "a=1");
    await().atMost(SOON).until(() -> meters.get("projection.lag.records").gauge().value() == 0);
    assertThat(meters.get("projection.lag").timeGauge().value()).isZero();
  }

  @Test
  void a_broker_that_crashes_is_waited_for() throws Exception {
    Log log = log(1);
    Projections projections = start("reader", new Notes(log.topic()));
    log.commit(0, "a=1");
    awaitLevel(log, 0);
    Infrastructure.shared().crashKafka();
    log.commit(0, "a=2");
    awaitLevel(log, 0);
    await().atMost(SOON).until(() -> status(projections) == Status.RUNNING);
    assertThat(rows.notes()).containsExactly("a=1", "a=2");
  }

  @Test
  void rows_say_up_to_when_and_where_they_hold_everything() throws Exception {
    Log log = log(2);
    Projections projections = start("reader", new Notes(log.topic()));
    log.commit(0, "a=1");
    Instant committed = Instant.now();

    await().atMost(SOON).until(() -> isAfter(projections.freshness(), committed));

    // A record and its marker.
    assertThat(projections.freshness().positions())
        .containsExactly(new Position(log.topic(), 0, 2), new Position(log.topic(), 1, 0));
  }

  @Test
  void rows_that_lack_a_record_are_not_said_to_be_newer_than_it() throws Exception {
    Log log = log(1);
    CountDownLatch gate = new CountDownLatch(1);
    Notes notes = new Notes(log.topic()).behind(gate);
    Projections projections = start("reader", notes);
    await().atMost(SOON).until(() -> projections.freshness().asOf().isPresent());
    log.commit(0, "a=1");
    Instant committed = Instant.now();
    await().atMost(SOON).until(notes::held);

    Freshness lacking = projections.freshness();
    assertThat(lacking.asOf().orElseThrow()).isBefore(committed);
    assertThat(lacking.positions()).containsExactly(new Position(log.topic(), 0, 0));
    gate.countDown();
    await().atMost(SOON).until(() -> isAfter(projections.freshness(), committed));
  }

  @Test
  void an_instance_that_owns_nothing_says_the_same_of_the_rows() throws Exception {
    Log log = log(1);
    start("reader", new Notes(log.topic()));
    Projections idle = start("reader", new Notes(log.topic()), new SimpleMeterRegistry());
    log.commit(0, "a=1");
    Instant committed = Instant.now();

    await().atMost(SOON).until(() -> isAfter(idle.freshness(), committed));

    assertThat(idle.freshness().positions()).containsExactly(new Position(log.topic(), 0, 2));
  }

  private static boolean isAfter(Freshness freshness, Instant time) {
    return freshness.asOf().filter(time::isBefore).isPresent();
  }

  private Log log(int partitions) {
    Log log = Log.of(partitions);
    open.add(log);
    return log;
  }

  private Projections start(String service, Notes notes) {
    return start(service, notes, meters);
  }

  private Projections start(String service, Notes notes, MeterRegistry registry) {
    Projections projections = projections(service, notes, registry);
    projections.start();
    return projections;
  }

  private Projections projections(String service, Notes notes, MeterRegistry registry) {
    Projections projections =
        new Projections(
            new ProjectionSettings(
                Log.kafka(), service + "-" + notes.topics(), 1_000, Duration.ofSeconds(1)),
            List.of(notes),
            rows,
            registry);
    open.add(projections);
    return projections;
  }

  private void awaitLevel(Log log, int... partitions) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              List<String> level = new ArrayList<>();
              for (int partition : partitions) {
                level.add(partition + " " + log.end(partition));
              }
              assertThat(rows.positions()).containsAll(level);
            });
  }

  private boolean somebodyWaitsForALock() throws Exception {
    return !rows.query(
            "select pid from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'")
        .isEmpty();
  }

  private static Status status(Projections projections) {
    return projections.health().getFirst().status();
  }
}
