package cloud.reseller.reservations.write.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurchaseIdsTest {

  /** They stand in the log: another value would make a purchase that is decided again another. */
  @Test
  void the_ids_of_a_purchase_never_change() {
    assertThat(PurchaseIds.order("partner", "customer", "request"))
        .isEqualTo(UUID.fromString("f67a2e24-010d-5361-8958-c1f83d66e3a3"));
    assertThat(PurchaseIds.reservation("partner", "customer", "request"))
        .isEqualTo(UUID.fromString("e908c295-bd2d-5590-a0a1-8c5b044f6fe3"));
  }
}
