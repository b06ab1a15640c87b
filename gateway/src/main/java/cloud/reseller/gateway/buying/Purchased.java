package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Payment;
import cloud.reseller.gateway.services.Reservation;

/** What was bought, in words. */
public final class Purchased {

  private Purchased() {}

  /** A term; one that has no words here as the service says it. */
  public static String term(String code, Words words) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    return switch (code) {
      case "P1Y" -> buyingWords.oneYear();
      case "P3Y" -> buyingWords.threeYears();
      default -> code;
    };
  }

  /** How it is paid. */
  public static String payment(Payment payment, Words words) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    return switch (payment) {
      case MONTHLY -> buyingWords.monthly();
      case UPFRONT -> buyingWords.upfront();
      case OTHER -> "";
    };
  }

  /** The name of a reservation. */
  public static String name(Reservation reservation, Words words) {
    String name = reservation.properties().displayName();
    return name.isEmpty() ? words.of(CommonWords.class).withoutName() : name;
  }

  /** Whether the term of a reservation goes on. */
  public static State state(Reservation reservation, Words words) {
    CommonWords commonWords = words.of(CommonWords.class);
    return reservation.properties().active()
        ? State.ok(commonWords.works())
        : State.off(commonWords.ended());
  }
}
