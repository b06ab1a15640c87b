package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusals;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The answers to a user's requests.
 *
 * @param missing whether the list cannot be had
 * @param later whether it is not the first page
 * @param next address of the next page; empty on the last
 */
record RequestsPage(boolean missing, boolean later, List<Row> rows, String next) {

  /**
   * An answer.
   *
   * @param kind ok, no or wait, by which the state is drawn
   * @param why of a refusal; empty if it was bought
   */
  record Row(String address, Formats.Id id, Moment at, String kind, String state, String why) {}

  static RequestsPage of(Part<Items<Outcome>> found, boolean later, Formats formats) {
    Items<Outcome> outcomes = found.orElse(Items.none());
    return new RequestsPage(
        !found.isHad(),
        later,
        outcomes.items().stream().map(one -> row(one, formats)).toList(),
        outcomes
            .continuationToken()
            .map(token -> "?after=" + URLEncoder.encode(token, StandardCharsets.UTF_8))
            .orElse(""));
  }

  private static Row row(Outcome one, Formats formats) {
    Words words = formats.words();
    return new Row(
        "/portal/requests/" + one.requestId(),
        formats.id(one.requestId()),
        formats.moment(one.decidedAt()),
        RequestPage.kind(one.state()),
        RequestPage.title(one.state(), words),
        switch (one.state()) {
          case "accepted" -> "";
          case "parked" -> words.parkedText();
          default -> Refusals.words(one.code().orElse(""), one.description().orElse(""), words);
        });
  }
}
