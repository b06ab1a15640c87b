package cloud.reseller.gateway.pages;

/**
 * A state, in words and with the shape that it is drawn by.
 *
 * @param kind ok, wait, no or off
 */
public record State(String kind, String text) {

  /** It works. */
  public static State ok(String text) {
    return new State("ok", text);
  }

  /** It waits for somebody. */
  public static State waits(String text) {
    return new State("wait", text);
  }

  /** It failed or was refused. */
  public static State no(String text) {
    return new State("no", text);
  }

  /** It is off or over. */
  public static State off(String text) {
    return new State("off", text);
  }
}
