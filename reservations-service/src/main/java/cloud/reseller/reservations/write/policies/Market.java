package cloud.reseller.reservations.write.policies;

import java.util.Set;

/** Where reservations can be sold. */
public final class Market {

  /** The public list of markets in which reservations are not sold (C43), ISO 3166 alpha-2. */
  private static final Set<String> WITHOUT_RESERVATIONS =
      Set.of(
          "AD", "AG", "AI", "AQ", "AS", "AW", "AX", "BF", "BI", "BJ", "BL", "BQ", "BR", "BT", "BV",
          "CC", "CD", "CF", "CG", "CK", "CN", "CX", "DJ", "DM", "ER", "FK", "FM", "GA", "GD", "GF",
          "GG", "GI", "GL", "GM", "GN", "GP", "GQ", "GS", "GU", "GW", "GY", "HM", "HT", "IM", "IO",
          "JE", "KH", "KI", "KM", "LA", "LC", "LS", "MF", "MG", "MH", "ML", "MM", "MP", "MQ", "MR",
          "MS", "MV", "MW", "NC", "NE", "NF", "NR", "NU", "PF", "PG", "PM", "PN", "PW", "RE", "RU",
          "SB", "SC", "SH", "SJ", "SL", "SM", "SO", "SR", "SS", "ST", "SX", "SZ", "TC", "TD", "TF",
          "TG", "TK", "TL", "TO", "TV", "UM", "VA", "VC", "VG", "VU", "WF", "WS", "XK", "YE", "YT");

  private Market() {}

  /** Whether reservations are sold in a market, ISO 3166 alpha-2. */
  public static boolean sellsReservations(String country) {
    return !WITHOUT_RESERVATIONS.contains(country);
  }
}
