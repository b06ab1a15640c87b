package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import java.util.Optional;

/**
 * The page sizes of a list.
 *
 * @param usual size if a request does not give one
 * @param most largest size that a request may give
 * @param least smallest value that a request may give; 0 asks for the usual size, as the public
 *     clients do
 */
public record PageSize(int usual, int most, int least) {

  /**
   * The page size for a requested size.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  public int of(int asked) {
    if (asked < least || asked > most) {
      throw wrong();
    }
    return asked == 0 ? usual : asked;
  }

  /**
   * The same for a raw query parameter.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  public int of(Optional<String> asked) {
    try {
      return asked.isEmpty() ? usual : of(Integer.parseInt(asked.get()));
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private RuntimeException wrong() {
    return ErrorCode.INVALID_PARAMETER.because(
        "size must be " + least + " to " + most + ".", "size");
  }
}
