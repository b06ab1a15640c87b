package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PERMISSION_EVENTS;
import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static cloud.reseller.acceptance.Log.observed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.KafkaProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * When the call that turned a permission off has returned, no purchase requested after that is
 * accepted. {@code -Drounds=} asks more often than 1,000 times.
 */
class RevokedIsRevokedIT {
  private static final String PERMISSION_OFF = "PermissionOff";
  private static final int BUYERS = 24;
  private static final int IN_FLIGHT = 100;

  private static final int ROUNDS = Integer.getInteger("rounds", 1_000);

  /** Customers of rounds that go on until instances have come and gone; mostly enough. */
  private static final int WHILE_IT_CHANGES = 150;

  /** Fewer than the requests of one customer that a day has answers for. */
  private static final int ASKED_AT_MOST = 900;

  /** Far beyond what an answer takes, also while a busy machine starts another instance. */
  private static final Duration ANSWERED = Duration.ofMinutes(2);

  private static House house;
  private static PartnerCenter admin;
  private static Portal portal;
  private static Watch watch;
  private static List<Buyer> buyers;

  /** Made before the rounds begin: they take all that the machine has. */
  private static final Queue<Buyer> spare = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws Exception {
    house = House.of(RevokedIsRevokedIT.class, Service.PERMISSIONS, Service.RESERVATIONS);
    admin = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    portal = new Portal(house.portal());
    watch = Watch.of(house.kafka(), PERMISSION_EVENTS, RESERVATION_EVENTS);
    buyers = InParallel.run(8, BUYERS, number -> admin.newBuyer("US"));
    int asking = BUYERS + ROUNDS * (IN_FLIGHT + 1) / ASKED_AT_MOST + WHILE_IT_CHANGES;
    spare.addAll(InParallel.run(8, asking, number -> admin.newBuyer("US")));
  }

  @AfterAll
  static void stop() {
    watch.close();
    portal.close();
    house.close();
  }

  @Test
  void no_request_after_the_call_that_turned_it_off_is_accepted() throws Exception {
    bought.set(0);
    turnedAway.set(0);
    inTurns(ROUNDS, asking -> new Round(asking.next(IN_FLIGHT), IN_FLIGHT).run());
    // Or nothing was in flight, and the rounds showed nothing.
    System.out.printf("in flight: %s bought, %s turned away%n", bought, turnedAway);
    assertThat(bought).hasPositiveValue();
    assertThat(turnedAway).hasPositiveValue();
  }

  @Test
  void nor_while_an_instance_that_decides_purchases_joins_and_leaves() throws Exception {
    Instance second = house.another(Service.RESERVATIONS, 1);
    roundsWhile(
        run -> {
          second.start().awaitReady();
          awaitMore(run, 10);
          second.stop();
          awaitMore(run, 10);
          second.start().awaitReady();
          awaitMore(run, 10);
        });
    roundsWhile(
        run -> {
          second.kill();
          awaitMore(run, 10);
        });
  }

