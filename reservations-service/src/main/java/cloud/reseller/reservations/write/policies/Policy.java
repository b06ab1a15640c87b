package cloud.reseller.reservations.write.policies;

import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import java.util.List;
import java.util.Optional;

/**
 * A named condition for a command.
 *
 * @param <C> the type on which the condition is checked
 */
@FunctionalInterface
public interface Policy<C> {

  /** Why the command is refused; empty if it meets the condition. */
  Optional<Refused<C>> check(C checked);

  /** The result of {@link #check} for a condition that is met. */
  static <C> Optional<Refused<C>> met() {
    return Optional.empty();
  }

  /**
   * The result of {@link #check} for a condition that is not met.
   *
   * @param restsOn the fact that the refusal rests on; an empty string if none
   * @param values the values in the refusal's text, in order
   */
  static <C> Optional<Refused<C>> unmet(Refusal refusal, String restsOn, Object... values) {
    return Optional.of(Refused.of(refusal, restsOn, values));
  }

  /** Checks conditions in order; returns the first refusal, or the checked value if all are met. */
  static <C> Resolution<C> all(List<Policy<C>> policies, C checked) {
    for (int i = 0; i < policies.size(); i++) {
      Optional<Refused<C>> refused = policies.get(i).check(checked);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return new Resolved<>(checked);
  }
}
