package cloud.reseller.reservations.catalogue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the catalogue the project ships, by a formula of its own: an hour costs so much per core,
 * per GiB of memory and per GiB of local disk, times a factor for the region; a reservation costs
 * 62 % of that for one year and 41 % for three. Prices are nobody's but ours.
 */
final class OwnCatalogue {

  private static final double CORE_HOUR = 0.0302;
  private static final double GIB_HOUR = 0.0042;
  private static final double DISK_GIB_HOUR = 0.00008;
  private static final double ONE_YEAR = 0.62;
  private static final double THREE_YEARS = 0.41;
  private static final int HOURS_A_YEAR = 8_760;

  private static final List<Series> SERIES =
      List.of(
          new Series("Dsv5", "Standard_D%ds_v5", 4, 0, 1.00, 2, 4, 8, 16, 32, 48, 64, 96),
          new Series("Ddsv5", "Standard_D%dds_v5", 4, 37.5, 1.00, 2, 4, 8, 16, 32, 64),
          new Series("Dasv5", "Standard_D%das_v5", 4, 0, 0.90, 2, 4, 8, 16, 32, 64),
          new Series("Esv5", "Standard_E%ds_v5", 8, 0, 1.00, 2, 4, 8, 16, 32, 64),
          new Series("Easv5", "Standard_E%das_v5", 8, 0, 0.90, 2, 4, 8, 16, 32, 64),
          new Series("Fsv2", "Standard_F%ds_v2", 2, 8, 1.00, 2, 4, 8, 16, 32, 64),
          new Series("Lsv3", "Standard_L%ds_v3", 8, 120, 1.05, 8, 16, 32, 48, 64),
          new Series("DSv2", "Standard_DS%d_v2", 3.5, 7, 1.30, 1, 2, 4, 8, 16));

  private static final List<Region> REGIONS =
      List.of(
          new Region("eastus", "US East", 1.00),
          new Region("westus2", "US West 2", 1.02),
          new Region("westeurope", "EU West", 1.19),
          new Region("germanywestcentral", "DE West Central", 1.22));

  private static final String HEADER =
      "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,"
          + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,"
          + "EffectiveEndDate,MeterIds,MeterType,Tags\n";

  private OwnCatalogue() {}

  private record Region(String arm, String title, double factor) {}

  private record Series(
      String name, String sku, double gibPerCore, double diskPerCore, double age, int... cores) {

    double hour(int cores) {
      return cores * age * (CORE_HOUR + gibPerCore * GIB_HOUR + diskPerCore * DISK_GIB_HOUR);
    }

    /** DSv2 numbers its sizes 1 to 5, the others by cores. */
    String sku(int cores) {
      int number = name.equals("DSv2") ? Integer.numberOfTrailingZeros(cores) + 1 : cores;
      return sku.formatted(number);
    }
  }

  /** Writes the files into the folder given. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.writeString(folder.resolve("pricesheet-us.csv"), priceSheet("US", "USD", 1.00));
    Files.writeString(folder.resolve("pricesheet-de.csv"), priceSheet("DE", "EUR", 0.92));
    Files.writeString(folder.resolve("instance-size-flexibility.csv"), ratios());
  }

  static String priceSheet(String market, String currency, double rate) {
    List<String> lines = new ArrayList<>();
    for (int s = 0; s < SERIES.size(); s++) {
      Series series = SERIES.get(s);
      for (int cores : series.cores()) {
        for (Region region : REGIONS) {
          double hour = series.hour(cores) * region.factor() * rate;
          String product = "DZH318Z0%s%03d".formatted((char) ('A' + s), cores);
          int place = REGIONS.indexOf(region) + 1;
          lines.add(
              line(series, cores, region, market, currency, product, place * 10 + 1, 1, hour));
          lines.add(
              line(series, cores, region, market, currency, product, place * 10 + 3, 3, hour));
        }
      }
    }
    return HEADER + String.join("", lines);
  }

  private static String line(
      Series series,
      int cores,
      Region region,
      String market,
      String currency,
      String product,
      int skuId,
      int years,
      double hour) {
    BigDecimal payAsYouGo =
        BigDecimal.valueOf(hour * HOURS_A_YEAR * years).setScale(2, RoundingMode.HALF_UP);
    BigDecimal price =
        payAsYouGo
            .multiply(BigDecimal.valueOf(years == 1 ? ONE_YEAR : THREE_YEARS))
            .setScale(0, RoundingMode.HALF_UP);
    String sku = series.sku(cores);
    return String.join(
            ",",
            "Virtual Machines " + series.name() + " Series",
            product,
            "%04d".formatted(skuId),
            "\"Reserved VM Instance, %s, %s, %s\""
                .formatted(sku, region.title(), years == 1 ? "1 Year" : "3 Years"),
            "Microsoft",
            "\"%s in %s, %d vCPU\"".formatted(sku, region.title(), cores),
            years == 1 ? "1 Year" : "3 Years",
            "P" + years + "Y",
            market,
            currency,
            price.toPlainString(),
            "",
            "",
            "2020-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "",
            "1 Hour",
            "armSkuName=%s;armRegionName=%s;payAsYouGoPrice=%s"
                .formatted(sku, region.arm(), payAsYouGo.toPlainString()))
        + "\n";
  }

  static String ratios() {
    StringBuilder csv = new StringBuilder("InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\n");
    for (Series series : SERIES) {
      int smallest = series.cores()[0];
      for (int cores : series.cores()) {
        csv.append(series.name())
            .append(" Series,")
            .append(series.sku(cores))
            .append(',')
            .append(cores / smallest)
            .append('\n');
      }
    }
    return csv.toString();
  }
}
