package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import java.util.Optional;

/**
 * How long the pages of a list are.
 *
 * @param usual items, where a request does not say how many
 * @param most items that a request may ask for
 * @param least number that a request may give; 0 asks for the usual page, as the public clients do
 */
public record PageSize(int usual, int most, int least) {

  /**
   * The size of the page.
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
   * The same for a parameter as it was sent.
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
