package cloud.reseller.gateway.buying;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.EnglishWords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "900150",
        "20003",
        "SubscriptionNotThroughPartner",
        "SubscriptionNotUsageBased",
        "SubscriptionNotActive",
        "NotSupportedCountry",
        "PricesNotInForce",
        "400018",
        "800020",
        "RegionNotSold",
        "TermNotSold",
        "PriceNotInForce",
        "QuantityInvalid",
        "DisplayNameInvalid",
        "ScopeInvalid",
        "TooManyRequests",
        "ReservationOrderIdAlreadyExists"
      })
  void an_agent_is_not_sent_to_its_own_partner(String code) {
    assertThat(Side.PARTNER.refused(code, "none", new EnglishWords()))
        .isNotEqualTo("none")
        .doesNotContainIgnoringCase("your partner", "tell your", "sold to you");
  }
}
