package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.events.Currencies;
import cloud.reseller.events.MarketCurrencies;
import cloud.reseller.events.Regions;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import cloud.reseller.reservations.write.pricing.Pricing;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A reservation price sheet in the public CSV form (C40, K18). One- and three-year reservations of
 * virtual machines are imported; lines of other products, terms and regions are counted and left
 * out.
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

  private static final int ASCII_END = 0x80;
  private static final Pattern ZERO = Pattern.compile("0+(\\.0*)?");

  private static final String VIRTUAL_MACHINE = "Reserved VM Instance";

  @Override
  public String name() {
    return "pricesheet";
  }

  @Override
  public Contents read(String sheet, InputStream csv, Consumer<Line> lines)
      throws IOException, SheetRefusedException {
    Columns columns = new Columns(csv, NEEDED);
    CatalogueDigest digest = CatalogueDigest.ofLines();
    PricesSoFar prices = new PricesSoFar();
    LeftOut.Counter left = new LeftOut.Counter();
    while (columns.next()) {
      Optional<PriceSheetLine> line = line(sheet, columns, left);
      if (line.isPresent() && prices.add(line.get(), columns)) {
        digest.add(line.get());
        lines.accept(line.get());
      }
    }
    if (prices.count() == 0) {
      throw columns.refused(
          SKU_TITLE,
          left.lines() == 0
              ? "the file ends without a line."
              : "the file ends without a line that can be sold here: all "
                  + left.lines()
                  + " have an unknown product, term or region.");
    }
    return new Contents(
        prices.count(), digest.hex(), prices.begins(), prices.ends(), left.leftOut());
  }

  @Override
  public Publication publication(
      String sheet, Publisher publisher, Contents contents, Instant effectiveFrom) {
    return new PriceSheetPublished(
        sheet,
        publisher.partnerId(),
        publisher.by(),
        contents.lines(),
        contents.digest(),
        effectiveFrom);
  }

  /** The line in the current row, if its product, term and region are sold here. */
  private static Optional<PriceSheetLine> line(String sheet, Columns columns, LeftOut.Counter left)
      throws SheetRefusedException {
    String title = columns.text(SKU_TITLE);
    Optional<String> armSku = tag(columns, "armSkuName");
    String[] parts = title.split(",", -1);
    String product = parts[0].strip();
    if (!product.equalsIgnoreCase(VIRTUAL_MACHINE) && armSku.isEmpty()) {
      left.add(SKU_TITLE, product);
      return Optional.empty();
    }
    Optional<Term> term = term(columns.text(TERM));
    if (term.isEmpty()) {
      left.add(TERM, columns.text(TERM));
      return Optional.empty();
    }
    Optional<String> armRegion = tag(columns, "armRegionName").map(Regions::folded);
    Optional<String> region =
        armRegion.isPresent() ? armRegion : Regions.armName(part(columns, parts, 2));
    if (region.isEmpty()) {
      left.add(SKU_TITLE, part(columns, parts, 2));
      return Optional.empty();
    }
    Instant from = date(columns, START, SheetDates::begin);
    Instant until = date(columns, END, SheetDates::end);
    if (!from.isBefore(until)) {
      throw columns.refused(END, "must be after EffectiveStartDate.");
    }
    String market = code(columns.needed(MARKET));
    String currency = currency(columns, market, from);
    return Optional.of(
        new PriceSheetLine(
            sheet,
            armSku.isPresent()
                ? columns.visible(TAGS, armSku.get())
                : columns.visible(SKU_TITLE, part(columns, parts, 1)),
            columns.visible(PRODUCT_ID, columns.needed(PRODUCT_ID))
                + ':'
                + columns.visible(SKU_ID, columns.needed(SKU_ID)),
            columns.visible(PRODUCT_TITLE, columns.needed(PRODUCT_TITLE)),
            region.get(),
            market,
            term.get(),
            unitCost(columns, currency),
            payAsYouGo(columns, currency),
            from,
            until));
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

  private static Optional<Term> term(String text) {
    for (Term term : Term.values()) {
      if (term.name().equalsIgnoreCase(text)) {
        return Optional.of(term);
      }
    }
    return Optional.empty();
  }

  private static Instant date(Columns columns, String column, Function<String, Instant> read)
      throws SheetRefusedException {
    try {
      return read.apply(columns.text(column));
    } catch (DateTimeException e) {
      throw columns.refused(column, SheetDates.FORM);
    }
  }

  /** In capitals; letters beyond ASCII stay, for some have capitals that are within. */
  private static String code(String text) {
    return text.chars().allMatch(c -> c < ASCII_END) ? text.toUpperCase(Locale.ROOT) : text;
  }

  /** A market has one currency. */
  private static String currency(Columns columns, String market, Instant from)
      throws SheetRefusedException {
    String ofMarket =
        MarketCurrencies.of(market, from)
            .orElseThrow(
                () ->
                    columns.refused(
                        MARKET, "must be a country code of two letters (ISO 3166), such as US."));
    String currency = code(columns.needed(CURRENCY));
    if (!currency.equals(ofMarket)) {
      throw columns.refused(
          CURRENCY, "must be " + ofMarket + ", the currency of market " + market + '.');
    }
    return currency;
  }

  private static UnitPrice unitCost(Columns columns, String currency) throws SheetRefusedException {
    String tier = columns.text(TIER_MIN);
    boolean first =
        tier.isEmpty()
            || ZERO.matcher(tier).matches()
            || columns.number(TIER_MIN).compareTo(BigDecimal.ONE) <= 0;
    if (!first) {
      throw columns.refused(TIER_MIN, "reservations have no price tiers: leave it empty, 0 or 1.");
    }
    return price(columns, UNIT_PRICE, columns.number(UNIT_PRICE), currency);
  }

  private static Optional<UnitPrice> payAsYouGo(Columns columns, String currency)
      throws SheetRefusedException {
    Optional<String> price = tag(columns, "payAsYouGoPrice");
    return price.isEmpty()
        ? Optional.empty()
        : Optional.of(price(columns, TAGS, columns.number(TAGS, price.get()), currency));
  }

  private static UnitPrice price(Columns columns, String column, BigDecimal price, String currency)
      throws SheetRefusedException {
    BigDecimal minor = price.movePointRight(Currencies.fractionDigits(currency));
    if (minor.compareTo(BigDecimal.valueOf(Pricing.MOST_MINOR)) > 0) {
      throw columns.refused(column, "is above the limit for an order.");
    }
    return UnitPrice.of(price, currency);
  }

  private static Optional<String> tag(Columns columns, String name) throws SheetRefusedException {
    for (String tag : columns.text(TAGS).split(";")) {
      int equals = tag.indexOf('=');
      if (equals > 0 && tag.substring(0, equals).strip().equalsIgnoreCase(name)) {
        String value = tag.substring(equals + 1).strip();
        if (value.isEmpty()) {
          throw columns.refused(TAGS, name + " is empty.");
        }
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
