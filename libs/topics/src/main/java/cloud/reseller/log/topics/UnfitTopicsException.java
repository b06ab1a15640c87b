package cloud.reseller.log.topics;

import java.util.List;

/** The cluster is not as this service needs it; the service must not start. */
public final class UnfitTopicsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** One sentence for each thing that does not fit. */
  UnfitTopicsException(List<String> findings) {
    super(String.join(System.lineSeparator(), findings));
  }
}
