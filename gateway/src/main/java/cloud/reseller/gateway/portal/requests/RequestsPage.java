package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Listing;
import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Outcome;

/** The answers to a user's requests. */
record RequestsPage(Listing<Row> list) {

  /**
   * An answer.
   *
   * @param why of a refusal; empty if it was bought
   */
  record Row(String address, Formats.Id id, Moment at, State state, String why) {}

  static RequestsPage of(Part<Items<Outcome>> found, ListAddress address, Formats formats) {
    Words words = formats.words();
    return new RequestsPage(
        Listing.of(
            found,
            address,
            words,
            new Nothing(
                words.of(RequestsWords.class).noRequests(),
                words.of(CommonWords.class).buyReservation(),
                "/portal/buy"),
            one -> row(one, formats)));
  }

  private static Row row(Outcome one, Formats formats) {
    Words words = formats.words();
    return new Row(
        "/portal/requests/" + one.requestId(),
        formats.id(one.requestId()),
        formats.moment(one.decidedAt()),
        RequestPage.state(one, words),
        RequestPage.why(one, words));
  }
}
