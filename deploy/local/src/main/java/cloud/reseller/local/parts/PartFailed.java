package cloud.reseller.local.parts;

/**
 * A part or service could not be started or stopped; the message is one line naming the next step.
 */
public final class PartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailed(String message) {
    super(message);
  }

  public PartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
