package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list is asked for: the same parameters for every list. */
public class PageQuery {

  @QueryParam("size")
  @Parameter(description = "most items on the page; 0 or none for the usual number")
  Optional<String> size = Optional.empty();

  @QueryParam("seekOperation")
  @Parameter(description = "Next, with the continuation token of the page before")
  Optional<String> seekOperation = Optional.empty();

  @HeaderParam(SeekBasedResourceCollection.CONTINUATION_HEADER)
  @Parameter(description = "where the page begins, as the page before says it")
  Optional<String> token = Optional.empty();

  /**
   * The number of items asked for.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  public int size(PageSize sizes) {
    return sizes.of(present(size));
  }

  /**
   * Where the page begins; empty for the first one.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter, or the header
   *     that it needs
   */
  public Optional<String> token() {
    Optional<String> seek = present(seekOperation);
    if (seek.filter(how -> !how.equalsIgnoreCase("next")).isPresent()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "seekOperation must be Next; pages are read forwards only.", "seekOperation");
    }
    if (seek.isPresent() && present(token).isEmpty()) {
      throw ErrorCode.INVALID_HEADER.because(
          "seekOperation=Next needs the continuation token of the page before in the header "
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
