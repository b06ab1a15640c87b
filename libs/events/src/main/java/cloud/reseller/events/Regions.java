package cloud.reseller.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Azure regions: their ARM names, such as eastus2, and the names used in price sheets and orders,
 * such as US East 2 (C35, C40).
 */
public final class Regions {

  private static final Map<String, String> ARM_NAMES =
      Map.ofEntries(
          Map.entry("US East", "eastus"),
          Map.entry("US East 2", "eastus2"),
          Map.entry("US Central", "centralus"),
          Map.entry("US North Central", "northcentralus"),
          Map.entry("US South Central", "southcentralus"),
          Map.entry("US West Central", "westcentralus"),
          Map.entry("US West", "westus"),
          Map.entry("US West 2", "westus2"),
          Map.entry("US West 3", "westus3"),
          Map.entry("EU West", "westeurope"),
          Map.entry("ES Central", "spaincentral"),
          Map.entry("IT North", "italynorth"),
          Map.entry("PL Central", "polandcentral"),
          Map.entry("EU North", "northeurope"),
          Map.entry("UK South", "uksouth"),
          Map.entry("UK West", "ukwest"),
          Map.entry("FR Central", "francecentral"),
          Map.entry("FR South", "francesouth"),
          Map.entry("DE North", "germanynorth"),
          Map.entry("DE West Central", "germanywestcentral"),
          Map.entry("CH North", "switzerlandnorth"),
          Map.entry("CH West", "switzerlandwest"),
          Map.entry("NO East", "norwayeast"),
          Map.entry("NO West", "norwaywest"),
          Map.entry("SE Central", "swedencentral"),
          Map.entry("SE South", "swedensouth"),
          Map.entry("AP East", "eastasia"),
          Map.entry("AP Southeast", "southeastasia"),
          Map.entry("JA East", "japaneast"),
          Map.entry("JA West", "japanwest"),
          Map.entry("AU Central", "australiacentral"),
          Map.entry("AU Central 2", "australiacentral2"),
          Map.entry("AU East", "australiaeast"),
          Map.entry("AU Southeast", "australiasoutheast"),
          Map.entry("IN Central", "centralindia"),
          Map.entry("IN South", "southindia"),
          Map.entry("IN West", "westindia"),
          Map.entry("KR Central", "koreacentral"),
          Map.entry("KR South", "koreasouth"),
          Map.entry("CA Central", "canadacentral"),
          Map.entry("CA East", "canadaeast"),
          Map.entry("MX Central", "mexicocentral"),
          Map.entry("BR South", "brazilsouth"),
          Map.entry("BR Southeast", "brazilsoutheast"),
          Map.entry("ZA North", "southafricanorth"),
          Map.entry("ZA West", "southafricawest"),
          Map.entry("IL Central", "israelcentral"),
          Map.entry("QA Central", "qatarcentral"),
          Map.entry("AE Central", "uaecentral"),
          Map.entry("AE North", "uaenorth"),
          Map.entry("AT East", "austriaeast"),
          Map.entry("BE Central", "belgiumcentral"),
          Map.entry("CL Central", "chilecentral"),
          Map.entry("CN East", "chinaeast"),
          Map.entry("CN East 2", "chinaeast2"),
          Map.entry("CN East 3", "chinaeast3"),
          Map.entry("CN North", "chinanorth"),
          Map.entry("CN North 2", "chinanorth2"),
          Map.entry("CN North 3", "chinanorth3"),
          Map.entry("DE Central", "germanycentral"),
          Map.entry("DE Northeast", "germanynortheast"),
          Map.entry("DK East", "denmarkeast"),
          Map.entry("FI Central", "finlandcentral"),
          Map.entry("GR Central", "greececentral"),
          Map.entry("ID Central", "indonesiacentral"),
          Map.entry("IN Central Jio", "jioindiacentral"),
          Map.entry("IN South Central", "indiasouthcentral"),
          Map.entry("IN West Jio", "jioindiawest"),
          Map.entry("MY South", "malaysiasouth"),
          Map.entry("MY West", "malaysiawest"),
          Map.entry("NZ North", "newzealandnorth"),
          Map.entry("SA East", "saudiarabiaeast"),
          Map.entry("TW North", "taiwannorth"),
          Map.entry("TW Northwest", "taiwannorthwest"),
          Map.entry("UK North", "uknorth"),
          Map.entry("UK South 2", "uksouth2"),
          Map.entry("US DoD Central", "usdodcentral"),
          Map.entry("US DoD East", "usdodeast"),
          Map.entry("US East 3", "eastus3"),
          Map.entry("US Gov AZ", "usgovarizona"),
          Map.entry("US Gov Iowa", "usgoviowa"),
          Map.entry("US Gov TX", "usgovtexas"),
          Map.entry("US Gov Virginia", "usgovvirginia"),
          Map.entry("US Sec East", "usseceast"),
          Map.entry("US Sec West", "ussecwest"),
          Map.entry("US Sec West Central", "ussecwestcentral"));

  private static final Map<String, String> NAMES =
      ARM_NAMES.entrySet().stream()
          .collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final Map<String, String> ARM_NAMES_IN_ANY_CASE =
      ARM_NAMES.entrySet().stream()
          .collect(toUnmodifiableMap(entry -> squeezed(entry.getKey()), Map.Entry::getValue));

  private Regions() {}

  /**
   * The key by which regions are compared: the ARM name in lower case. Accepts the ARM name or the
   * display name in any case, such as UKSouth or UK South, and the name in price sheets, such as US
   * East; regions that are not listed here too. Decisions depend on it, so names may only be added
   * for later rule sets.
   */
  public static String folded(String name) {
    String squeezed = squeezed(name);
    return ARM_NAMES_IN_ANY_CASE.getOrDefault(squeezed, squeezed);
  }

  /** Display names differ from ARM names only in case and blanks. */
  private static String squeezed(String name) {
    return name.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /**
   * The ARM name of a region in a price sheet, in any form that {@link #folded} accepts; empty if
   * unknown.
   */
  public static Optional<String> armName(String name) {
    return Optional.of(folded(name)).filter(NAMES::containsKey);
  }

  /** The name of an ARM region for people; empty if unknown. */
  static Optional<String> name(String armName) {
    return Optional.ofNullable(NAMES.get(armName));
  }
}
