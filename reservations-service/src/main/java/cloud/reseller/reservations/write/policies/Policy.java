package cloud.reseller.reservations.write.policies;

import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import java.util.List;
import java.util.Optional;

/**
 * A named condition that a command meets or not.
 *
 * @param <C> what the condition is checked on
 */
@FunctionalInterface
public interface Policy<C> {

  /** Why the command is refused; empty if it meets the condition. */
  Optional<Refused<C>> check(C checked);

  /** What {@link #check} returns for a condition that is met. */
  static <C> Optional<Refused<C>> met() {
    return Optional.empty();
  }

  /**
   * What {@link #check} returns for a condition that is not met.
   *
   * @param restsOn the fact the refusal rests on, empty text if none
   * @param values what the refusal's text mentions, in its order
   */
  static <C> Optional<Refused<C>> unmet(Refusal refusal, String restsOn, Object... values) {
    return Optional.of(Refused.of(refusal, restsOn, values));
  }

  /** Checks conditions in their order: the first refusal, or what they were checked on. */
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
