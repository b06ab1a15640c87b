package cloud.reseller.events;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The currency in which each market is priced and billed. A market has one currency at a time. This
 * is our own list, so that every release that verifies a decision gets the same outcome.
 *
 * <p>Decisions depend on the lists, so a market is never removed from one. If a market changes its
 * currency, it is added to the list of the new one with the month of the change: {@code
 * XX=2030-01}.
 */
public final class MarketCurrencies {

  private static final Map<String, NavigableMap<Instant, String>> BY_MARKET = new HashMap<>();

  static {
    list(
        "EUR",
        """
        AD AL AT AX BA BE BG BL CY CZ DE EE ES FI FR GF GP GR HR HU IE IS IT LT LU LV MC ME
        MF MK MQ MT NL PL PM PT RE RO RS SI SK SM TF VA XK YT
        """);
    list("GBP", "GB GG IM JE");
    list("CHF", "CH LI");
    list("DKK", "DK FO GL");
    list("NOK", "BV NO SJ");
    list("SEK", "SE");
    list("AUD", "AU CC CX HM KI NF NR TV");
    list("NZD", "CK NU NZ PN TK");
    list("JPY", "JP");
    list("KRW", "KR");
    list("TWD", "TW");
    list("INR", "IN");
    list("CAD", "CA");
    list("BRL", "BR");
    list("CNY", "CN");
    list("RUB", "RU");
    list(
        "USD",
        """
        AE AF AG AI AM AO AQ AR AS AW AZ BB BD BF BH BI BJ BM BN BO BQ BS BT BW BY BZ CD CF
        CG CI CL CM CO CR CU CV CW DJ DM DO DZ EC EG EH ER ET FJ FK FM GA GD GE GH GI GM GN
        GQ GS GT GU GW GY HK HN HT ID IL IO IQ IR JM JO KE KG KH KM KN KP KW KY KZ LA LB LC
        LK LR LS LY MA MD MG MH ML MM MN MO MP MR MS MU MV MW MX MY MZ NA NC NE NG NI NP OM
        PA PE PF PG PH PK PR PS PW PY QA RW SA SB SC SD SG SH SL SN SO SR SS ST SV SX SY SZ
        TC TD TG TH TJ TL TM TN TO TR TT TZ UA UG UM US UY UZ VC VE VG VI VN VU WF WS YE ZA
        ZM ZW
        """);
  }

  private MarketCurrencies() {}

  private static void list(String currency, String markets) {
    for (String each : markets.strip().split("\\s+")) {
      String[] dated = each.split("=", -1);
      BY_MARKET
          .computeIfAbsent(dated[0], _ -> new TreeMap<>())
          .put(dated.length == 1 ? Instant.MIN : start(dated[1]), currency);
    }
  }

  private static Instant start(String month) {
    return YearMonth.parse(month).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * The currency of a market at a time; empty if there is no such market.
   *
   * @param market ISO 3166 alpha-2
   */
  public static Optional<String> of(String market, Instant at) {
    NavigableMap<Instant, String> dated = BY_MARKET.get(market);
    return dated == null ? Optional.empty() : Optional.of(dated.floorEntry(at).getValue());
  }
}
