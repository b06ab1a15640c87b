package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.Currencies;
import cloud.reseller.events.Money;
import cloud.reseller.events.Regions;
import cloud.reseller.events.Term;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A reservation price sheet in the public CSV form (C40). One- and three-year reservations of
 * virtual machines are imported; lines of other products are counted and left out.
 *
 * <p>The public form gives size and region only in words, such as "Reserved VM Instance,
 * Standard_D2s_v5, US East, 1 Year" in SkuTitle. The values {@code armSkuName}, {@code
 * armRegionName} and {@code payAsYouGoPrice} in Tags ("name=value" separated by ";") take
 * precedence.
 */
final class PriceSheet implements Sheet {

  private static final String PRODUCT_TITLE = "ProductTitle";
  private static final String PRODUCT_ID = "ProductId";
  private static final String SKU_ID = "SkuId";
  private static final String SKU_TITLE = "SkuTitle";
  private static final String TERM = "TermDuration";
  private static final String MARKET = "Market";
  private static final String CURRENCY = "Currency";
  private static final String UNIT_PRICE = "UnitPrice";
  private static final String TIER_MIN = "PricingTierRangeMin";
  private static final String START = "EffectiveStartDate";
  private static final String END = "EffectiveEndDate";
  private static final String TAGS = "Tags";

  private static final List<String> NEEDED =
      List.of(
          PRODUCT_TITLE,
          PRODUCT_ID,
          SKU_ID,
          SKU_TITLE,
          TERM,
          MARKET,
          CURRENCY,
          UNIT_PRICE,
          TIER_MIN,
          START,
          END,
          TAGS);

  private static final String VIRTUAL_MACHINE = "Reserved VM Instance";

  @Override
  public Published read(String sheet, InputStream csv, Consumer<CatalogueEvent> lines)
      throws IOException, SheetRefusedException {
    Columns columns = new Columns(csv, NEEDED);
    CatalogueDigest digest = new CatalogueDigest();
    Set<String> seen = new HashSet<>();
    Optional<Validity> validity = Optional.empty();
    int count = 0;
    int left = 0;
    while (columns.next()) {
      Optional<PriceSheetLine> line = line(sheet, columns);
      if (line.isEmpty()) {
        left++;
        continue;
      }
      Validity its = validity(columns);
      if (!validity.orElse(its).equals(its)) {
        throw columns.refused(
            START,
            "a sheet holds prices of one period: import the lines of each EffectiveStartDate and"
                + " EffectiveEndDate as a sheet of their own.");
      }
      validity = Optional.of(its);
      requireNew(seen, line.get(), columns);
      digest.add(line.get());
      lines.accept(line.get());
      count++;
    }
    if (validity.isEmpty()) {
      throw columns.refused(SKU_TITLE, "the file ends without a reservation of a virtual machine.");
    }
    return new Published(
        new PriceSheetPublished(
            sheet, count, digest.hex(), validity.get().from(), validity.get().until()),
        count,
        left);
  }

  private record Validity(Instant from, Instant until) {}

  private static Optional<PriceSheetLine> line(String sheet, Columns columns)
      throws SheetRefusedException {
    String title = columns.needed(SKU_TITLE);
    Optional<String> armSku = tag(columns, "armSkuName");
    String[] parts = title.split(",", -1);
    boolean virtualMachine = parts[0].strip().equals(VIRTUAL_MACHINE);
    String term = columns.text(TERM);
    if ((!virtualMachine && armSku.isEmpty()) || term.equals("P5Y")) {
      return Optional.empty();
    }
    String currency = currency(columns);
    return Optional.of(
        new PriceSheetLine(
            sheet,
            armSku.isPresent() ? armSku.get() : part(columns, parts, 1),
            columns.needed(PRODUCT_ID) + ':' + columns.needed(SKU_ID),
            columns.needed(PRODUCT_TITLE),
            region(columns, parts),
            market(columns),
            term(columns, term),
            unitCost(columns, currency),
            payAsYouGo(columns, currency)));
  }

