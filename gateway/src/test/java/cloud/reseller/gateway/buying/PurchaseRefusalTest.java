package cloud.reseller.gateway.buying;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.EnglishWords;
import cloud.reseller.gateway.pages.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PurchaseRefusalTest {

  private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9]+)`");

  /** Of agents, or of a form no page sends. */
  private static final Set<String> OF_NO_PAGE =
      Set.of(
          "WrongPartition",
          "TypeUnknown",
          "BodyUnreadable",
          "InvalidBody",
          "CustomerUnknown",
          "RoleLacksRights",
          "billingScopeId",
          "SubscriptionNotActive",
          "ResourceTypeNotSold",
          "VirtualMachines",
          "BillingPlanNotSold",
          "Upfront",
          "Monthly",
          "ReviewDateTimeInvalid",
          "reviewDateTime",
          "FlexibilityInvalid",
          "CapacityPriorityNeedsSingleScope",
          "P1Y",
          "P3Y",
          "On",
          "Off");

  private static final Words WORDS = new EnglishWords();

  @Test
  void every_refusal_a_customer_can_meet_has_words_of_its_own() throws IOException {
    List<String> codes = documented();
    assertThat(codes).contains("PermissionOff", "OwnerMissing", "Limit30DaysExceeded");
    assertThat(codes)
        .filteredOn(code -> !OF_NO_PAGE.contains(code))
        .allSatisfy(
            code ->
                assertThat(Side.CUSTOMER.refused(code, "none", WORDS))
                    .as(code)
                    .isNotEqualTo("none"));
  }

  @Test
  void an_unknown_code_is_said_in_the_services_own_words() {
    assertThat(Side.CUSTOMER.refused("New", "The service's words.", WORDS))
        .isEqualTo("The service's words.");
  }

  /** The codes in the table of refusals. */
  private static List<String> documented() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/http/reservations.md"));
    int start = lines.indexOf("| in the log | over HTTP | what it means |");
    return lines.subList(start + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|")[1])
        .flatMap(cell -> CODE.matcher(cell).results().map(found -> found.group(1)))
        .toList();
  }
}
