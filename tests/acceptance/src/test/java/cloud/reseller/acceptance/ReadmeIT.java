package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.Readme.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's main job, pasted line by line into a shell next to the real launcher. */
class ReadmeIT {

  private static final String PRECHECKS =
      """
      for customer in $(curl -s -H "$auth" http://localhost:8080/v1/customers |
        grep -o '"id":"[^"]*' | cut -d '"' -f 4); do
        curl -s -H "$auth" "http://localhost:8080/v1/customers/$customer/purchasepermission/precheck"
        echo
      done
      """;

  private static final String EVERYTHING_LOGGED =
      "curl -s -H \"$auth\" 'http://localhost:8080/v1/auditrecords?size=2000'";

  /** All but those that the demo's price sheets and the checks of a limit rule out. */
  private static final List<String> REFUSALS =
      List.of(
          "AppliedScopesNotAssociatedWithCommerceAccount",
          "BillingPlanNotSold",
          "CapacityPriorityNeedsSingleScope",
          "DisplayNameInvalid",
          "FlexibilityInvalid",
          "InvalidSingleAppliedScopesCount",
          "Limit30DaysExceeded",
          "LimitPerDayExceeded",
          "LimitPerOrderExceeded",
          "MissingAppliedScopesForSingle",
          "NotSupportedCountry",
          "OwnerMissing",
          "PermissionOff",
          "PricesNotInForce",
          "ProductExcluded",
          "ProductNotFound",
          "QuantityInvalid",
          "RegionNotSold",
          "ResourceTypeNotSold",
          "ReviewDateTimeInvalid",
          "RoleLacksRights",
          "ScopeInvalid",
          "SubscriptionInactive",
          "SubscriptionNotThroughPartner",
          "SubscriptionNotUsageBased",
          "SubscriptionUnknown",
          "UnsupportedReservationTerm");

  @TempDir Path data;

  @Test
  void what_the_readme_shows_is_what_one_gets_also_after_a_restart() throws Exception {
    Readme readme = Readme.read();
    try (Launcher launcher = Launcher.start(data)) {
      assertThat(launcher.output()).contains("the demo is loaded");
      assertThat(launcher.users())
          .extracting(line -> line.split("=")[0])
          .containsExactly(
              "admin.username",
              "admin.password",
              "sales.username",
              "sales.password",
              "helpdesk.username",
              "helpdesk.password",
              "foreign-admin.username",
              "foreign-admin.password",
              "owner.username",
              "owner.password",
              "non-owner.username",
              "non-owner.password",
              "cedar-owner.username",
              "cedar-owner.password",
              "operator.username",
              "operator.password");
      launcher.awaitLine("the demo is complete");
      standAtDifferentSteps(launcher.sh(readme.signIn() + PRECHECKS));
      hasMuchToLookAt(launcher, readme);
      for (Shown shown : readme.mainJob()) {
        shows(launcher, readme, shown);
      }
    }

    try (Launcher again = Launcher.start(data)) {
      assertThat(again.output()).doesNotContain("the demo is loaded");
      for (Shown shown : readme.mainJob().stream().filter(Shown::reads).toList()) {
        shows(again, readme, shown);
      }
    }
  }

  /** Which prerequisites of a purchase each of the partner's customers has (S33, S34). */
  private static void standAtDifferentSteps(String prechecks) throws IOException {
    List<String> states = new ArrayList<>();
    for (String line : prechecks.lines().toList()) {
      JsonNode check = new ObjectMapper().readTree(line);
      states.add(
          Stream.of("subscription", "owner", "permission")
              .filter(step -> check.path(step).asBoolean())
              .collect(Collectors.joining(" ")));
    }
    assertThat(
            states.stream().collect(Collectors.groupingBy(state -> state, Collectors.counting())))
        .isEqualTo(
            Map.of(
                "subscription owner permission", 16L,
                "subscription owner", 6L,
                "subscription permission", 2L,
                "subscription", 2L,
                "permission", 1L,
                "", 3L));
  }

  /** A hundred purchases and a refusal of each kind, which follow the log a moment later. */
  private static void hasMuchToLookAt(Launcher launcher, Readme readme) {
    await()
        .atMost(Launcher.SOON)
        .untilAsserted(
            () -> {
              List<String> attempts = new ArrayList<>();
              for (JsonNode record :
                  new ObjectMapper()
                      .readTree(launcher.sh(readme.signIn() + EVERYTHING_LOGGED))
                      .path("items")) {
                if (record.path("operationType").asText().equals("create_order")) {
                  attempts.add(code(record));
                }
              }
              assertThat(attempts.stream().filter(String::isEmpty)).hasSizeGreaterThan(100);
              assertThat(Set.copyOf(attempts)).containsAll(REFUSALS);
            });
  }

  /** The code of a refusal; empty for what succeeded. */
  private static String code(JsonNode record) {
    for (JsonNode pair : record.path("customizedData")) {
      if (pair.path("key").asText().equals("Code")) {
        return pair.path("value").asText();
      }
    }
    return "";
  }

  private static void shows(Launcher launcher, Readme readme, Shown shown) throws IOException {
    String script = readme.signIn() + shown.commands();
    if (shown.reads()) {
      // Views lag slightly behind the log.
      await()
          .atMost(Launcher.SOON)
          .untilAsserted(
              () -> assertThat(Readme.squeezed(launcher.sh(script))).matches(shown.output()));
    } else {
      assertThat(Readme.squeezed(launcher.sh(script))).matches(shown.output());
    }
  }

  @Test
  void the_readme_shows_five_calls_and_one_published_request() {
    Readme readme = Readme.read();
    String commands =
        readme.signIn() + String.join("", readme.mainJob().stream().map(Shown::commands).toList());
    assertThat(commands.split("\\bcurl ")).hasSize(1 + 5);
    assertThat(commands.split("\\./run request ")).hasSize(1 + 1);
    assertThat(readme.lines()).hasSizeLessThanOrEqualTo(150);
    assertThat(List.of("./run", "./mvnw -B verify"))
        .allMatch(
            command -> readme.lines().stream().anyMatch(line -> line.startsWith(command + " ")));
  }
}
