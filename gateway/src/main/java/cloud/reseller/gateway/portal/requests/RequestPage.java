package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.buying.Side;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Formats.Moment;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Outcome;
import cloud.reseller.gateway.services.Reservation;
import java.util.Optional;

/**
 * What became of one request.
 *
 * @param waiting whether there is no decision yet
 * @param missing whether the answer cannot be had now
 * @param details code and id of a refusal; empty otherwise
 */
record RequestPage(
    Formats.Id id,
    boolean waiting,
    boolean missing,
    State state,
    String text,
    String price,
    Optional<Moment> decided,
    Optional<Formats.Id> order,
    Optional<Formats.Id> reservation,
    String details) {

  /** As operations find it in the log. */
  private static final String PARKED = "CommandParked";

  static RequestPage of(
      String id, Part<Outcome> outcome, Optional<Reservation> bought, Formats formats) {
    Words words = formats.words();
    return switch (outcome) {
      case Part.Had<Outcome>(Outcome one) ->
          new RequestPage(
              formats.id(id),
              false,
              false,
              state(one, words),
              text(one, bought, formats),
              bought
                  .map(
                      it ->
                          words
                              .of(RequestsWords.class)
                              .priceOfIt(formats.money(it.customerPrice())))
                  .orElse(""),
              Optional.of(formats.moment(one.decidedAt())),
              one.orderId().map(formats::id),
              one.reservationId().map(formats::id),
              details(one));
      // Whoever asks for a request that is not its own learns nothing else than one that waits.
      case Part.Refused<Outcome> _ -> without(id, false, formats);
      case Part.Missing<Outcome> _ -> without(id, true, formats);
    };
  }

  private static RequestPage without(String id, boolean missing, Formats formats) {
    RequestsWords requestsWords = formats.words(RequestsWords.class);
    return new RequestPage(
        formats.id(id),
        true,
        missing,
        State.waits(requestsWords.waitingForDecision()),
        missing ? requestsWords.waitingMissing() : "",
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static String details(Outcome one) {
    Optional<String> code = one.state() == Outcome.State.PARKED ? Optional.of(PARKED) : one.code();
    return code.map(known -> known + " " + one.requestId()).orElse("");
  }

  /** What became of it. */
  static State state(Outcome one, Words words) {
    RequestsWords requestsWords = words.of(RequestsWords.class);
    return switch (one.state()) {
      case ACCEPTED -> State.ok(requestsWords.bought());
      case PARKED -> State.waits(requestsWords.parkedTitle());
      case REJECTED, OTHER -> State.no(requestsWords.refused());
    };
  }

  /** Why nothing was bought; empty if something was. */
  static String why(Outcome one, Words words) {
    return switch (one.state()) {
      case ACCEPTED -> "";
      case PARKED -> words.of(RequestsWords.class).parkedText();
      case REJECTED, OTHER ->
          Side.CUSTOMER.refused(one.code().orElse(""), one.description().orElse(""), words);
    };
  }

  private static String text(Outcome one, Optional<Reservation> bought, Formats formats) {
    return bought
        .map(
            it ->
                formats
                    .words(RequestsWords.class)
                    .boughtText(
                        formats.number(it.properties().quantity()),
                        it.properties().skuDescription(),
                        formats.date(it.properties().expiryDateTime())))
        .orElseGet(() -> why(one, formats.words()));
  }
}
