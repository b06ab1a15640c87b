package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.services.Items;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a list as a page shows it.
 *
 * @param missing whether it cannot be had
 * @param nothing what stands in place of the rows if there are none
 * @param later whether it is not the first part
 * @param first address of the first part
 * @param next address of the next part; empty on the last
 */
public record Listing<R>(
    boolean missing, List<R> rows, Nothing nothing, boolean later, String first, String next) {

  /**
   * What stands in place of rows.
   *
   * @param link what leads on, in words; empty if nothing does
   */
  public record Nothing(String text, String link, String address) {

    /** A sentence alone. */
    public static Nothing of(String text) {
      return new Nothing(text, "", "");
    }

    /** None of what is asked for, but perhaps of something else. */
    public static Nothing ofThisKind(Words words) {
      CommonWords common = words.of(CommonWords.class);
      return new Nothing(common.noneOfThisKind(), common.all(), "?");
    }
  }

  /** The list with a row for each item. */
  public static <T, R> Listing<R> of(
      Part<Items<T>> asked, ListAddress address, Words words, Nothing nothing, Function<T, R> row) {
    return ofMany(asked, address, words, nothing, item -> Stream.of(row.apply(item)));
  }

  /** The list with several rows for each item. */
  public static <T, R> Listing<R> ofMany(
      Part<Items<T>> asked,
      ListAddress address,
      Words words,
      Nothing nothing,
      Function<T, Stream<R>> rows) {
    return switch (asked) {
      case Part.Had<Items<T>>(Items<T> had) ->
          new Listing<>(
              false,
              had.items().stream().flatMap(rows).toList(),
              address.later() ? beyond(address, words) : nothing,
              address.later(),
              address.first(),
              had.continuationToken().map(address::next).orElse(""));
      // A token that the service does not know any more: the list goes on to be had.
      case Part.Refused<Items<T>>(Refusal refusal) when address.later() && refusal.isInvalid() ->
          new Listing<>(false, List.of(), beyond(address, words), true, address.first(), "");
      case Part.Refused<Items<T>>(Refusal refusal) when refusal.isForbidden() ->
          new Listing<>(
              false,
              List.of(),
              Nothing.of(words.of(CommonWords.class).partRefused()),
              address.later(),
              address.first(),
              "");
      case Part.NotHad<Items<T>> _ ->
          new Listing<>(true, List.of(), nothing, address.later(), address.first(), "");
    };
  }

  private static Nothing beyond(ListAddress address, Words words) {
    CommonWords common = words.of(CommonWords.class);
    return new Nothing(common.noFurther(), common.first(), address.first());
  }
}
