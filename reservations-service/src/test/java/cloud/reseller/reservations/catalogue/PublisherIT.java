package cloud.reseller.reservations.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Infrastructure;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may publish where no partner is named for it. */
@QuarkusTest
@RealParts
class PublisherIT {

  private static final String RATIOS =
      "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,Standard_D2s_v5,1\n";

  @ParameterizedTest
  @ValueSource(strings = {"/v1/pricesheets", "/v1/flexibilityratios"})
  void nobody_but_operations(String path) {
    for (String role : new String[] {"admin_agent", "sales_agent", "helpdesk_agent"}) {
      Response refused =
          post(path, Infrastructure.shared().agentToken(role, someId(), someId()), RATIOS);
      assertThat(refused.statusCode()).as(role).isEqualTo(403);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("900150");
      assertThat(refused.jsonPath().getString("description"))
          .contains("role operations")
          .doesNotContain("partner it named");
    }
    assertThat(
            post(path, Infrastructure.shared().customerToken(someId(), someId()), RATIOS)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void operations_publishes() {
    String operator = Infrastructure.shared().operatorToken(someId());
    String sheet =
        "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,"
            + "PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags\n"
            + someId()
            + ",DZH318Z0XX01,0001,\"Reserved VM Instance, Standard_D2s_v5, US East,"
            + " 1 Year\",P1Y,CH,CHF,480.05,,2026-01-01,9999-12-31,\n";
    assertThat(post("/v1/pricesheets", operator, sheet).statusCode()).isEqualTo(201);
    assertThat(
            post("/v1/flexibilityratios", operator, RATIOS + "G,Standard_" + someId() + ",1\n")
                .statusCode())
        .isEqualTo(201);
  }

  private static Response post(String path, String token, String csv) {
    return given().auth().oauth2(token).contentType("text/csv").body(csv).post(path);
  }

  private static String someId() {
    return UUID.randomUUID().toString();
  }
}
