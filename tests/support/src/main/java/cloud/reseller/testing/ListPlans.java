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
 * Whether a tenant's list costs more when other tenants have more: rows made in the tables of a
 * service, and the plans of what its lists ask.
 */
public final class ListPlans {

  /** Has every statement of the service explained. */
  public static final class Explained implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.datasource.jdbc.driver", ExplainingDriver.class.getName());
    }
  }

  private ListPlans() {}

  /**
   * Makes rows and has the tables analyzed, as the role that owns them.
   *
   * @param from of {@code i}, exclusive
   * @param many how many rows each statement makes
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
   * Fails where a query reads a table from end to end, or looks at more rows than it did when
   * others had few.
   *
   * @param own rows of the tenant's own that another plan may look at beside
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
   * Asks for a page, and for the one after it if there is one.
   *
   * @return items of each page
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

  /** A filter of the public form, as a parameter. */
  public static String filter(String field, String value, String operator) {
    return "filter="
        + URLEncoder.encode(
            "{\"Field\":\"%s\",\"Value\":\"%s\",\"Operator\":\"%s\"}"
                .formatted(field, value, operator),
            StandardCharsets.UTF_8);
  }
}
