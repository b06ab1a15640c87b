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
 * The continuation token: where the next page starts, meaningful only to the list that created it.
 * It gives access to nothing that a request without it could not reach.
 *
 * @param text the token as clients send it back
 */
public record PageToken(String text) {

  private static final String SEPARATOR = "|";

  /** A token made of fields; only the last one may contain {@code |}. */
  public static PageToken of(Object... fields) {
    String joined =
        Arrays.stream(fields).map(Object::toString).collect(Collectors.joining(SEPARATOR));
    return new PageToken(
        Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(UTF_8)));
  }

  /**
   * Decodes a token.
   *
   * @param fields number of fields in the token
   * @param place converts the fields; returns empty, or throws a parsing exception, if they do not
   *     belong to this list
   * @throws ProblemException 400 naming the header
   */
  public static <T> T read(String token, int fields, Function<List<String>, Optional<T>> place) {
    try {
      String joined = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      List<String> given = List.of(joined.split("\\" + SEPARATOR, fields));
      // Our fields have no control characters, and the database does not accept all of them.
      if (given.size() == fields && joined.chars().noneMatch(Character::isISOControl)) {
        Optional<T> found = place.apply(given);
        if (found.isPresent()) {
          return found.get();
        }
      }
    } catch (IllegalArgumentException | DateTimeException | ProblemException e) {
      // Reported below.
    }
    throw ErrorCode.INVALID_HEADER.because(
        "The continuation token does not belong to this list. Send the one of the previous page,"
            + " or leave the header out to read the list from its start.",
        SeekBasedResourceCollection.CONTINUATION_HEADER);
  }
}
