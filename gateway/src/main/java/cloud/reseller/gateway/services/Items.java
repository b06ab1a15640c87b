package cloud.reseller.gateway.services;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param continuationToken leads to the next page; empty on the last
 */
public record Items<T>(List<T> items, Optional<String> continuationToken) {

  /** Nothing. */
  public static <T> Items<T> none() {
    return new Items<>(List.of(), Optional.empty());
  }
}
