package cloud.reseller.reservations.write.policies;

import cloud.reseller.reservations.write.Refusal;

/**
 * The result of a resolver: a value with which the decision continues, or a refusal.
 *
 * @param <T> the value
 */
public sealed interface Resolution<T> {

  /** The value. */
  record Resolved<T>(T value) implements Resolution<T> {}

  /**
   * The command is refused.
   *
   * @param text the refusal's text with its values filled in
   * @param restsOn the fact that the refusal rests on; an empty string if none
   */
  record Refused<T>(Refusal refusal, String text, String restsOn) implements Resolution<T> {

    /** A refusal that does not rest on a fact. */
    public static <T> Refused<T> of(Refusal refusal) {
      return of(refusal, "");
    }

    /**
     * A refusal.
     *
     * @param values the values in its text, in order
     */
    public static <T> Refused<T> of(Refusal refusal, String restsOn, Object... values) {
      return new Refused<>(refusal, refusal.text(values), restsOn);
    }

    /** The same refusal for a different value type. */
    public <U> Refused<U> as() {
      return new Refused<>(refusal, text, restsOn);
    }
  }
}
