package cloud.reseller.gateway.pages;

import java.util.Arrays;
import java.util.Optional;

/** A choice that a page offers, such as one of a filter. The first one stands for everything. */
public interface Choice {

  /** The value in addresses and forms, which is also the service's; empty for everything. */
  String value();

  /** The choice in words. */
  String text(Words words);

  /** The parameter of the service; none for everything. */
  default String parameter() {
    return value().isEmpty() ? null : value();
  }

  /** What an address or a form says; what is none of the choices is the one that is usual. */
  static <C extends Enum<C> & Choice> C of(Optional<String> sent, C usual) {
    return Arrays.stream(usual.getDeclaringClass().getEnumConstants())
        .filter(one -> sent.filter(one.value()::equals).isPresent())
        .findFirst()
        .orElse(usual);
  }
}
