package cloud.reseller.log.decide;

/** An input that cannot be read. Only this input is refused. */
public final class UnreadableInputException extends Exception {

  private final String code;

  /**
   * What is wrong.
   *
   * @param code stable code of the refusal
   * @param message names the field and the next step
   */
  public UnreadableInputException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The stable code of the refusal. */
  public String code() {
    return code;
  }
}
