package cloud.reseller.gateway.services;

import java.util.List;
import java.util.OptionalInt;

/**
 * A size that is sold to a customer.
 *
 * @param regions where it is sold
 */
public record Size(String name, OptionalInt vCpus, List<Region> regions) {

  /** A region by its ARM name, with the terms that are sold there. */
  public record Region(String name, List<String> terms) {}
}
