package cloud.reseller.gateway.buying;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.EnglishWords;
import cloud.reseller.gateway.pages.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PurchaseRefusalTest {

  private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9]+)`");

  /** Of agents, or of a form no page sends. */
  private static final Set<String> OF_NO_PAGE =
      Set.of(
          "WrongPartition",
          "TypeUnknown",
          "BodyUnreadable",
          "CustomerUnknown",
          "RoleLacksRights",
          "ReviewDateTimeInvalid",
          "CapacityPriorityNeedsSingleScope");

  private static final Words WORDS = new EnglishWords();

  @Test
  void every_refusal_a_customer_can_meet_has_words_of_its_own() throws IOException {
    Set<String> codes = new TreeSet<>(decided());
    codes.addAll(documented());
    assertThat(codes).contains("PermissionOff", "OwnerMissing", "Limit30DaysExceeded");
    assertThat(codes)
        .filteredOn(code -> !OF_NO_PAGE.contains(code))
        .allSatisfy(
            code ->
                assertThat(Side.CUSTOMER.refused(code, "none", WORDS))
                    .as(code)
                    .isNotEqualTo("none"));
    assertThat(codes).containsAll(OF_NO_PAGE);
  }

  @Test
  void every_refusal_that_is_decided_is_documented() throws IOException {
    assertThat(documented()).containsAll(decided());
  }

  @Test
  void an_unknown_code_is_said_in_the_services_own_words() {
    assertThat(Side.CUSTOMER.refused("New", "The service's words.", WORDS))
        .isEqualTo("The service's words.");
  }

  /** The codes with which purchases are refused, as their rules have them. */
  private static Set<String> decided() throws IOException {
    return Files.readAllLines(Path.of("../reservations-service/src/test/resources/refusals.txt"))
        .stream()
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toCollection(TreeSet::new));
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
