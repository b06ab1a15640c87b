package cloud.reseller.reservations.write.policies;

import cloud.reseller.reservations.write.Refusal;

/**
 * What a resolver found: a value that the decision goes on with, or why the command is refused.
 *
 * @param <T> the value
 */
public sealed interface Resolution<T> {

  /** The value. */
  record Resolved<T>(T value) implements Resolution<T> {}

  /**
   * The command is refused.
   *
   * @param text the refusal's text with its values
   * @param restsOn the fact the refusal rests on, empty text if none
   */
  record Refused<T>(Refusal refusal, String text, String restsOn) implements Resolution<T> {

    /** A refusal that rests on no fact. */
    public static <T> Refused<T> of(Refusal refusal) {
      return of(refusal, "");
    }

    /**
     * A refusal.
     *
     * @param values what its text mentions, in its order
     */
    public static <T> Refused<T> of(Refusal refusal, String restsOn, Object... values) {
      return new Refused<>(refusal, refusal.text(values), restsOn);
    }

    /** The same refusal to whoever looks for another value. */
    public <U> Refused<U> as() {
      return new Refused<>(refusal, text, restsOn);
    }
  }
}
