package cloud.reseller.events;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a customer may be allowed to buy (S08). A second kind is added here and nowhere else. */
public enum ProductKind {
  AZURE_RESERVED_INSTANCES;

  /** An unmodifiable copy in the order of this enum, so that equal sets are equal bytes. */
  static Set<ProductKind> ordered(Set<ProductKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("products must name at least one kind");
    }
    return Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }
}
