package cloud.reseller.kit.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.LocalTokens;
import cloud.reseller.testing.RawCall;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LocalTokens.class)
class RouteLabelsTest {

  private static final int TRIES = 300;
  private static final Pattern SERIES =
      Pattern.compile("^([a-z_]+)\\{([^}]*(?:\\{[^}]*}[^}]*)*)} ", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @Test
  void whatever_is_sent_makes_no_series_of_its_own() {
    String admin = "Authorization: Bearer " + LocalTokens.agent("admin_agent");
    String forged = "Authorization: Bearer " + LocalTokens.forged();
    Set<String> before = series();
    for (int i = 0; i < TRIES; i++) {
      String odd = UUID.randomUUID().toString();
      call("M" + i, "/v1/shop");
      call("M" + i, "/" + odd, admin);
      call("GET", "/" + odd);
      call("GET", "/v1/shop/" + odd, admin);
      call("GET", "/v1/shop/customers/" + odd, admin);
      call("GET", "/v1/shop/customers/" + odd, forged);
      call("GET", "/v1/shop/customers/" + odd);
      call("DELETE", "/v1/shop/" + odd);
      call("POST", "/v1/shop/" + odd + "/%00");
      call("GET", "/q/" + odd);
      call("GET", "/" + odd, "MS-RequestId: none");
      call("GET", "/" + odd, "MS-CorrelationId: " + odd, "traceparent: 00-" + odd);
      call("POST", "/" + odd, "Content-Length: 99999999");
      call("OPTIONS", "/" + odd, "Origin: http://" + odd, "Access-Control-Request-Method: FOO" + i);
      RawCall.head(RestAssured.port, "POST", "/v1/shop/" + odd, "Content-Length: 5").close();
    }

    Map<String, Set<String>> labels = new TreeMap<>();
    for (String one : series()) {
      Matcher matcher = SERIES.matcher(one + " ");
      if (!matcher.find()) {
        continue;
      }
      LABEL
          .matcher(matcher.group(2))
          .results()
          .filter(_ -> matcher.group(1).startsWith("http_server"))
          .forEach(label -> put(labels, label));
    }
    assertThat(labels.get("method"))
        .isSubsetOf("GET", "POST", "DELETE", "OPTIONS", "OTHER", "PUT", "PATCH", "HEAD");
    assertThat(labels.get("uri"))
        .isSubsetOf(
            "/v1/shop",
            "/v1/shop/files",
            "/v1/shop/kept",
            "/v1/shop/lines",
            "/v1/shop/made",
            "/v1/shop/pages",
            "/v1/shop/seen",
            "/v1/shop/broken",
            "/v1/shop/rows",
            "/v1/shop/busy",
            "/v1/shop/customers/{customerId}",
            "NOT_FOUND",
            "root",
            "OTHER");
    Set<String> made = new TreeSet<>(series());
    made.removeAll(before);
    // Each of at most nine routes, times the methods and statuses sent above, times the three
    // numbers of a timer.
    assertThat(made).hasSizeLessThan(200);
  }

  private static void put(Map<String, Set<String>> labels, MatchResult label) {
    labels.computeIfAbsent(label.group(1), _ -> new TreeSet<>()).add(label.group(2));
  }

  private static void call(String method, String path, String... headers) {
    String[] all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Connection: close";
    try (RawCall call = RawCall.head(RestAssured.port, method, path, all)) {
      assertThat(call.status()).startsWith("HTTP/1.1 ");
    }
  }

  /** Every series of every meter, without its value. */
  private static Set<String> series() {
    String text =
        given()
            .port(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class))
            .get("/q/metrics")
            .asString();
    Set<String> series = new TreeSet<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> series.add(line.substring(0, line.lastIndexOf(' '))));
    return series;
  }
}
