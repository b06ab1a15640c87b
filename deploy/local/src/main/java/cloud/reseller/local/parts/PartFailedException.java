package cloud.reseller.local.parts;

/**
 * A part or service could not be started or stopped; the message is one line naming the next step.
 */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailedException(String message) {
    super(message);
  }

  public PartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
