package cloud.reseller.kit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.Shop;
import cloud.reseller.kit.Shop.Order;
import cloud.reseller.kit.intake.Route.BodyKind;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteTest {

  @Test
  void a_body_is_found_whether_or_not_members_of_it_cannot_be_set() throws Exception {
    assertThat(body("order", Order.class)).isEqualTo(BodyKind.IN_MEMORY);
    assertThat(body("order", String.class, Order.class)).isEqualTo(BodyKind.IN_MEMORY);
    assertThat(body("file", Optional.class, InputStream.class)).isEqualTo(BodyKind.IN_FILE);
    assertThat(body("customer", String.class)).isEqualTo(BodyKind.NONE);
  }

  private static BodyKind body(String method, Class<?>... parameters) throws Exception {
    return Route.of(Shop.class.getMethod(method, parameters)).body();
  }
}
