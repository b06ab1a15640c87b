package cloud.reseller.reservations.write.state;

import cloud.reseller.events.ProductKind;
import java.util.Set;

/** Whether a customer may buy reservations itself; initially off (S10). */
public sealed interface Permission {

  /**
   * Nothing may be bought.
   *
   * @param restsOn the fact that turned it off; an empty string if it was never on
   */
  record Off(String restsOn) implements Permission {}

  /**
   * The named kinds may be bought.
   *
   * @param grant the fact that turned it on
   * @param restsOn the last fact about it
   */
  record On(Set<ProductKind> products, String grant, String restsOn) implements Permission {}
}