  /**
   * Eight threads have one round after the other until the change is done.
   *
   * @param change is told how many rounds were run
   */
  private void roundsWhile(Consumer<AtomicInteger> change) throws Exception {
    AtomicInteger run = new AtomicInteger();
    AtomicBoolean changing = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        all.add(
            () -> {
              Asking asking = new Asking();
              while (changing.get()) {
                new Round(asking.next(20), 20).run();
                run.incrementAndGet();
              }
              return null;
            });
      }
      all.add(
          () -> {
            try {
              change.accept(run);
            } finally {
              changing.set(false);
            }
            return null;
          });
      for (Future<Void> each : threads.invokeAll(all)) {
        each.get();
      }
    }
  }

  private static void awaitMore(AtomicInteger run, int more) {
    int target = run.get() + more;
    await().atMost(Duration.ofMinutes(2)).until(() -> run.get() >= target);
  }

  /** What becomes of the commit of the instance that dies while it turns a permission off. */
  private enum Fate {
    /** The broker never hears of it. */
    LOST(KafkaProxy.Way.REQUEST),
    /** The broker hears of it when its sender is dead. */
    LATE(KafkaProxy.Way.REQUEST),
    /** The broker did it, and its sender died before it heard of that. */
    UNHEARD(KafkaProxy.Way.RESPONSE);

    private final KafkaProxy.Way held;

    Fate(KafkaProxy.Way held) {
      this.held = held;
    }
  }

  @Test
  void nor_when_the_instance_that_turns_it_off_dies_with_its_commit_on_the_way() throws Exception {
    int deaths = Integer.getInteger("deaths", 20);
    try (KafkaProxy proxy = KafkaProxy.open(Infrastructure.shared())) {
      Instance second =
          house.another(
              Service.PERMISSIONS, 1, Map.of("kafka.bootstrap.servers", proxy.bootstrap()));
      second.start().awaitReady();
      for (int death = 0; death < deaths; death++) {
        Fate fate = Fate.values()[death % Fate.values().length];
        new Round(ownedBy(second, death), 20)
            .runWhile(
                () -> {
                  await().atMost(ANSWERED).until(() -> proxy.held() > 0);
                  second.kill();
                  switch (fate) {
                    case LOST, UNHEARD -> proxy.lose();
                    case LATE -> proxy.letThrough();
                  }
                  second.start();
                },
                () -> proxy.hold(KafkaProxy.END_TXN, fate.held));
        second.awaitReady();
      }
      second.stop();
    }
  }

  private Buyer ownedBy(Instance instance, int death) {
    List<Buyer> owned =
        await()
            .atMost(ANSWERED)
            .until(
                () -> buyers.stream().filter(buyer -> instance.decides(buyer.partition())).toList(),
                some -> !some.isEmpty());
    return owned.get(death % owned.size());
  }

  /** What became of the requests that were on their way while the permission went off. */
  private static final AtomicInteger bought = new AtomicInteger();

  private static final AtomicInteger turnedAway = new AtomicInteger();

  /** The permission goes on, and off again while requests are on their way. */
  private final class Round {
    private final Buyer buyer;
    private final int inFlight;
    private final List<CompletableFuture<LogRecord>> around = new ArrayList<>();

    Round(Buyer buyer, int inFlight) {
      this.buyer = buyer;
      this.inFlight = inFlight;
    }

    void run() throws Exception {
      runWhile(() -> {}, () -> {});
    }

    /**
     * Runs the round.
     *
     * @param meanwhile what happens between the call that turns it off and its return
     * @param before what happens just before that call
     */
    void runWhile(Runnable meanwhile, Runnable before) throws Exception {
      String on = PartnerCenter.requestId();
      CompletableFuture<LogRecord> created = watch.answerTo(on);
      assertThat(admin.permit(buyer.id(), on).status()).isEqualTo(201);
      for (int i = 0; i < inFlight / 2; i++) {
        around.add(answered(Portal.newId(), false));
      }
      before.run();
      String off = PartnerCenter.requestId();
      CompletableFuture<LogRecord> deleted = watch.answerTo(off);
      CompletableFuture<Void> call =
          CompletableFuture.runAsync(
              () -> admin.revoke(buyer.id(), off), Thread::startVirtualThread);
      for (int i = inFlight / 2; i < inFlight; i++) {
        around.add(answered(Portal.newId(), true));
      }
      meanwhile.run();
      call.get(ANSWERED.toMillis(), TimeUnit.MILLISECONDS);

      LogRecord last = get(answered(Portal.newId(), true));
      Position wentOn = get(created).position();
      Position wentOff = get(deleted).position();
      assertThat(Log.event(get(created))).isInstanceOf(CustomerPurchasePermissionCreated.class);
      assertThat(Log.event(get(deleted))).isInstanceOf(CustomerPurchasePermissionDeleted.class);
      refused(last, wentOff);
      for (CompletableFuture<LogRecord> each : around) {
        agreesWithWhatItSaw(get(each), wentOn, wentOff);
      }
    }

    private CompletableFuture<LogRecord> answered(String id, boolean oneByOne) throws Exception {
      CompletableFuture<LogRecord> answer = watch.answerTo(id);
      var sent = portal.publish(id, Portal.wish(buyer));
      if (oneByOne) {
        sent.get();
      }
      return answer;
    }

    private void agreesWithWhatItSaw(LogRecord outcome, Position wentOn, Position wentOff) {
      long saw = observed(outcome, PERMISSION_EVENTS);
      assertThat(saw)
          .as("%s was asked after the permission", outcome.position())
          .isGreaterThan(wentOn.offset());
      if (saw > wentOff.offset()) {
        refused(outcome, wentOff);
        turnedAway.incrementAndGet();
      } else {
        bought.incrementAndGet();
        assertThat(Log.event(outcome))
            .isInstanceOfSatisfying(
                ReservationPurchased.class,
                bought -> assertThat(bought.grant()).isEqualTo(wentOn.toString()));
      }
    }

    private void refused(LogRecord outcome, Position wentOff) {
      assertThat(observed(outcome, PERMISSION_EVENTS)).isGreaterThan(wentOff.offset());
      assertThat(Log.event(outcome))
          .isInstanceOfSatisfying(
              ReservationPurchaseRejected.class,
              rejected -> {
                assertThat(rejected.code()).isEqualTo(PERMISSION_OFF);
                assertThat(rejected.restsOn()).isEqualTo(wentOff.toString());
              });
    }
  }

  private static LogRecord get(CompletableFuture<LogRecord> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(ANSWERED.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The customer of one thread; before it has asked too often a new one takes its place. */
  private static final class Asking {
    private Buyer buyer = another();
    private int asked;

    Buyer next(int inFlight) {
      asked += inFlight + 1;
      if (asked > ASKED_AT_MOST) {
        buyer = another();
        asked = inFlight + 1;
      }
      return buyer;
    }
  }

  private static Buyer another() {
    return Optional.ofNullable(spare.poll()).orElseGet(RevokedIsRevokedIT::madeUnderLoad);
  }

  /** One at a time and until it is made: views may be behind while rounds run. */
  private static synchronized Buyer madeUnderLoad() {
    AtomicReference<Buyer> made = new AtomicReference<>();
    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> made.set(admin.newBuyer("US")));
    return made.get();
  }

  private interface Turn {
    void run(Asking asking) throws Exception;
  }

  /** So many turns in all; each thread has its own one after the other. */
  private static void inTurns(int turns, Turn turn) throws Exception {
    AtomicInteger left = new AtomicInteger(turns);
    InParallel.run(
        BUYERS,
        BUYERS,
        number -> {
          try {
            Asking asking = new Asking();
            int had = 0;
            while (left.getAndDecrement() > 0) {
              turn.run(asking);
              had++;
            }
            return had;
          } catch (Exception | AssertionError failed) {
            left.set(0);
            throw failed;
          }
        });
  }
}
