package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PURCHASE_OUTCOMES;
import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static cloud.reseller.acceptance.Log.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.PurchaseOutcome;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Purchases while processes are killed at random. The seed is printed; {@code -Dseed=} runs the
 * same campaign again, {@code -Drequests=} and {@code -Dkills=} size it.
 */
class ExactlyOnceIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final int REQUESTS = Integer.getInteger("requests", 20_000);

  /** Enough that no customer exceeds the number of answers per day. */
  private static final int BUYERS = 48 * Math.ceilDiv(REQUESTS, 20_000);

  private static House house;
  private static PartnerCenter admin;
  private static Portal portal;
  private static List<Buyer> buyers;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final int kills = Integer.getInteger("kills", 20);
  private final Random random = new Random(seed);
  private final Map<String, PurchaseRequest> asked = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private int published;

  @BeforeAll
  static void start() throws Exception {
    house = House.of(ExactlyOnceIT.class, Service.PERMISSIONS, Service.RESERVATIONS);
    admin = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    portal = new Portal(house.portal());
    buyers = InParallel.run(8, BUYERS, number -> admin.newBuyer("US"));
    // Every eighth customer may not buy: refusals are outcomes like any other.
    InParallel.run(
        8, BUYERS, number -> number % 8 == 0 ? "" : admin.permit(buyers.get(number).id()));
  }

  @AfterAll
  static void stop() {
    portal.close();
    house.close();
  }

  @Test
  void every_request_has_one_outcome_whatever_dies() throws Exception {
    System.out.println("seed " + seed);
    List<Instance> two = List.of(deciding(0), deciding(1));
    house.first(Service.RESERVATIONS).stop();
    two.forEach(Instance::start);
    two.forEach(Instance::awaitReady);
    Instance third = deciding(2);

    List<Fault> others =
        List.of(
            Infrastructure.shared()::restartKafka,
            () -> {
              two.get(1).awaitReady().pause();
              publish(REQUESTS / 20);
              long end = System.nanoTime() + PAUSE.toNanos();
              await().atMost(PAUSE.plusSeconds(10)).until(() -> System.nanoTime() > end);
              two.get(1).resume();
            },
            () -> third.start().awaitReady(),
            third::stop,
            () -> {
              two.forEach(Instance::kill);
              deleteCommittedOffsets();
              two.forEach(Instance::start);
            });
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      for (int kill = kills * i / others.size(); kill < kills * (i + 1) / others.size(); kill++) {
        faults.add(() -> killOneOf(two));
      }
      faults.add(others.get(i));
    }
    try (Tail events = new Tail(house.kafka(), RESERVATION_EVENTS)) {
      for (Fault fault : faults) {
        int burst = REQUESTS * 9 / 10 / faults.size();
        publish(burst);
        events.awaitAtLeast(Math.min(published, events.count() + random.nextInt(burst)), LIMIT);
        fault.happen();
      }
      publish(REQUESTS - published - BUYERS);
      publishForEveryBuyer();
      events.awaitCount(published, LIMIT);
      two.forEach(Instance::awaitReady);
      two.getFirst().stop();
      Instance last = two.getLast();
      await()
          .atMost(LIMIT)
          .until(() -> IntStream.range(0, House.PARTITIONS).allMatch(last::decides));
      awaitSnapshots(events.soFar());
      last.stop();

      everyInputHasOneOutcome(events.soFar());
      everyIdHasOneFirstAnswer(events.soFar());
      everyAnswerHasItsEvent(events.soFar());
      everyDecisionProvesItself();
    }
  }

  private interface Fault {
    void happen() throws Exception;
  }

  private static Instance deciding(int ordinal) {
    return house.another(
        Service.RESERVATIONS, 10 + ordinal, Map.of("reseller.decider.snapshot-every", "2s"));
  }

  /** One of the running instances; it is restarted at once. */
  private void killOneOf(List<Instance> instances) {
    List<Instance> up =
        await()
            .atMost(LIMIT)
            .until(
                () -> instances.stream().filter(Instance::isUp).toList(), some -> !some.isEmpty());
    Instance victim = up.get(random.nextInt(up.size()));
    victim.kill();
    victim.start();
  }

  /** Requests, some of them a second time, some under the id of another. */
  private void publish(int count) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int dice = random.nextInt(100);
      if (dice < 6 && !ids.isEmpty()) {
        String id = ids.get(random.nextInt(ids.size()));
        sent.add(portal.publish(id, asked.get(id)));
      } else if (dice < 7 && !ids.isEmpty()) {
        String id = ids.get(random.nextInt(ids.size()));
        Buyer buyer = buyerOf(asked.get(id));
        sent.add(portal.publish(id, Portal.wish(buyer, buyer.owner(), 7)));
      } else {
        sent.add(publishNew(buyers.get(random.nextInt(BUYERS))));
      }
      published++;
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private void publishForEveryBuyer() throws Exception {
    for (Buyer buyer : buyers) {
      publishNew(buyer).get();
      published++;
    }
  }

  private Future<RecordMetadata> publishNew(Buyer buyer) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    PurchaseRequest request = Portal.wish(buyer);
    asked.put(id, request);
    ids.add(id);
    return portal.publish(id, request);
  }

  private static Buyer buyerOf(PurchaseRequest request) {
    return buyers.stream()
        .filter(buyer -> buyer.id().equals(request.customerId()))
        .findAny()
        .orElseThrow();
  }

  /** The broker allows it once the sessions of the killed members have run out. */
  private static void deleteCommittedOffsets() {
    try (Admin admin = Admin.create(house.superUser(Map.of()))) {
      Set<TopicPartition> all = new HashSet<>(Log.partitions(Again.PURCHASES.inputs()));
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  admin
                      .deleteConsumerGroupOffsets("reservations-service-decider", all)
                      .all()
                      .get());
    }
  }

  private void everyInputHasOneOutcome(List<LogRecord> events) {
    Set<String> answered = new HashSet<>();
    events.forEach(event -> assertThat(answered.add(header(event, "ce_input"))).isTrue());
    assertThat(answered).hasSize(published);
  }

  private void everyIdHasOneFirstAnswer(List<LogRecord> events) {
    Map<String, Integer> first = new HashMap<>();
    events.stream()
        .filter(event -> isFirstAnswer(Log.event(event)))
        .forEach(event -> first.merge(header(event, "ce_causationid"), 1, Integer::sum));
    assertThat(first.keySet()).isEqualTo(asked.keySet());
    assertThat(first.values()).containsOnly(1);
  }

  private static boolean isFirstAnswer(Object event) {
    return !(event instanceof CommandRepeated)
        && !(event instanceof CommandRefused refused && refused.code().equals("RequestIdReused"));
  }

  private void everyAnswerHasItsEvent(List<LogRecord> events) {
    Map<String, Integer> answers = new HashMap<>();
    Map<String, String> bought = new HashMap<>();
    for (LogRecord event : events) {
      Object fact = Log.event(event);
      if (!(fact instanceof CommandRepeated)) {
        answers.merge(header(event, "ce_input"), 1, Integer::sum);
      }
      if (fact instanceof ReservationPurchased one) {
        assertThat(bought.put(one.reservationId(), one.requestId())).isNull();
      }
    }
    assertThat(bought).isNotEmpty();
    Map<String, Integer> told = new HashMap<>();
    for (var raw : CommittedLog.read(house.kafka(), Log.partitions(List.of(PURCHASE_OUTCOMES)))) {
      LogRecord outcome = new LogRecord(raw);
      told.merge(header(outcome, "ce_input"), 1, Integer::sum);
      if (Log.event(outcome) instanceof PurchaseOutcome.PurchaseAccepted accepted) {
        assertThat(bought).containsEntry(accepted.reservationId(), accepted.requestId());
      }
    }
    assertThat(told).isEqualTo(answers);
  }

  /** Waits until the process that is left has saved all it knows. */
  private static void awaitSnapshots(List<LogRecord> events) {
    Map<String, String> heads = new TreeMap<>();
    for (LogRecord event : events) {
      heads.put(Integer.toString(event.position().partition()), header(event, "ce_chain"));
    }
    await()
        .atMost(LIMIT)
        .until(
            () ->
                saved(
                        "select partition, encode(chain_head, 'hex') from decider_position"
                            + " where topic = '"
                            + RESERVATION_EVENTS
                            + "'")
                    .equals(heads));
  }

  /** What it saved is what the log leads to. */
  private static void everyDecisionProvesItself() {
    for (int number = 0; number < House.PARTITIONS; number++) {
      Again.Partition again = Again.purchases(house.kafka(), number);
      assertThat(again.differences()).isEmpty();
      assertThat(
              saved(
                  "select key, encode(state, 'hex') from decider_key where partition = " + number))
          .as("state of partition %d", number)
          .isEqualTo(again.states());
    }
    assertThat(Again.verifyChains(house.kafka(), Again.PURCHASES)).isPositive();
  }

  private static Map<String, String> saved(String query) {
    Map<String, String> saved = new TreeMap<>();
    new Rows(house.database(Service.RESERVATIONS))
        .query(query)
        .forEach(row -> saved.put(row.getFirst(), row.getLast()));
    return saved;
  }
}
