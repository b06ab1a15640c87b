package cloud.reseller.gateway.buying;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.PurchaseRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WishTest {

  private static final UUID NONCE = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final String AZURE = "99ffdf20-f539-3444-9727-648bd819e823";

  private static PurchaseRequest request(long quantity, String scope, String name) {
    return new Wish(AZURE, "Standard_D2s_v5", "westeurope", quantity, "P1Y", "Monthly", scope, name)
        .request("customer", "user");
  }

  @Test
  void the_same_values_of_the_same_page_are_one_request_and_others_are_others() {
    UUID once = Wish.id(NONCE, request(2, Wish.SHARED, "Web"));

    assertThat(once.version()).isEqualTo(5);
    assertThat(Wish.id(NONCE, request(2, Wish.SHARED, "Web"))).isEqualTo(once);
    assertThat(
            List.of(
                Wish.id(NONCE, request(3, Wish.SHARED, "Web")),
                Wish.id(NONCE, request(2, AZURE, "Web")),
                Wish.id(NONCE, request(2, Wish.SHARED, "")),
                Wish.id(UUID.randomUUID(), request(2, Wish.SHARED, "Web"))))
        .doesNotContain(once)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_request_is_billed_to_the_subscription_and_applies_to_the_scope_that_was_chosen() {
    PurchaseRequest.Properties shared = request(2, Wish.SHARED, "").reservation().properties();
    assertThat(shared.billingScopeId()).isEqualTo("/subscriptions/" + AZURE);
    assertThat(shared.appliedScopeType()).isEqualTo("Shared");
    assertThat(shared.appliedScopes()).isEmpty();
    assertThat(shared.displayName()).isEmpty();

    PurchaseRequest.Properties single = request(1, AZURE, "Web").reservation().properties();
    assertThat(single.appliedScopeType()).isEqualTo("Single");
    assertThat(single.appliedScopes()).contains(List.of("/subscriptions/" + AZURE));
    assertThat(single.displayName()).isEqualTo(Optional.of("Web"));
  }
}
