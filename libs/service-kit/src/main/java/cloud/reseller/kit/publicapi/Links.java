package cloud.reseller.kit.publicapi;

import java.util.Optional;

/** The links of a resource or a collection; next and previous only if there is such a page. */
public record Links(Link self, Optional<Link> next, Optional<Link> previous) {

  /** Links of a resource without pages. */
  public static Links self(String uri) {
    return new Links(Link.get(uri), Optional.empty(), Optional.empty());
  }
}