  private static String part(Columns columns, String[] parts, int index)
      throws SheetRefusedException {
    if (parts.length <= index || parts[index].isBlank()) {
      throw columns.refused(
          SKU_TITLE,
          "must read like \"Reserved VM Instance, Standard_D2s_v5, US East, 1 Year\", or Tags must"
              + " hold armSkuName and armRegionName.");
    }
    return parts[index].strip();
  }

  private static String region(Columns columns, String[] parts) throws SheetRefusedException {
    Optional<String> armRegion = tag(columns, "armRegionName");
    if (armRegion.isPresent()) {
      return armRegion.get();
    }
    return Regions.armName(part(columns, parts, 2))
        .orElseThrow(
            () ->
                columns.refused(
                    SKU_TITLE, "names an unknown region: put armRegionName into Tags."));
  }

  private static String market(Columns columns) throws SheetRefusedException {
    String market = columns.needed(MARKET);
    if (market.length() != 2 || !market.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw columns.refused(MARKET, "must be a country code of two capital letters, such as US.");
    }
    return market;
  }

  private static String currency(Columns columns) throws SheetRefusedException {
    String currency = columns.needed(CURRENCY);
    if (!Currencies.isListed(currency)) {
      throw columns.refused(CURRENCY, "must be an ISO 4217 code, such as USD.");
    }
    return currency;
  }

  private static Term term(Columns columns, String term) throws SheetRefusedException {
    return switch (term) {
      case "P1Y" -> Term.P1Y;
      case "P3Y" -> Term.P3Y;
      default -> throw columns.refused(TERM, "must be P1Y, P3Y or P5Y.");
    };
  }

  private static Money unitCost(Columns columns, String currency) throws SheetRefusedException {
    String tier = columns.text(TIER_MIN);
    boolean first =
        tier.isEmpty()
            || tier.equals("0")
            || columns.number(TIER_MIN).compareTo(BigDecimal.ONE) <= 0;
    if (!first) {
      throw columns.refused(TIER_MIN, "reservations have no price tiers: leave it empty, 0 or 1.");
    }
    return money(columns, UNIT_PRICE, columns.number(UNIT_PRICE), currency);
  }

  private static Optional<Money> payAsYouGo(Columns columns, String currency)
      throws SheetRefusedException {
    Optional<String> price = tag(columns, "payAsYouGoPrice");
    return price.isEmpty()
        ? Optional.empty()
        : Optional.of(money(columns, TAGS, columns.number(TAGS, price.get()), currency));
  }

  /** Converts an amount to the currency's smallest unit, rounded half up. */
  private static Money money(Columns columns, String column, BigDecimal price, String currency)
      throws SheetRefusedException {
    int digits = Currencies.fractionDigits(currency);
    BigDecimal minor = price.setScale(digits, RoundingMode.HALF_UP).movePointRight(digits);
    if (minor.signum() == 0) {
      throw columns.refused(column, "is less than the smallest unit of " + currency + '.');
    }
    return new Money(minor.longValueExact(), currency);
  }

  private static Optional<String> tag(Columns columns, String name) throws SheetRefusedException {
    for (String tag : columns.text(TAGS).split(";")) {
      int equals = tag.indexOf('=');
      if (equals > 0 && tag.substring(0, equals).strip().equals(name)) {
        String value = tag.substring(equals + 1).strip();
        if (value.isEmpty()) {
          throw columns.refused(TAGS, name + " is empty.");
        }
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static Validity validity(Columns columns) throws SheetRefusedException {
    Instant from = instant(columns, START);
    Instant until = instant(columns, END);
    if (!from.isBefore(until)) {
      throw columns.refused(END, "must lie after EffectiveStartDate.");
    }
    return new Validity(from, until);
  }

  /** A time with "Z", or a date, which means its first instant in UTC. */
  private static Instant instant(Columns columns, String column) throws SheetRefusedException {
    String text = columns.needed(column);
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw columns.refused(column, "must be a time such as 2026-01-01T00:00:00Z, or a date.");
    }
  }

  private static void requireNew(Set<String> seen, PriceSheetLine line, Columns columns)
      throws SheetRefusedException {
    String what = line.market() + ' ' + line.sku() + ' ' + line.region() + ' ' + line.term().name();
    if (!seen.add(what)) {
      throw columns.refused(SKU_TITLE, "a second price for " + what + ": keep the one that holds.");
    }
  }
}
