package cloud.reseller.log.topics;

import java.util.List;

/** The cluster does not meet the needs of a service, which must not start. */
public final class UnfitTopicsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes one sentence per finding. */
  UnfitTopicsException(List<String> findings) {
    super(String.join(System.lineSeparator(), findings));
  }
}
