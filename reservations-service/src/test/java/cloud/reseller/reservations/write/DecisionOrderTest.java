package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.NOW;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.SUBSCRIPTION;
import static cloud.reseller.reservations.write.Facts.usd;
import static cloud.reseller.reservations.write.Refusal.*;
import static cloud.reseller.reservations.write.Refusal.PRICE_NOT_IN_FORCE;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.Event;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.PurchaseRequest.AppliedScopeProperties;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of every two conditions that fail together, the one that is looked at first is the refusal. */
class DecisionOrderTest {

  /** What a purchase is decided on; each flaw spoils one place of it. */
  private static final class World {
    private final List<Event> facts = new ArrayList<>(List.of(Facts.ready()));
    private Asking asking = Asking.owner();
    private Instant at = NOW;
    private PurchaseLimitSet limit =
        Facts.limit("USD", OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    <E extends Event> void replace(Class<E> type, UnaryOperator<E> change) {
      facts.replaceAll(fact -> type.isInstance(fact) ? change.apply(type.cast(fact)) : fact);
    }

    void ask(UnaryOperator<Asking> change) {
      asking = change.apply(asking);
    }

    Story story() {
      Story story = Story.given(facts.toArray(Event[]::new)).and(limit);
      return story.and(at.minus(Duration.ofDays(2)), Facts.bought(Actor.Side.CUSTOMER, usd(1)));
    }
  }

  /**
   * One condition that fails.
   *
   * @param places what it spoils; two flaws of one place cannot be had together
   */
  private record Flaw(Refusal refusal, Set<String> places, Consumer<World> spoil) {

    @Override
    public String toString() {
      return refusal.name();
    }
  }

