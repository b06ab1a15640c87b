package cloud.reseller.reservations.write.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final List<Policy<Integer>> POLICIES =
      List.of(
          number -> number > 0 ? Policy.met() : Policy.unmet(Refusal.QUANTITY_INVALID, ""),
          number -> number < 9 ? Policy.met() : Policy.unmet(Refusal.SCOPE_COUNT, "a fact", number),
          number -> {
            assertThat(number).as("checked although it was refused before").isBetween(1, 8);
            return Policy.met();
          });

  @Test
  void the_first_refusal_wins_and_nothing_is_checked_after_it() {
    assertThat(Policy.all(POLICIES, 0))
        .isEqualTo(
            new Refused<Integer>(Refusal.QUANTITY_INVALID, "quantity must be 1 or more.", ""));
  }

  @Test
  void a_refusal_says_its_values_and_what_it_rests_on() {
    assertThat(Policy.all(POLICIES, 10))
        .isEqualTo(
            new Refused<Integer>(
                Refusal.SCOPE_COUNT,
                "A single scope names exactly one subscription or resource group in appliedScopes,"
                    + " not 10.",
                "a fact"));
  }

  @Test
  void what_meets_every_condition_is_resolved() {
    assertThat(Policy.all(POLICIES, 5)).isEqualTo(new Resolved<>(5));
  }
}
