package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusals;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Outcome;
import cloud.reseller.gateway.services.Reservation;
import java.util.Optional;

/**
 * What became of one request.
 *
 * @param waiting whether there is no decision yet
 * @param missing whether the answer cannot be had now
 * @param kind ok, no or wait, by which the state is drawn
 * @param details code and id of a refusal; empty otherwise
 */
record RequestPage(
    Formats.Id id,
    boolean waiting,
    boolean missing,
    String kind,
    String title,
    String text,
    String price,
    Optional<Moment> decided,
    Optional<Formats.Id> order,
    Optional<Formats.Id> reservation,
    String details) {

  static RequestPage of(
      String id, Part<Outcome> outcome, Optional<Reservation> bought, Formats formats) {
    Words words = formats.words();
    return switch (outcome) {
      case Part.Had<Outcome>(Outcome one) ->
          new RequestPage(
              formats.id(id),
              false,
              false,
              kind(one.state()),
              title(one.state(), words),
              text(one, bought, formats),
              bought
                  .map(
                      it ->
                          words.priceOfIt(
                              formats.money(
                                  it.customerPrice().amount(), it.customerPrice().currencyCode())))
                  .orElse(""),
              Optional.of(formats.moment(one.decidedAt())),
              one.orderId().map(formats::id),
              one.reservationId().map(formats::id),
              one.code().map(code -> code + " " + id).orElse(""));
      // Whoever asks for a request that is not its own learns nothing else than one that waits.
      case Part.Refused<Outcome> _ -> without(id, false, formats);
      case Part.Missing<Outcome> _ -> without(id, true, formats);
    };
  }

  private static RequestPage without(String id, boolean missing, Formats formats) {
    Words words = formats.words();
    return new RequestPage(
        formats.id(id),
        true,
        missing,
        "wait",
        words.waitingForDecision(),
        missing ? words.waitingMissing() : "",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  static String kind(String state) {
    return switch (state) {
      case "accepted" -> "ok";
      case "parked" -> "wait";
      default -> "no";
    };
  }

  static String title(String state, Words words) {
    return switch (state) {
      case "accepted" -> words.bought();
      case "parked" -> words.parkedTitle();
      default -> words.refused();
    };
  }

  private static String text(Outcome one, Optional<Reservation> bought, Formats formats) {
    Words words = formats.words();
    return switch (one.state()) {
      case "accepted" ->
          bought
              .map(
                  it ->
                      words.boughtText(
                          formats.number(it.properties().quantity()),
                          it.properties().skuDescription(),
                          formats.date(it.properties().expiryDateTime())))
              .orElse("");
      case "parked" -> words.parkedText();
      default -> Refusals.words(one.code().orElse(""), one.description().orElse(""), words);
    };
  }
}
