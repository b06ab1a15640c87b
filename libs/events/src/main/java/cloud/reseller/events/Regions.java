package cloud.reseller.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

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
          Map.entry("AE North", "uaenorth"));

  private static final Map<String, String> NAMES =
      ARM_NAMES.entrySet().stream()
          .collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private Regions() {}

  /** The ARM name of a region in a price sheet; empty if unknown. */
  public static Optional<String> armName(String name) {
    return Optional.ofNullable(ARM_NAMES.get(name));
  }

  /** The name of an ARM region for people; empty if unknown. */
  static Optional<String> name(String armName) {
    return Optional.ofNullable(NAMES.get(armName));
  }
}
