package cloud.reseller.gateway.dashboard;

import cloud.reseller.gateway.pages.AgentWords;
import java.util.Optional;

/** The filter of purchases by the side that bought. */
public enum BoughtBy {
  ANYONE,
  CUSTOMER,
  PARTNER;

  /** The value in addresses, which is also the service's; empty for all. */
  public String value() {
    return switch (this) {
      case ANYONE -> "";
      case CUSTOMER -> "customer";
      case PARTNER -> "partner";
    };
  }

  /** The parameter of the service; none shows all. */
  public String parameter() {
    return this == ANYONE ? null : value();
  }

  /** The choice in words. */
  public String text(AgentWords words) {
    return switch (this) {
      case ANYONE -> words.boughtByAnyone();
      case CUSTOMER -> words.boughtByCustomer();
      case PARTNER -> words.boughtByPartner();
    };
  }

  /** The choice in an address; anything else is all. */
  public static BoughtBy of(Optional<String> text) {
    return text.map(
            value ->
                switch (value) {
                  case "customer" -> CUSTOMER;
                  case "partner" -> PARTNER;
                  default -> ANYONE;
                })
        .orElse(ANYONE);
  }
}
