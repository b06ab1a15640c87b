package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/SelfServePolicy                                    | PERMISSIONS",
        "/v1/SelfServePolicy/a_b                                | PERMISSIONS",
        "/v1/customers                                          | PERMISSIONS",
        "/v1/customers/c                                        | PERMISSIONS",
        "/v1/customers/c/subscriptions                          | PERMISSIONS",
        "/v1/customers/c/subscriptions/s/owners/o               | PERMISSIONS",
        "/v1/customers/c/users/u                                | PERMISSIONS",
        "/v1/customers/c/purchasepermission/precheck            | PERMISSIONS",
        "/v1/customers/c/pricerules/DZH318Z0BQ4B:0001           | PERMISSIONS",
        "/v1/customers/c/purchaselimits                         | PERMISSIONS",
        "/v1/customers/c/orders                                 | RESERVATIONS",
        "/v1/customers/c/orders/o                               | RESERVATIONS",
        "/v1/customers/c/reservations/r                         | RESERVATIONS",
        "/v1/customers/c/purchaserequests/r                     | RESERVATIONS",
        "/v1/customers/c/pricepreview                           | RESERVATIONS",
        "/v1/customers/c/sizes                                  | RESERVATIONS",
        "/v1/customers/c/limituse                               | RESERVATIONS",
        "/v1/agents                                             | PERMISSIONS",
        "/v1/agents/a                                           | PERMISSIONS",
        "/v1/pricesheets                                        | RESERVATIONS",
        "/v1/pricesheets(Market='us')/$value                    | RESERVATIONS",
        "/v1/flexibilityratios                                  | RESERVATIONS",
        "/v1/sharedentitlements                                 | PERMISSIONS",
        "/v1/auditrecords                                       | ACTIVITY_LOG",
        "/v1/invoices/unbilled/lineitems                        | BILLING",
      })
  void every_address_has_its_service(String path, Service service) {
    assertThat(Service.of(path)).contains(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "/v2/customers",
        "/v1/customersx",
        "/v1/selfservepolicy",
        "/auditactivity/v1/auditrecords/r",
        "/v1/customers/c/owners",
        "/v1/customers/c/other",
        "/q/metrics",
        "/internal"
      })
  void any_other_address_has_no_service(String path) {
    assertThat(Service.of(path)).isEmpty();
  }
}
