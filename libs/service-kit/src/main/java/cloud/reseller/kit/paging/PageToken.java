package cloud.reseller.kit.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The continuation token: where a page begins, which only the list that made it understands. It
 * asks for nothing that a request without one could not ask for.
 *
 * @param text as clients send it back
 */
public record PageToken(String text) {

  private static final String SEPARATOR = "|";

  /** The token of fields; only the last one may hold a {@code |}. */
  public static PageToken of(Object... fields) {
    String joined =
        Arrays.stream(fields).map(Object::toString).collect(Collectors.joining(SEPARATOR));
    return new PageToken(
        Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(UTF_8)));
  }

  /**
   * The place that a token names.
   *
   * @param fields number of the fields it is made of
   * @param place makes it of the fields; empty, or an exception of parsing, if this list has none
   *     such
   * @throws ProblemException 400 naming the header
   */
  public static <T> T read(String token, int fields, Function<List<String>, Optional<T>> place) {
    try {
      String joined = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      List<String> given = List.of(joined.split("\\" + SEPARATOR, fields));
      // No field of ours has control characters, and the database takes not all of them.
      if (given.size() == fields && joined.chars().noneMatch(Character::isISOControl)) {
        Optional<T> found = place.apply(given);
        if (found.isPresent()) {
          return found.get();
        }
      }
    } catch (IllegalArgumentException | DateTimeException | ProblemException e) {
      // Answered below.
    }
    throw ErrorCode.INVALID_HEADER.because(
        "The continuation token does not belong to this list. Send the one of the previous page,"
            + " or leave the header out to read the list from its start.",
        SeekBasedResourceCollection.CONTINUATION_HEADER);
  }
}
