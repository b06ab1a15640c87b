package cloud.reseller.events;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The currencies of ISO 4217 and when each was in use. The list is our own because the JDK's
 * depends on its release and settings, and a decision must come out the same on every runtime.
 *
 * <p>A code is never removed, because stored facts use it. A new code is added with the month it
 * becomes valid, {@code ABC=2030-01/}; otherwise earlier decisions would come out differently.
 */
public final class Currencies {

  /** The smallest unit is one hundredth. */
  private static final String HUNDREDTHS =
      """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN
      BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD
      FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW
      KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
      MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG
      SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD
      USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
      """;

  private static final String WHOLE_UNITS =
      """
      BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
      """;

  private static final String THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND";

  private static final String TEN_THOUSANDTHS = "CLF";

  /** Metals, units of account and test codes, which have no smallest unit. */
  private static final String UNCOUNTED =
      """
      XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX
      """;

  /** Withdrawn currencies, each with the month of its withdrawal. */
  private static final String ENDED_HUNDREDTHS =
      """
      AFA=/2003-01 ANG=/2025-03 ATS=/2002-03 AYM=/2005-10 AZM=/2005-12 BGL=/2003-11
      BGN=/2026-01 CSD=/2006-10 CUC=/2021-06 CYP=/2008-01 DEM=/2002-03 EEK=/2011-01
      FIM=/2002-03 FRF=/2002-03 GHC=/2008-01 GWP=/1997-05 HRK=/2023-01 IEP=/2002-03
      LTL=/2014-12 LVL=/2014-01 MRO=/2017-12 MTL=/2008-01 MZM=/2006-06 NLG=/2002-03
      RUR=/2004-01 SDD=/2007-07 SIT=/2007-01 SKK=/2009-01 SLL=/2023-12 SRG=/2003-12
      STD=/2017-12 TMM=/2009-01 USS=/2014-03 VEB=/2008-01 VEF=/2018-08 YUM=/2003-07
      ZMK=/2012-12 ZWD=/2008-08 ZWL=/2024-09 ZWN=/2006-09 ZWR=/2009-06
      """;

  private static final String ENDED_WHOLE_UNITS =
      """
      ADP=/2003-07 BEF=/2002-03 BYB=/2001-01 BYR=/2017-01 ESP=/2002-03 GRD=/2002-03
      ITL=/2002-03 LUF=/2002-03 MGF=/2004-12 PTE=/2002-03 ROL=/2005-06 TPE=/2002-11
      TRL=/2005-12
      """;

  private static final String ENDED_UNCOUNTED = "XFO=/2006-10 XFU=/2013-11";

  private static final Map<String, Listed> LISTED = new HashMap<>();

  static {
    list(HUNDREDTHS, 2, true);
    list(WHOLE_UNITS, 0, true);
    list(THOUSANDTHS, 3, true);
    list(TEN_THOUSANDTHS, 4, true);
    list(UNCOUNTED, 0, false);
    list(ENDED_HUNDREDTHS, 2, true);
    list(ENDED_WHOLE_UNITS, 0, true);
    list(ENDED_UNCOUNTED, 0, false);
  }

  private Currencies() {}

  /**
   * What the list says about a code.
   *
   * @param counted whether it has a smallest unit
   * @param begin when it came into use; {@link Instant#MIN} if before the first release
   * @param end when it went out of use; {@link Instant#MAX} if not known
   */
  private record Listed(int fractionDigits, boolean counted, Instant begin, Instant end) {}

  private static void list(String codes, int fractionDigits, boolean counted) {
    for (String each : codes.strip().split("\\s+")) {
      String[] dated = each.split("[=/]", -1);
      Instant begin = dated.length == 1 ? Instant.MIN : start(dated[1], Instant.MIN);
      Instant end = dated.length == 1 ? Instant.MAX : start(dated[2], Instant.MAX);
      LISTED.put(dated[0], new Listed(fractionDigits, counted, begin, end));
    }
  }

  private static Instant start(String month, Instant ifNone) {
    return month.isEmpty()
        ? ifNone
        : YearMonth.parse(month).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Whether the code, three capital letters, is that of a current or former currency. */
  public static boolean isListed(String code) {
    return LISTED.containsKey(code);
  }

  /** Whether a currency had come into use by a given time, even if it has been withdrawn since. */
  public static boolean hasBegun(String code, Instant at) {
    Listed listed = LISTED.get(code);
    return listed != null && !at.isBefore(listed.begin());
  }

  /**
   * Whether a currency is in use at a given time and has a smallest unit, so that amounts can be
   * agreed in it.
   */
  public static boolean isInUse(String code, Instant at) {
    Listed listed = LISTED.get(code);
    return hasBegun(code, at) && listed.counted() && at.isBefore(listed.end());
  }

  /**
   * Number of decimals of an amount in whole units; 0 if there is no smaller unit.
   *
   * @throws IllegalArgumentException if the code is not listed
   */
  public static int fractionDigits(String code) {
    Listed listed = LISTED.get(code);
    if (listed == null) {
      throw new IllegalArgumentException("currency must be an ISO 4217 code");
    }
    return listed.fractionDigits();
  }
}
