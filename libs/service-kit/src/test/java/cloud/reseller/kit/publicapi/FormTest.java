package cloud.reseller.kit.publicapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.PriceRule;
import cloud.reseller.kit.LocalTokens;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(LocalTokens.class)
class FormTest {

  private static final String GUID = "0F8FAD5B-D9CB-469F-A165-70867728950E";

  @Test
  void a_collection_has_the_public_form() {
    assertThat(admin().get("/v1/shop").jsonPath().getMap(""))
        .isEqualTo(
            Map.of(
                "totalCount",
                2,
                "items",
                List.of("a", "b"),
                "links",
                Map.of("self", Map.of("uri", "/shop", "method", "GET", "headers", List.of())),
                "attributes",
                Map.of("objectType", "Collection")));
  }

  @Test
  void a_page_says_how_to_read_on() {
    var page = admin().get("/v1/shop/pages?size=1").jsonPath();

    assertThat(page.getString("continuationToken")).isEqualTo("tok");
    assertThat(page.getMap("links.next"))
        .isEqualTo(
            Map.of(
                "uri",
                "/shop/pages?size=1&seekOperation=Next",
                "method",
                "GET",
                "headers",
                List.of(Map.of("key", "MS-ContinuationToken", "value", "tok"))));
  }

  @Test
  void ids_that_are_sent_are_echoed_in_lower_case() {
    Response answer =
        admin()
            .header("MS-RequestId", GUID)
            .header("MS-CorrelationId", GUID)
            .header("X-Locale", "de-DE")
            .header("MS-Contract-Version", "v1")
            .get("/v1/shop/seen");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("MS-RequestId")).isEqualTo(GUID.toLowerCase());
    assertThat(answer.header("MS-CorrelationId")).isEqualTo(GUID.toLowerCase());
    assertThat(answer.jsonPath().getString("requestId")).isEqualTo(GUID.toLowerCase());
    assertThat(answer.jsonPath().getString("correlationId")).isEqualTo(GUID.toLowerCase());
  }

  @Test
  void ids_that_are_missing_are_made() {
    Response answer = admin().get("/v1/shop/seen");

    assertThat(answer.header("MS-RequestId"))
        .isEqualTo(answer.jsonPath().getString("requestId"))
        .hasSize(36);
    assertThat(answer.header("MS-CorrelationId"))
        .isEqualTo(answer.jsonPath().getString("correlationId"))
        .hasSize(36);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MS-RequestId", "MS-CorrelationId"})
  void an_id_that_is_no_guid_is_refused_by_name(String header) {
    Response answer = admin().header(header, "17").get("/v1/shop/seen");

    problem(answer, 400, "InvalidHeader");
    assertThat(answer.jsonPath().getString("description")).startsWith(header);
    assertThat(answer.jsonPath().getList("data")).isEqualTo(List.of(header));
  }

  @Test
  void a_database_that_is_away_is_not_the_caller_s_fault_nor_the_service_s() {
    Response answer = admin().get("/v1/shop/rows");

    problem(answer, 503, "ServiceUnavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void every_log_line_of_a_call_carries_its_correlation_id() {
    Response answer = admin().header("MS-CorrelationId", GUID).get("/v1/shop/seen");

    assertThat(answer.jsonPath().getString("logged")).isEqualTo(GUID.toLowerCase());
  }

  @Test
  void a_trace_goes_on() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    String seen =
        admin()
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .get("/v1/shop/seen")
            .jsonPath()
            .getString("traceparent");

    assertThat(seen).matches("00-" + trace + "-[0-9a-f]{16}-01").doesNotContain("00f067aa0ba902b7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                                       | line 1, column",
        "not json                                                                | line 1, column",
        "[]                                                                      | must be an"
            + " object",
        "{\"name\":\"n\",\"quantity\":\"2\",\"kind\":\"SMALL\",\"lines\":[]}     | quantity",
        "{\"name\":\"n\",\"quantity\":2.5,\"kind\":\"SMALL\",\"lines\":[]}       | quantity",
        "{\"name\":\"n\",\"quantity\":99999999999,\"kind\":\"SMALL\",\"lines\":[]} | quantity",
        "{\"name\":\"n\",\"kind\":\"SMALL\",\"lines\":[]}                        | quantity",
        "{\"name\":null,\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[]}          | name",
        "{\"name\":\"n\",\"quantity\":1,\"kind\":\"HUGE\",\"lines\":[]}          | SMALL, LARGE",
        "{\"name\":\"n\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":{}}         | lines",
        "{\"name\":\"n\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[null]}     | lines",
        "{\"name\":\"n\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[{\"amount\":\"ada\"}]} |"
            + " lines[0].amount",
      })
  void a_body_of_the_wrong_form_is_refused_naming_the_field(String body, String named) {
    Response answer = admin().contentType("application/json").body(body).post("/v1/shop");

    problem(answer, 400, "InvalidBody");
    assertThat(answer.jsonPath().getString("description"))
        .contains(named)
        .doesNotContain("ada", "cloud.reseller");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'n','quantity':1,'kind':'SMALL','note':'x','lines':[],'name':'m'}          | name",
        "{'name':'n','quantity':1,'kind':'SMALL','note':'x','lines':[],'NAME':'m'}          | NAME",
        "{'name':'n','name':'m','quantity':1,'kind':'SMALL','lines':[]}                     | name",
        "{'Name':'n','quantity':1,'kind':'SMALL','lines':[],'name':'m'}                     | name",
        "{'name':'n','quantity':1,'kind':'SMALL','lines':[],'colour':3,'Colour':4}          |"
            + " Colour",
        "{'name':'n','quantity':1,'kind':'SMALL','lines':[{'amount':1,'amount':2}]} |"
            + " lines[0].amount",
        "{'name':'n','quantity':1,'kind':'SMALL','lines':[{'amount':1,'Amount':2}]} |"
            + " lines[0].Amount",
      },
      quoteCharacter = '`')
  void a_duplicate_member_is_refused_by_name(String body, String named) {
    Response answer =
        admin().contentType("application/json").body(body.replace('\'', '"')).post("/v1/shop");

    problem(answer, 400, "InvalidBody");
    assertThat(answer.jsonPath().getList("data")).isEqualTo(List.of(named));
    assertThat(answer.jsonPath().getString("description"))
        .startsWith("Field " + named + " ")
        .contains("once")
        .doesNotContain("cloud.reseller");
  }

  @Test
  void an_empty_body_is_refused() {
    Response empty = admin().contentType("application/json").post("/v1/shop");
    problem(empty, 400, "InvalidBody");
    assertThat(empty.jsonPath().getList("data")).isEqualTo(List.of("body"));
  }

  @Test
  void unknown_fields_are_tolerated_and_absent_ones_left_out() {
    Response answer =
        admin()
            .contentType("application/json")
            .body("{\"name\":\"n\",\"quantity\":1,\"kind\":\"SMALL\",\"lines\":[],\"colour\":3}")
            .post("/v1/shop");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.jsonPath().getMap("")).containsOnlyKeys("name", "quantity", "kind", "lines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'id': 'a'                  | id",
        "'ID': 7                    | id",
        "'Shipping': {'Date': 'x'}  | shipping.date",
        "'customerId': 'another'    | customerId",
        "'CustomerId': [1]          | customerId"
      },
      quoteCharacter = '`')
  void a_member_that_cannot_be_set_or_contradicts_the_address_is_refused_by_name(
      String member, String named) {
    Response refused = orderOfCustomer(member);

    problem(refused, 400, "InvalidBody");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'id': null",
        "'id': ''",
        "'id': false",
        "'shipping': {'date': 'None'}",
        "'shipping': {'colour': 1}",
        "'shipping': 'date'",
        "'customerId': 'A-b'",
        "'lines.id': 1"
      })
  void other_members_and_those_that_repeat_the_address_are_accepted(String member) {
    assertThat(orderOfCustomer(member).statusCode()).isEqualTo(200);
  }

  private static Response orderOfCustomer(String member) {
    return admin()
        .contentType("application/json")
        .body(
            ("{" + member + ", 'name':'n','quantity':1,'kind':'SMALL','lines':[]}")
                .replace('\'', '"'))
        .post("/v1/shop/customers/a-B/orders");
  }

  @Test
  void the_type_of_a_price_rule_is_read_in_any_case() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    new FormJson().customize(mapper);

    assertThat(mapper.readValue("{\"Type\":\"percent\",\"basisPoints\":7}", PriceRule.class))
        .isEqualTo(new PriceRule.Percent(7));
  }

  @Test
  void names_are_read_in_any_case_and_written_in_one() {
    Response answer =
        admin()
            .contentType("application/json")
            .body(
                """
                {"Name": "n", "QUANTITY": 1, "Kind": "SMALL", "Lines": [{"Amount": 7}],
                 "Attributes": {"ObjectType": "Order"}}
                """)
            .post("/v1/shop");

    assertThat(answer.jsonPath().getMap(""))
        .isEqualTo(
            Map.of(
                "name",
                "n",
                "quantity",
                1,
                "kind",
                "SMALL",
                "lines",
                List.of(Map.of("amount", 7))));
  }

  @Test
  void unknown_addresses_methods_and_types_are_refused_in_the_public_form() {
    Response nowhere = admin().get("/v1/nowhere");
    problem(nowhere, 404, "NotFound");
    assertThat(nowhere.jsonPath().getList("data")).isEqualTo(List.of("address"));
    problem(admin().get("/"), 404, "NotFound");
    problem(admin().get("/v1/shop/pages?size=many"), 400, "InvalidParameter");
    Response notAllowed = admin().delete("/v1/shop");
    problem(notAllowed, 405, "MethodNotAllowed");
    assertThat(notAllowed.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(admin().post("/v1/shop/customers/a").header("Allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
    Response json = admin().contentType("text/plain").body("x").post("/v1/shop");
    problem(json, 415, "UnsupportedMediaType");
    assertThat(json.jsonPath().getString("description")).contains("application/json");
    assertThat(
            admin()
                .contentType("application/json")
                .body("{}")
                .post("/v1/shop/files")
                .jsonPath()
                .getString("description"))
        .contains("text/csv");
    Response packed =
        admin()
            .contentType("application/json")
            .header("Content-Encoding", "gzip")
            .body("x")
            .post("/v1/shop");
    problem(packed, 415, "UnsupportedMediaType");
    assertThat(packed.jsonPath().getList("data")).isEqualTo(List.of("Content-Encoding"));
    assertThat(packed.header("Accept-Encoding")).isEqualTo("identity");
    Response unread = admin().accept("text/html").get("/v1/shop");
    problem(unread, 406, "NotAcceptable");
    assertThat(unread.jsonPath().getString("description")).contains("application/json");
    Response before = admin().accept("text/html").get("/v1/shop/broken");
    problem(before, 406, "NotAcceptable");
    Response csv = admin().accept("text/html").get("/v1/shop/lines");
    problem(csv, 406, "NotAcceptable");
    assertThat(csv.jsonPath().getString("description")).contains("text/csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$filter=x", "Name=x", "more", "size=1&more=2"})
  void a_list_refuses_an_unknown_parameter(String query) {
    String list = query.startsWith("size") ? "/v1/shop/pages?" : "/v1/shop?";
    problem(admin().urlEncodingEnabled(false).get(list + query), 400, "InvalidParameter");
    assertThat(admin().urlEncodingEnabled(false).get("/v1/shop/seen?" + query).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_parameter_with_an_unusual_name_is_refused_without_repeating_it() {
    Response refused = admin().urlEncodingEnabled(false).get("/v1/shop?f%C3%B6o=1");

    problem(refused, 400, "InvalidParameter");
    assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("address"));
  }

  @Test
  void a_call_that_knows_parameters_refuses_others() {
    problem(
        admin().contentType("text/csv").body("x").post("/v1/shop/files?form=2027"),
        400,
        "InvalidParameter");
    assertThat(
            admin().contentType("text/csv").body("x").post("/v1/shop/files?From=2027").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_parameter_that_contradicts_itself_is_refused() {
    for (String twice : List.of("size=1&size=2", "size=1&SIZE=2")) {
      Response refused = admin().urlEncodingEnabled(false).get("/v1/shop/pages?" + twice);
      problem(refused, 400, "InvalidParameter");
      assertThat(refused.jsonPath().getList("data")).isEqualTo(List.of("size"));
    }
    assertThat(admin().urlEncodingEnabled(false).get("/v1/shop/pages?size=1&size=1").statusCode())
        .isEqualTo(200);
  }

  @Test
  void parameters_that_do_not_narrow_a_list_are_accepted_in_any_case() {
    assertThat(admin().get("/v1/shop?api-version=2022-11-01").statusCode()).isEqualTo(200);
    assertThat(admin().get("/v1/shop?include_price=false").statusCode()).isEqualTo(200);
    assertThat(admin().get("/v1/shop/pages?SIZE=1&includePrice=true").statusCode()).isEqualTo(200);
  }

  @Test
  void a_body_that_is_too_large_is_refused_before_it_is_read() {
    Response answer =
        admin().contentType("application/json").body("x".repeat(1_048_577)).post("/v1/shop");

    problem(answer, 413, "BodyTooLarge");
    assertThat(answer.jsonPath().getString("description")).contains("1048576");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/shop/customers/a%00b", "/v1/shop/pages?size=1&more=%00"})
  void an_address_with_the_null_character_is_refused(String address) {
    problem(admin().urlEncodingEnabled(false).get(address), 400, "InvalidParameter");
  }

  @Test
  void an_address_answers_with_a_slash_at_its_end_too_and_to_head_and_options() {
    assertThat(admin().get("/v1/shop/").statusCode()).isEqualTo(200);
    assertThat(admin().head("/v1/shop").statusCode()).isEqualTo(200);
    assertThat(admin().options("/v1/shop").header("Allow")).contains("GET", "POST");
  }

  @Test
  void a_failure_of_ours_tells_nothing_about_its_cause() {
    Response answer = admin().get("/v1/shop/broken");

    problem(answer, 500, "InternalError");
    assertThat(answer.asString()).doesNotContain("secret", "grace", "Exception", "\tat ");
  }

  @Test
  void a_busy_service_says_when_to_come_back() {
    Response answer = admin().get("/v1/shop/busy");

    problem(answer, 503, "ServiceUnavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("7");
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2(LocalTokens.agent("admin_agent"));
  }

  private static void problem(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.header("MS-RequestId")).hasSize(36);
    assertThat(answer.header("MS-CorrelationId")).hasSize(36);
    var body = answer.jsonPath();
    assertThat(body.getMap("")).containsOnlyKeys("code", "description", "data", "source");
    assertThat(body.getString("code")).isEqualTo(code);
    assertThat(body.getString("description")).hasSizeBetween(1, 1024);
    assertThat(body.getString("source")).isEqualTo("kit");
  }
}
