package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.bought;
import static cloud.reseller.reservations.write.Facts.limit;
import static cloud.reseller.reservations.write.Facts.ready;
import static cloud.reseller.reservations.write.Facts.usd;
import static cloud.reseller.reservations.write.Story.given;

import cloud.reseller.events.Actor.Side;
import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Purchase limits: on the partner's cost of what the customer bought itself. */
class PurchaseLimitTest {

  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void exactly_the_limit_per_order_is_allowed_and_one_cent_more_is_not() {
    given(ready(limit("USD", OptionalLong.of(2_000_00), NONE, NONE)))
        .when(owner().withQuantity(2).request())
        .thenBought();
    given(ready(limit("USD", OptionalLong.of(1_999_99), NONE, NONE)))
        .when(owner().withQuantity(2).request())
        .thenRefused(Refusal.LIMIT_PER_ORDER_EXCEEDED, "permission-events/3@4");
  }

  @Test
  void the_day_limit_counts_the_utc_day_of_the_decision() {
    Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
    Story story =
        given(ready(limit("USD", NONE, OptionalLong.of(1_500_00), NONE)))
            .and(midnight.minusMillis(1), bought(Side.CUSTOMER, usd(500_01)));
    story
        .whenAt(midnight.minusMillis(1), owner().request())
        .thenRefused(Refusal.LIMIT_PER_DAY_EXCEEDED, "permission-events/3@4");
    story.whenAt(midnight, owner().request()).thenBought();
    story
        .and(midnight, bought(Side.CUSTOMER, usd(500_00)))
        .whenAt(midnight.plusSeconds(1), owner().request())
        .thenBought();
  }

  @Test
  void a_purchase_exactly_30_days_old_no_longer_counts() {
    Instant first = Instant.parse("2026-11-22T10:00:00.001Z");
    Instant last = first.plus(Duration.ofHours(30 * 24));
    Story story =
        given(ready(limit("USD", NONE, NONE, OptionalLong.of(1_500_00))))
            .and(first, bought(Side.CUSTOMER, usd(500_01)));
    story
        .whenAt(last.minusMillis(1), owner().request())
        .thenRefused(Refusal.LIMIT_30_DAYS_EXCEEDED, "permission-events/3@4");
    story.whenAt(last, owner().request()).thenBought();
  }

  @Test
  void purchases_before_the_limit_was_set_count() {
    given(ready(bought(Side.CUSTOMER, usd(500_01))))
        .and(limit("USD", NONE, OptionalLong.of(1_500_00), NONE))
        .when(owner().request())
        .thenRefused(Refusal.LIMIT_PER_DAY_EXCEEDED);
  }

  @Test
  void what_the_partner_buys_neither_counts_nor_is_limited() {
    Story story =
        given(ready(limit("USD", OptionalLong.of(1_000_00), OptionalLong.of(1_000_00), NONE)))
            .and(bought(Side.PARTNER, usd(1_000_000_00)));
    story.when(owner().request()).thenBought();
    story.when(owner().withQuantity(9).onBehalf(PARTNER)).thenBought();
  }

  @Test
  void a_limit_in_another_currency_refuses_everything() {
    given(ready(limit("EUR", NONE, NONE, NONE)))
        .when(owner().request())
        .thenRefused(Refusal.LIMIT_CURRENCY_MISMATCH, "permission-events/3@4");
  }

  @Test
  void purchases_in_another_currency_do_not_count() {
    given(ready(limit("USD", NONE, OptionalLong.of(1_000_00), NONE)))
        .and(bought(Side.CUSTOMER, new Money(9_000_00, "EUR")))
        .when(owner().request())
        .thenBought();
  }

  @Test
  void a_removed_limit_no_longer_holds() {
    given(
            ready(
                limit("USD", OptionalLong.of(1), NONE, NONE),
                new PurchaseLimitRemoved(CUSTOMER, Facts.AGENT)))
        .when(owner().request())
        .thenBought();
  }

  @Test
  void of_several_limits_the_smallest_span_is_named() {
    given(ready(limit("USD", OptionalLong.of(1), OptionalLong.of(1), OptionalLong.of(1))))
        .when(owner().request())
        .thenRefused(Refusal.LIMIT_PER_ORDER_EXCEEDED);
    given(ready(limit("USD", NONE, OptionalLong.of(1), OptionalLong.of(1))))
        .when(owner().request())
        .thenRefused(Refusal.LIMIT_PER_DAY_EXCEEDED);
  }

  @Test
  void a_limit_of_zero_allows_nothing() {
    given(ready(limit("USD", OptionalLong.of(0), NONE, NONE)))
        .when(owner().request())
        .thenRefused(Refusal.LIMIT_PER_ORDER_EXCEEDED);
  }
}
