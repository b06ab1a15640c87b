package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The requested page of a list; the parameters are the same for every list. */
public class PageQuery {

  @QueryParam("size")
  @Parameter(description = "maximum number of items on the page; 0 means the default")
  Optional<String> size = Optional.empty();

  @QueryParam("seekOperation")
  @Parameter(description = "Next, with the continuation token of the previous page")
  Optional<String> seekOperation = Optional.empty();

  @HeaderParam(SeekBasedResourceCollection.CONTINUATION_HEADER)
  @Parameter(description = "start of the page, from the previous page")
  Optional<String> token = Optional.empty();

  /**
   * The requested number of items.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  public int size(PageSize sizes) {
    return sizes.of(present(size));
  }

  /**
   * The start of the page; empty for the first page.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter, or the header
   *     it requires
   */
  public Optional<String> token() {
    Optional<String> seek = present(seekOperation);
    if (seek.filter(how -> !how.equalsIgnoreCase("next")).isPresent()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "seekOperation must be Next; pages can only be read forwards.", "seekOperation");
    }
    if (seek.isPresent() && present(token).isEmpty()) {
      throw ErrorCode.INVALID_HEADER.because(
          "seekOperation=Next needs the continuation token of the previous page in the header "
              + SeekBasedResourceCollection.CONTINUATION_HEADER
              + ".",
          SeekBasedResourceCollection.CONTINUATION_HEADER);
    }
    return present(token);
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(some -> !some.isBlank());
  }
}
