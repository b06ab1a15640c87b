package cloud.reseller.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PortalQuotaTest {

  @Test
  void the_environment_replaces_what_is_shipped() {
    assertThat(PortalQuota.of(Map.of())).isEqualTo(PortalQuota.shipped());
    assertThat(
            PortalQuota.of(
                Map.of(
                    "RESELLER_PORTAL_BYTES_PER_SECOND", "1000",
                    "RESELLER_PORTAL_REQUEST_PERCENTAGE", " 12.5 ")))
        .isEqualTo(new PortalQuota(1000, 12.5));
  }

  @Test
  void what_is_no_number_above_zero_is_refused_by_its_name() {
    for (String wrong : new String[] {"much", "0", "-1", "NaN"}) {
      assertThatThrownBy(() -> PortalQuota.of(Map.of("RESELLER_PORTAL_BYTES_PER_SECOND", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("RESELLER_PORTAL_BYTES_PER_SECOND must be ")
          .hasMessageContaining("0: ");
    }
  }
}