  private static final List<Flaw> FLAWS =
      List.of(
          flaw(
              CUSTOMER_UNKNOWN, "customer", w -> w.facts.removeIf(CustomerAdded.class::isInstance)),
          flaw(ORDER_EXISTS, "orders", w -> w.facts.add(sameOrder())),
          flaw(
              PERMISSION_OFF,
              "permission",
              w -> w.facts.removeIf(CustomerPurchasePermissionCreated.class::isInstance)),
          flaw(SUBSCRIPTION_UNKNOWN, "named", w -> w.ask(a -> a.withBillingScope("another"))),
          flaw(
              SUBSCRIPTION_NOT_THROUGH_PARTNER,
              "through",
              w -> w.replace(SubscriptionAdded.class, s -> added(s, false, s.billingType()))),
          flaw(
              SUBSCRIPTION_SUSPENDED,
              "status",
              w -> w.facts.add(new SubscriptionSuspended(CUSTOMER, SUBSCRIPTION, Facts.AGENT))),
          flaw(
              SUBSCRIPTION_DELETED,
              "status",
              w -> w.facts.add(new SubscriptionDeleted(CUSTOMER, SUBSCRIPTION, Facts.AGENT))),
          flaw(
              SUBSCRIPTION_NOT_USAGE_BASED,
              "billing",
              w ->
                  w.replace(
                      SubscriptionAdded.class,
                      s -> added(s, s.boughtThroughPartner(), BillingType.LICENSE))),
          flaw(OWNER_MISSING, "requester", w -> w.ask(a -> a.withRequestedBy(Facts.READER))),
          flaw(
              MARKET_NOT_SOLD,
              "country",
              w -> w.replace(CustomerAdded.class, c -> Facts.customerIn("CN"))),
          flaw(PRICES_NOT_IN_FORCE, "time", w -> w.at = Instant.parse("2026-10-31T23:59:59Z")),
          flaw(RESOURCE_TYPE_NOT_SOLD, "type", w -> w.ask(a -> a.withResourceType("SqlDatabases"))),
          flaw(PRODUCT_EXCLUDED, "sku", w -> w.ask(a -> a.withSku("Standard_A2"))),
          flaw(PRODUCT_NOT_FOUND, "sku", w -> w.ask(a -> a.withSku("Standard_Z9"))),
          flaw(TERM_UNSUPPORTED, "term", w -> w.ask(a -> a.withTerm("P5Y"))),
          flaw(REGION_NOT_SOLD, "region", w -> w.ask(a -> a.withLocation("mars"))),
          new Flaw(
              TERM_NOT_SOLD,
              Set.of("sku", "region", "term"),
              w -> w.ask(a -> a.withSku(Facts.D4S).withLocation("westeurope").withTerm("P3Y"))),
          flaw(PRICE_NOT_IN_FORCE, "price", w -> w.facts.addAll(ended())),
          flaw(BILLING_PLAN_NOT_SOLD, "plan", w -> w.ask(a -> a.withBillingPlan("Weekly"))),
          flaw(QUANTITY_INVALID, "quantity", w -> w.ask(a -> a.withQuantity(0))),
          flaw(QUANTITY_TOO_LARGE, "quantity", w -> w.ask(a -> a.withQuantity(Integer.MAX_VALUE))),
          flaw(DISPLAY_NAME_INVALID, "name", w -> w.ask(a -> a.withDisplayName("x".repeat(65)))),
          flaw(DISPLAY_NAME_NOT_VISIBLE, "name", w -> w.ask(a -> a.withDisplayName("\u202Ex"))),
          flaw(
              REVIEW_TIME_INVALID,
              "review",
              w -> w.ask(a -> a.withReviewDateTime(Instant.parse("2026-01-01T00:00:00Z")))),
          flaw(
              SCOPE_OF_ANOTHER_TENANT,
              "scope",
              w ->
                  w.ask(
                      a ->
                          a.withScopeProperties(
                              new AppliedScopeProperties(
                                  Optional.of(PARTNER),
                                  Optional.empty(),
                                  Optional.empty(),
                                  Optional.empty())))),
          flaw(SCOPE_TYPE_INVALID, "scope", w -> w.ask(a -> a.withScopeType("Everywhere"))),
          flaw(SHARED_SCOPE_INVALID, "scope", w -> w.ask(a -> a.withScopes("one"))),
          flaw(
              MANAGEMENT_GROUP_TENANT_MISSING,
              "scope",
              w -> w.ask(a -> a.withScopeType("ManagementGroup"))),
          flaw(
              MANAGEMENT_GROUP_SCOPE_INVALID,
              "scope",
              w ->
                  w.ask(
                      a ->
                          a.withScopeType("ManagementGroup")
                              .withScopeProperties(
                                  new AppliedScopeProperties(
                                      Optional.of(CUSTOMER),
                                      Optional.empty(),
                                      Optional.empty(),
                                      Optional.empty())))),
          flaw(
              SCOPE_COUNT,
              "scope",
              w -> w.ask(a -> a.withScopeType("Single").withScopes("one", "two"))),
          flaw(
              SCOPES_CONTRADICT,
              "scope",
              w ->
                  w.ask(
                      a ->
                          a.withScopeType("Single")
                              .withScopeProperties(
                                  new AppliedScopeProperties(
                                      Optional.of(CUSTOMER),
                                      Optional.of("mg-1"),
                                      Optional.of(SUBSCRIPTION),
                                      Optional.empty())))),
          flaw(
              SCOPE_NAMED_TWICE,
              "scope",
              w ->
                  w.ask(
                      a ->
                          a.withScopeType("Single")
                              .withScopes("one")
                              .withScopeProperties(
                                  new AppliedScopeProperties(
                                      Optional.empty(),
                                      Optional.empty(),
                                      Optional.of("one"),
                                      Optional.empty())))),
          flaw(SCOPE_MISSING, "scope", w -> w.ask(a -> a.withScopeType("Single"))),
          flaw(
              SCOPE_NOT_OF_CUSTOMER,
              "scope",
              w -> w.ask(a -> a.withScopeType("Single").withScopes("another"))),
          flaw(
              SCOPE_NOT_QUALIFYING,
              "scope",
              w -> {
                w.facts.add(
                    Facts.subscription(
                        Facts.OTHER_SUBSCRIPTION,
                        Facts.OTHER_SUBSCRIPTION,
                        false,
                        BillingType.USAGE));
                w.ask(a -> a.withScopeType("Single").withScopes(Facts.OTHER_SUBSCRIPTION));
              }),
          flaw(
              SCOPE_PATH_INVALID,
              "scope",
              w ->
                  w.ask(
                      a ->
                          a.withScopeType("Single")
                              .withScopes("/subscriptions/" + SUBSCRIPTION + "/"))),
          flaw(FLEXIBILITY_INVALID, "flexibility", w -> w.ask(a -> a.withFlexibility("Maybe"))),
          flaw(
              CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE,
              "flexibility",
              w -> w.ask(a -> a.withFlexibility("Off"))),
          flaw(
              LIMIT_CURRENCY_MISMATCH,
              "currency",
              w ->
                  w.limit =
                      Facts.limit(
                          "EUR",
                          w.limit.perOrderMinor(),
                          w.limit.perDayMinor(),
                          w.limit.per30DaysMinor())),
          flaw(
              LIMIT_PER_ORDER_EXCEEDED,
              "perOrder",
              w ->
                  w.limit =
                      Facts.limit(
                          w.limit.currency(),
                          OptionalLong.of(1),
                          w.limit.perDayMinor(),
                          w.limit.per30DaysMinor())),
          flaw(
              LIMIT_PER_DAY_EXCEEDED,
              "perDay",
              w ->
                  w.limit =
                      Facts.limit(
                          w.limit.currency(),
                          w.limit.perOrderMinor(),
                          OptionalLong.of(1_000_00 - 1),
                          w.limit.per30DaysMinor())),
          flaw(
              LIMIT_30_DAYS_EXCEEDED,
              "per30Days",
              w ->
                  w.limit =
                      Facts.limit(
                          w.limit.currency(),
                          w.limit.perOrderMinor(),
                          w.limit.perDayMinor(),
                          OptionalLong.of(1_000_00))));

