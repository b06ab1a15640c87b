package cloud.reseller.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.ExplainingDriver.Plan;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks that the cost of a tenant's lists does not depend on other tenants' data, by inserting
 * rows into a service's tables and inspecting the query plans of its lists.
 */
public final class ListPlans {

  /** A profile in which every statement of the service can be explained. */
  public static final class Explained implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.datasource.jdbc.driver", ExplainingDriver.class.getName());
    }
  }

  private ListPlans() {}

  /**
   * Inserts rows and analyzes the tables, as their owner.
   *
   * @param from start of {@code i}, exclusive
   * @param many number of rows per statement
   * @param inserts {@code insert} and {@code select} of {@code i}, without a {@code from}
   */
  public static void rows(int from, int many, String... inserts) throws SQLException {
    Config settings = ConfigProvider.getConfig();
    try (Connection connection =
            ExplainingDriver.as(
                settings.getValue("quarkus.datasource.jdbc.url", String.class),
                settings.getValue("quarkus.flyway.username", String.class),
                settings.getValue("quarkus.flyway.password", String.class));
        Statement statement = connection.createStatement()) {
      for (String insert : inserts) {
        statement.execute(
            "%s from generate_series(%d, %d) i on conflict do nothing"
                .formatted(insert, from + 1, from + many));
      }
      Infrastructure.shared().analyze(connection.getCatalog());
    }
  }

  /**
   * Fails if a query scans a whole table, or inspects more rows than when others had few.
   *
   * @param own number of the tenant's own rows that a different plan may additionally inspect
   */
  public static void assertNoMoreRows(List<Plan> few, List<Plan> many, int own) {
    assertThat(few).isNotEmpty();
    assertThat(many).allSatisfy(plan -> assertThat(plan.readWhole()).as(plan.toString()).isEmpty());
    assertThat(many.stream().map(Plan::sql))
        .containsExactlyElementsOf(few.stream().map(Plan::sql).toList());
    for (int i = 0; i < few.size(); i++) {
      assertThat(many.get(i).rowsLookedAt())
          .as(few.get(i) + " and " + many.get(i))
          .isLessThanOrEqualTo(few.get(i).rowsLookedAt() + own);
    }
  }

  /**
   * Requests a page, and the next one if there is one.
   *
   * @return the number of items on each page
   */
  public static List<Integer> pages(String token, String path, String query) {
    Response first = page(token, path + query, "");
    String next = first.jsonPath().getString("continuationToken");
    return next == null
        ? List.of(items(first))
        : List.of(items(first), items(page(token, path + query, next)));
  }

  private static Response page(String token, String path, String continuation) {
    var call = RestAssured.given().auth().oauth2(token).urlEncodingEnabled(false);
    Response answer =
        (continuation.isEmpty() ? call : call.header("MS-ContinuationToken", continuation))
            .get(path);
    assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
    return answer;
  }

  private static int items(Response page) {
    List<?> items = page.jsonPath().getList("items");
    return items == null ? 1 : items.size();
  }

  /** A filter in the public form, as a query parameter. */
  public static String filter(String field, String value, String operator) {
    return "filter="
        + URLEncoder.encode(
            "{\"Field\":\"%s\",\"Value\":\"%s\",\"Operator\":\"%s\"}"
                .formatted(field, value, operator),
            StandardCharsets.UTF_8);
  }
}
