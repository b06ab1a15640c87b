package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PERMISSION_EVENTS;
import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static cloud.reseller.acceptance.Log.header;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Decisions made while their facts were being written are verified from the log alone, byte for
 * byte. {@code -Ddecisions=} sets a number other than 10,000.
 */
class TakenAgainIT {
  private static final int DECISIONS = Integer.getInteger("decisions", 10_000);

  /** Enough that no customer exceeds the number of answers per day. */
  private static final int BUYERS = 36 * Math.ceilDiv(DECISIONS, 10_000);

  private static final int WRITERS = 3;

  private static House house;
  private static PartnerCenter admin;
  private static List<Buyer> buyers;

  @BeforeAll
  static void start() throws Exception {
    house = House.of(TakenAgainIT.class, Service.PERMISSIONS, Service.RESERVATIONS);
    admin = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    buyers = InParallel.run(8, BUYERS, number -> admin.newBuyer("US"));
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  @Test
  void every_decision_comes_out_the_same_and_every_chain_verifies() throws Exception {
    AtomicBoolean asking = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Tail events = new Tail(house.kafka(), RESERVATION_EVENTS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        List<Buyer> own =
            buyers.subList(writer * BUYERS / WRITERS, (writer + 1) * BUYERS / WRITERS);
        writers.add(threads.submit(() -> changeFacts(own, asking)));
      }
      ask(events);
      asking.set(false);
      for (Future<?> writer : writers) {
        writer.get();
      }
      factsAndDecisionsWereInterleaved(events.soFar());
    }
    for (int number = 0; number < House.PARTITIONS; number++) {
      assertThat(Again.permissions(house.kafka(), number).differences()).isEmpty();
    }
    long taken = 0;
    for (int number = 0; number < House.PARTITIONS; number++) {
      Again.Partition again = Again.purchases(house.kafka(), number);
      assertThat(again.differences()).isEmpty();
      taken += again.outcomes();
    }
    assertThat(taken).isEqualTo(DECISIONS);
    assertThat(Again.verifyChains(house.kafka(), Again.PERMISSIONS)).isPositive();
    assertThat(Again.verifyChains(house.kafka(), Again.PURCHASES))
        .isGreaterThanOrEqualTo(DECISIONS);
  }

  /** In small bursts, each awaited, so that facts come in between. */
  private void ask(Tail events) throws Exception {
    Random random = new Random(1);
    try (Portal portal = new Portal(house.portal())) {
      for (int asked = 0; asked < DECISIONS; ) {
        List<Future<RecordMetadata>> burst = new ArrayList<>();
        for (int i = 0; i < 100 && asked < DECISIONS; i++, asked++) {
          Buyer buyer = buyers.get(random.nextInt(BUYERS));
          burst.add(
              portal.publish(
                  Portal.newId(), Portal.wish(buyer, buyer.owner(), 1 + random.nextInt(3))));
        }
        for (Future<RecordMetadata> each : burst) {
          each.get();
        }
        events.awaitCount(asked, Duration.ofMinutes(1));
      }
    }
  }

  private static void changeFacts(List<Buyer> own, AtomicBoolean asking) {
    Random random = new Random(own.hashCode());
    Set<String> permitted = new HashSet<>();
    Set<String> owned = new HashSet<>();
    own.forEach(buyer -> owned.add(buyer.id()));
    while (asking.get()) {
      Buyer buyer = own.get(random.nextInt(own.size()));
      switch (random.nextInt(4)) {
        case 0 -> {
          if (owned.remove(buyer.id())) {
            admin.removeOwner(buyer.id(), buyer.subscription(), buyer.owner());
          } else {
            owned.add(buyer.id());
            admin.makeOwner(buyer.id(), buyer.subscription(), buyer.owner());
          }
        }
        case 1 ->
            assertThat(
                    admin
                        .putPriceRule(
                            buyer.id(),
                            "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": "
                                + random.nextInt(2_000)
                                + "}}")
                        .status())
                .isEqualTo(200);
        default -> {
          if (permitted.remove(buyer.id())) {
            admin.revoke(buyer.id(), PartnerCenter.requestId());
          } else {
            permitted.add(buyer.id());
            admin.permit(buyer.id());
          }
        }
      }
    }
  }

  /** Otherwise the test would show less than it says. */
  private static void factsAndDecisionsWereInterleaved(List<LogRecord> outcomes) {
    Set<String> seen = new HashSet<>();
    outcomes.forEach(outcome -> seen.add(header(outcome, "ce_observed")));
    Set<String> types = new HashSet<>();
    outcomes.forEach(outcome -> types.add(outcome.type()));
    assertThat(seen).hasSizeGreaterThan(House.PARTITIONS * 10);
    assertThat(types).contains("ReservationPurchased.v1", "ReservationPurchaseRejected.v1");
    assertThat(outcomes).allMatch(o -> Log.observed(o, PERMISSION_EVENTS) > 0);
  }
}
