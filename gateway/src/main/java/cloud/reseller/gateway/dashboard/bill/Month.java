package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.Filter;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The UTC month whose charges are shown. */
enum Month implements Choice {
  CURRENT("current"),
  PREVIOUS("previous");

  /** The most lines of a page. */
  static final int LINES = 50;

  private final String value;

  Month(String value) {
    this.value = value;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public String text(Words words) {
    BillWords billWords = words.of(BillWords.class);
    return switch (this) {
      case CURRENT -> billWords.thisMonth();
      case PREVIOUS -> billWords.previousMonth();
    };
  }

  /** The choice of months. */
  List<Filter> filters(Words words) {
    return Filter.of(this, words, month -> month.address(Optional.empty()));
  }

  /** The part of the month's list that an address asks for. */
  ListAddress address(Optional<String> after) {
    return ListAddress.of(after).with("period", value);
  }

  /** What was charged in the month. */
  <T, R> Listing<R> listed(
      Part<Items<T>> asked, ListAddress address, Formats formats, Function<T, R> row) {
    return Listing.of(
        asked,
        address,
        formats.words(),
        Nothing.of(formats.words(BillWords.class).nothingCharged()),
        row);
  }
}
