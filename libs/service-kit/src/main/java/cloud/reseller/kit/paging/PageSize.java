package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import java.util.Optional;

/**
 * The page sizes of a list.
 *
 * @param usual items, where a request does not say how many, or says 0 as the public clients do
 * @param most items that a request may ask for
 */
public record PageSize(int usual, int most) {

  /** Pages that are as long as they can be unless a request says otherwise. */
  public static PageSize upTo(int most) {
    return new PageSize(most, most);
  }

  /**
   * The page size for a requested size.
   *
   * @param asked the parameter as it was sent
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  int of(Optional<String> asked) {
    int size = asked.map(this::number).orElse(0);
    if (size < 0 || size > most) {
      throw wrong();
    }
    return size == 0 ? usual : size;
  }

  private int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private RuntimeException wrong() {
    return ErrorCode.INVALID_PARAMETER.because(
        "size must be a whole number from 0 to " + most + ", where 0 stands for " + usual + '.',
        "size");
  }
}
