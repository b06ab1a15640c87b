package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import java.util.Optional;

/**
 * The page sizes of a list.
 *
 * @param usual size if a request does not give one, or gives 0 as the public clients do
 * @param most largest size that a request may give
 */
public record PageSize(int usual, int most) {

  /** Pages of the largest size by default. */
  public static PageSize upTo(int most) {
    return new PageSize(most, most);
  }

  /**
   * The page size for a requested size.
   *
   * @param asked the raw query parameter
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
        "size must be a whole number from 0 to " + most + ", where 0 means " + usual + '.', "size");
  }
}
