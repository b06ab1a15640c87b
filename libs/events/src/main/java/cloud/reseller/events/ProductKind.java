package cloud.reseller.events;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A kind of product that a customer may be permitted to buy (S08). */
public enum ProductKind {
  AZURE_RESERVED_INSTANCES;

  /** An unmodifiable copy in enum order, so that equal sets have equal bytes. */
  static Set<ProductKind> ordered(Set<ProductKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("products must name at least one kind");
    }
    return Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }
}
