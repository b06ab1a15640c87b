package cloud.reseller.kit.publicapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.LocalTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalTokens.class)
class AnswerHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/shop",
        "/v1/shop/pages?size=1",
        "/v1/shop/lines",
        "/v1/shop/kept",
        "/v1/shop/made",
        "/v1/shop/seen",
        "/v1/shop/broken",
        "/v1/shop/busy",
        "/v1/shop/customers/x",
        "/v1/shop/%00",
        "/v1/nothing",
        "/"
      })
  void no_answer_is_kept_on_the_way(String path) {
    notKept(admin().get(path));
    notKept(given().get(path));
    notKept(given().auth().oauth2(LocalTokens.expired()).get(path));
    notKept(given().auth().oauth2("nonsense").get(path));
    notKept(admin().header("MS-RequestId", "17").get(path));
    notKept(admin().header("Accept", "image/png").get(path));
    notKept(admin().delete(path));
    notKept(admin().body("{").post(path));
    notKept(admin().options(path));
    notKept(admin().head(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/metrics", "/q/openapi", "/parked/x/retry", "/nothing"})
  void nor_is_one_of_the_management_port(String path) {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);

    notKept(given().port(port).get(path));
    notKept(given().port(port).post(path));
  }

  @ParameterizedTest
  @CsvSource({
    "Host, evil.example",
    "Host, permissions.internal:8081",
    "X-Forwarded-Host, evil.example",
    "X-Forwarded-Proto, gopher",
    "X-Forwarded-Prefix, //evil.example",
    "Forwarded, host=evil.example;proto=https"
  })
  void a_location_is_a_path_whatever_host_is_named(String header, String value) {
    Response made = admin().header(header, value).get("/v1/shop/made");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().getValues("Location"))
        .containsExactly("/v1/shop/orders/a%20b?size=1");
  }

  @Test
  void a_location_keeps_its_path_and_query_and_names_no_host() {
    assertThat(AnswerHeaders.path("http://10.0.0.7:8081/v1/a%20b?c=d%26e"))
        .isEqualTo("/v1/a%20b?c=d%26e");
    assertThat(AnswerHeaders.path("/v1/a")).isEqualTo("/v1/a");
    assertThat(AnswerHeaders.path("http://inner//evil.example/a")).isEqualTo("/evil.example/a");
  }

  private static void notKept(Response answer) {
    assertThat(answer.headers().getValues("Cache-Control"))
        .as("%s", answer.statusLine())
        .containsExactly("no-store");
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(LocalTokens.agent("admin_agent")).contentType("application/json");
  }
}
