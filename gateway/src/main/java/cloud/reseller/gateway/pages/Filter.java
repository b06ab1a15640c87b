package cloud.reseller.gateway.pages;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A choice of a filter, which stands in the address.
 *
 * @param current whether it is what is shown
 */
public record Filter(String text, String address, boolean current) {

  /**
   * All choices.
   *
   * @param address of the list with a choice
   */
  public static <C extends Enum<C> & Choice> List<Filter> of(
      C current, Words words, Function<C, ListAddress> address) {
    return Arrays.stream(current.getDeclaringClass().getEnumConstants())
        .map(one -> new Filter(one.text(words), address.apply(one).first(), one == current))
        .toList();
  }
}
