package cloud.reseller.permissions.http;

import static cloud.reseller.permissions.http.Partner.CONTOSO;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights matrix (section 1 of the domain facts), its negative half; {c} is a customer. */
@RealParts
class RightsIT {

  private static final String ANY_ID = "0b5b3b5c-5c5f-4bb4-9a0f-0d6c1d0f6a11";

  @ParameterizedTest
  @CsvSource({
    "POST,   /v1/customers",
    "PATCH,  /v1/customers/{c}/subscriptions/" + ANY_ID,
    "PUT,    /v1/customers/{c}/subscriptions/" + ANY_ID + "/owners/" + ANY_ID,
    "DELETE, /v1/customers/{c}/subscriptions/" + ANY_ID + "/owners/" + ANY_ID,
    "POST,   /v1/customers/{c}/users",
    "DELETE, /v1/customers/{c}/users/" + ANY_ID,
    "PUT,    /v1/customers/{c}/pricerules",
    "PUT,    /v1/customers/{c}/pricerules/sku",
    "DELETE, /v1/customers/{c}/pricerules",
    "DELETE, /v1/customers/{c}/pricerules/sku",
    "PUT,    /v1/customers/{c}/purchaselimits",
    "DELETE, /v1/customers/{c}/purchaselimits",
    "POST,   /v1/SelfServePolicy",
    "PUT,    /v1/SelfServePolicy",
    "PUT,    /v1/SelfServePolicy/" + ANY_ID + "_" + ANY_ID,
    "DELETE, /v1/SelfServePolicy/" + ANY_ID + "_" + ANY_ID
  })
  void sales_and_helpdesk_agents_write_nothing(Method method, String path) {
    String customer = Once.CUSTOMER;
    refused(CONTOSO.agent("sales_agent"), method, path, customer);
    refused(CONTOSO.agent("helpdesk_agent"), method, path, customer);
  }

  @Test
  void helpdesk_agents_and_users_add_no_subscription() {
    String path = "/v1/customers/{c}/subscriptions";
    refused(CONTOSO.agent("helpdesk_agent"), Method.POST, path, Once.CUSTOMER);
    refused(user(), Method.POST, path, Once.CUSTOMER);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /v1/customers",
    "PATCH,  /v1/customers/{c}/subscriptions/" + ANY_ID,
    "DELETE, /v1/customers/{c}/subscriptions/" + ANY_ID + "/owners/" + ANY_ID,
    "POST,   /v1/customers/{c}/users",
    "DELETE, /v1/customers/{c}/users/" + ANY_ID,
    "GET,    /v1/customers/{c}/purchasepermission/precheck",
    "GET,    /v1/customers/{c}/pricerules",
    "GET,    /v1/customers/{c}/pricerules/sku",
    "PUT,    /v1/customers/{c}/pricerules",
    "DELETE, /v1/customers/{c}/pricerules",
    "GET,    /v1/customers/{c}/purchaselimits",
    "PUT,    /v1/customers/{c}/purchaselimits",
    "DELETE, /v1/customers/{c}/purchaselimits",
    "GET,    /v1/SelfServePolicy?entity_id={c}",
    "GET,    /v1/SelfServePolicy/" + ANY_ID + "_" + ANY_ID,
    "POST,   /v1/SelfServePolicy",
    "PUT,    /v1/SelfServePolicy",
    "DELETE, /v1/SelfServePolicy/" + ANY_ID + "_" + ANY_ID
  })
  void users_of_the_customer_neither_see_nor_change_what_is_the_partners(
      Method method, String path) {
    refused(user(), method, path, Once.CUSTOMER);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/customers",
    "/v1/customers/{c}",
    "/v1/customers/{c}/subscriptions",
    "/v1/customers/{c}/users"
  })
  void every_agent_and_the_customers_own_users_may_read(String path) {
    for (RequestSpecification call :
        new RequestSpecification[] {
          CONTOSO.admin(), CONTOSO.agent("sales_agent"), CONTOSO.agent("helpdesk_agent"), user()
        }) {
      request(call, Method.GET, path, Once.CUSTOMER).then().statusCode(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/SelfServePolicy?entity_id={c}",
    "/v1/customers/{c}/pricerules",
    "/v1/customers/{c}/purchasepermission/precheck"
  })
  void every_agent_may_read_what_is_the_partners(String path) {
    for (String role : new String[] {"admin_agent", "sales_agent", "helpdesk_agent"}) {
      request(CONTOSO.agent(role), Method.GET, path, Once.CUSTOMER).then().statusCode(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v1/customers",
    "POST, /v1/customers",
    "GET,  /v1/customers/{c}/subscriptions",
    "POST, /v1/SelfServePolicy",
    "GET,  /v1/SelfServePolicy?entity_id={c}"
  })
  void nobody_gets_in_without_a_token(Method method, String path) {
    request(given().contentType(ContentType.JSON), method, path, Once.CUSTOMER)
        .then()
        .statusCode(401);
  }

  private static RequestSpecification user() {
    return Partner.user(Once.CUSTOMER, Once.USER);
  }

  private static void refused(
      RequestSpecification call, Method method, String path, String customer) {
    request(call, method, path, customer).then().statusCode(403).body("code", equalTo("900150"));
  }

  /** Bodies are right, so that only the right to send them is missing. */
  private static io.restassured.response.Response request(
      RequestSpecification call, Method method, String path, String customer) {
    String body =
        switch (path) {
          case String p when p.endsWith("/customers") -> Bodies.CUSTOMER;
          case String p when p.endsWith("/users") -> Bodies.person("olivia");
          case String p when p.contains("/pricerules") ->
              "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1}}";
          case String p when p.endsWith("/purchaselimits") ->
              "{\"currency\": \"USD\", \"perOrderMinor\": 1}";
          case String p when p.contains("SelfServePolicy") -> Bodies.policy(CONTOSO.id(), customer);
          case String p when method == Method.PATCH -> "{\"status\": \"suspended\"}";
          default -> "{\"offerId\": \"MS-AZR-0017G\"}";
        };
    RequestSpecification ready = method == Method.GET ? call : call.body(body);
    return ready.request(method, path.replace("{c}", customer));
  }

  /** One customer for all rows of the matrix: none of them changes it. */
  private static final class Once {
    static final String CUSTOMER = CONTOSO.customer();
    static final String USER = UUID.randomUUID().toString();
  }
}
