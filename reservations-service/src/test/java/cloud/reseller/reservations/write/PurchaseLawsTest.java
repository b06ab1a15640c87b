package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ReservationEvent;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.Pricing;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.CustomerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws every history must obey: total, deterministic, and revoked is revoked. */
class PurchaseLawsTest {

  private static final String[] TEXTS = {
    "",
    " ",
    "/",
    "\u0000",
    "Standard_",
    "Standard_A",
    "Shared",
    "Single",
    "ManagementGroup",
    "P3Y",
    "Off",
    "Monthly",
    "eastus",
    "/subscriptions/",
    "/subscriptions/" + Facts.SUBSCRIPTION,
    Facts.OTHER_SUBSCRIPTION,
    "/subscriptions/" + Facts.SUBSCRIPTION + "/resourceGroups/a",
    "ünïcode"
  };
  private static final long[] NUMBERS = {
    Long.MIN_VALUE, -1, 0, 1, 2, 1_000, Integer.MAX_VALUE, Long.MAX_VALUE
  };

  private final ReservationDecider rules = new ReservationDecider(DefaultMarkup.always(250));
  private final CustomerStateCodec codec = new CustomerStateCodec();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_history_is_decided_the_same_way_twice_and_never_against_the_permission(long seed) {
    Random random = new Random(seed);
    List<Fact<Event>> history = new ArrayList<>();
    CustomerState state = rules.initial();
    Catalogue catalogue = rules.initialShared();
    boolean on = false;
    int bought = 0;
    Instant at = Facts.NOW;
    for (Event fact : Facts.prices()) {
      catalogue =
          rules.evolveShared(
              catalogue, new Fact<>(new Position("catalogue-events", 0, 0), at, 0, fact));
    }
    for (int i = 0; i < 4_000; i++) {
      at = at.plusMillis(random.nextLong(40_000_000));
      if (random.nextInt(3) == 0) {
        Event event = anyFact(random);
        on = isOn(on, state, event);
        Fact<Event> fact = new Fact<>(new Position("permission-events", 3, i), at, 0, event);
        history.add(fact);
        state = rules.evolve(state, fact);
        assertThat(codec.read(codec.write(state))).as("snapshot, seed %d", seed).isEqualTo(state);
      } else {
        Request<ReservationCommand> request =
            new Request<>(CUSTOMER, "request-" + i, at, rules.newest(), anyRequest(random));
        Decision<Event> decision = rules.decide(request, state, catalogue);
        assertThat(rules.decide(request, state, catalogue)).isEqualTo(decision);
        assertThat(EventJson.write(decision.event())).isNotEmpty();
        if (decision.event() instanceof ReservationPurchased purchase) {
          bought++;
          assertThat(on || purchase.origin() == Actor.Side.PARTNER).as("seed %d", seed).isTrue();
          assertThat(purchase.partnerCost().amountMinor()).isBetween(0L, Pricing.MOST_MINOR);
        }
        Fact<Event> fact =
            new Fact<>(
                new Position("reservation-events", 3, i), at, rules.newest(), decision.event());
        history.add(fact);
        state = rules.evolve(state, fact);
      }
    }
    assertThat(bought).as("seed %d reaches purchases", seed).isPositive();
    assertThat(fold(history)).isEqualTo(state);
    assertThat(fold(permissionsFirst(history))).as("topics read in another order").isEqualTo(state);
    assertThat(fold(reservationsFirst(history)))
        .as("topics read in another order")
        .isEqualTo(state);
  }

  private CustomerState fold(List<Fact<Event>> history) {
    CustomerState state = rules.initial();
    for (Fact<Event> fact : history) {
      state = rules.evolve(state, fact);
    }
    return state;
  }

  private static List<Fact<Event>> permissionsFirst(List<Fact<Event>> history) {
    List<Fact<Event>> sorted = new ArrayList<>(of(PermissionEvent.class, history));
    sorted.addAll(of(ReservationEvent.class, history));
    return sorted;
  }

  private static List<Fact<Event>> reservationsFirst(List<Fact<Event>> history) {
    List<Fact<Event>> sorted = new ArrayList<>(of(ReservationEvent.class, history));
    sorted.addAll(of(PermissionEvent.class, history));
    return sorted;
  }

  private static List<Fact<Event>> of(Class<? extends Event> kind, List<Fact<Event>> history) {
    return history.stream().filter(fact -> kind.isInstance(fact.event())).toList();
  }

  private static boolean isOn(boolean before, CustomerState state, Event event) {
    return switch (event) {
      case PermissionEvent.CustomerPurchasePermissionCreated created ->
          state.account() instanceof Account.Known;
      case CustomerPurchasePermissionDeleted deleted -> false;
      case Event other -> before;
    };
  }

  private static Event anyFact(Random random) {
    return switch (random.nextInt(16)) {
      case 0, 1 -> Facts.customer();
      case 2, 3 -> Facts.azurePlan();
      case 4 ->
          Facts.subscription(
              Facts.OTHER_SUBSCRIPTION,
              Facts.OTHER_SUBSCRIPTION,
              random.nextBoolean(),
              random.nextBoolean() ? BillingType.USAGE : BillingType.LICENSE);
      case 5, 6 -> Facts.owner();
      case 7 -> new OwnerRemoved(CUSTOMER, Facts.SUBSCRIPTION, Facts.OWNER, Facts.AGENT);
      case 8, 9 -> Facts.permissionOn();
      case 10 -> Facts.permissionOff();
      case 11 ->
          Facts.price(
              random.nextBoolean() ? "*" : Facts.D2S,
              random.nextBoolean()
                  ? new PriceRule.Percent(random.nextInt(-20_000, Integer.MAX_VALUE))
                  : new PriceRule.Fixed(Facts.usd(number(random))));
      case 12 -> new PriceRuleRemoved(CUSTOMER, "*", Facts.AGENT);
      case 13 ->
          Facts.limit(
              random.nextInt(5) == 0 ? "EUR" : "USD",
              OptionalLong.of(number(random)),
              OptionalLong.empty(),
              OptionalLong.of(random.nextLong(10_000_000)));
      case 14 -> new PurchaseLimitRemoved(CUSTOMER, Facts.AGENT);
      default ->
          switch (random.nextInt(6)) {
            case 0 -> new SubscriptionDeleted(CUSTOMER, Facts.OTHER_SUBSCRIPTION, Facts.AGENT);
            case 1 -> new SubscriptionSuspended(CUSTOMER, Facts.SUBSCRIPTION, Facts.AGENT);
            default -> new SubscriptionReactivated(CUSTOMER, Facts.SUBSCRIPTION, Facts.AGENT);
          };
    };
  }

  private static ReservationCommand anyRequest(Random random) {
    Asking asking = Asking.owner();
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      String text = TEXTS[random.nextInt(TEXTS.length)];
      asking =
          switch (random.nextInt(10)) {
            case 0 -> asking.withSku(text);
            case 1 -> asking.withLocation(text);
            case 2 -> asking.withTerm(text);
            case 3 -> asking.withBillingPlan(text);
            case 4 -> asking.withQuantity(number(random));
            case 5 -> asking.withScopeType(text);
            case 6 -> asking.withScopes(text);
            case 7 -> asking.withBillingScope(text);
            case 8 -> asking.withFlexibility(text);
            default -> asking.withResourceType(text);
          };
    }
    return random.nextInt(4) == 0
        ? asking.onBehalf(random.nextInt(3) == 0 ? Facts.OTHER_PARTNER : Facts.PARTNER)
        : new ReservationCommand.PurchaseByCustomer(asking.request());
  }

  private static long number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }
}