  /** The sheets of all stories, with prices that have ended. */
  private static List<Event> ended() {
    Instant end = Facts.NOVEMBER.plusSeconds(1);
    UnitPrice price = UnitPrice.of(usd(1));
    return Facts.sheet(
        "ended",
        Facts.NOVEMBER,
        Facts.line("ended", Facts.D2S, "eastus", "US", Term.P1Y, price, Facts.NOVEMBER, end),
        Facts.line("ended", Facts.D4S, "westeurope", "US", Term.P1Y, price, Facts.NOVEMBER, end));
  }

  /** What only a customer's own purchase must meet. */
  private static final Set<Refusal> OF_CUSTOMERS =
      Set.of(
          PERMISSION_OFF,
          OWNER_MISSING,
          LIMIT_CURRENCY_MISMATCH,
          LIMIT_PER_ORDER_EXCEEDED,
          LIMIT_PER_DAY_EXCEEDED,
          LIMIT_30_DAYS_EXCEEDED);

  static List<Flaw> flaws() {
    return FLAWS;
  }

  @Test
  void every_refusal_has_a_flaw_in_its_order() {
    // An agent's role is no flaw of the world: it stands in what the agent asks. A permission for
    // something else than reservations needs a second kind of product.
    Set<Refusal> withoutFlaw = EnumSet.of(ROLE_LACKS_RIGHTS, PERMISSION_WITHOUT_RESERVATIONS);
    assertThat(FLAWS)
        .extracting(Flaw::refusal)
        .containsExactlyElementsOf(
            Arrays.stream(Refusal.values()).filter(r -> !withoutFlaw.contains(r)).toList());
    assertThat(ProductKind.values()).as("kinds that a permission can name").hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void a_customer_is_told_the_first_of_two_flaws(Flaw flaw) {
    for (Flaw later : FLAWS.subList(FLAWS.indexOf(flaw), FLAWS.size())) {
      if (later == flaw || Collections.disjoint(flaw.places(), later.places())) {
        World world = spoiled(flaw, later);
        world.story().whenAt(world.at, world.asking.request()).thenRefused(flaw.refusal());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void a_partner_is_told_the_first_of_two_flaws_that_are_its_own(Flaw flaw) {
    for (Flaw later : FLAWS.subList(FLAWS.indexOf(flaw), FLAWS.size())) {
      if (later == flaw || Collections.disjoint(flaw.places(), later.places())) {
        World world = spoiled(flaw, later);
        Story story = world.story().whenAt(world.at, world.asking.onBehalf(PARTNER));
        Stream.of(flaw, later)
            .map(Flaw::refusal)
            .filter(refusal -> !OF_CUSTOMERS.contains(refusal))
            .findFirst()
            .ifPresentOrElse(story::thenRefused, story::thenBought);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void a_flaw_is_told_in_its_own_words(Flaw flaw) {
    World world = spoiled(flaw, flaw);
    world.story().whenAt(world.at, world.asking.request()).thenTold(flaw.refusal());
  }

  private static World spoiled(Flaw one, Flaw other) {
    World world = new World();
    one.spoil().accept(world);
    if (other != one) {
      other.spoil().accept(world);
    }
    return world;
  }

  private static Flaw flaw(Refusal refusal, String place, Consumer<World> spoil) {
    return new Flaw(refusal, Set.of(place), spoil);
  }

  private static SubscriptionAdded added(
      SubscriptionAdded plan, boolean throughPartner, BillingType billing) {
    return Facts.subscription(plan.subscriptionId(), plan.entitlementId(), throughPartner, billing);
  }

  /** The order the request would make, made before. */
  private static ReservationPurchased sameOrder() {
    ReservationPurchased[] bought = new ReservationPurchased[1];
    Story.given(Facts.ready()).when(Asking.owner().request()).thenBought(b -> bought[0] = b);
    return bought[0];
  }
}
