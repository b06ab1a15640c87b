package cloud.reseller.log.projection;

/** A stored position does not belong to the log as it is; the message says what to do. */
public final class PositionRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PositionRefusedException(String message) {
    super(message);
  }
}
