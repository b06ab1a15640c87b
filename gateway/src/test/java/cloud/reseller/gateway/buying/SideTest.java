package cloud.reseller.gateway.buying;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.AgentWords;
import cloud.reseller.gateway.pages.Words;
import io.quarkus.qute.i18n.Message;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SideTest {

  private static <T> T words(Class<T> bundle) {
    return bundle.cast(
        Proxy.newProxyInstance(
            bundle.getClassLoader(),
            new Class<?>[] {bundle},
            (proxy, word, values) -> word.getAnnotation(Message.class).value()));
  }

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
    assertThat(
            Side.PARTNER.refused(code, "none", words(Words.class), () -> words(AgentWords.class)))
        .isNotEqualTo("none")
        .doesNotContainIgnoringCase("your partner", "tell your", "sold to you");
  }
}
