package cloud.reseller.reservations.write.state;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What orders there are, told by every version that is still held. */
class OrderIndexTest {

  private record Version(OrderIndex orders, Map<UUID, Position> told) {}

  @Test
  void every_version_knows_its_own_orders_and_no_others() {
    Random random = new Random(20261124);
    List<Version> versions = new ArrayList<>(List.of(new Version(OrderIndex.NONE, Map.of())));
    for (int i = 0; i < 600; i++) {
      Version before = versions.get(versions.size() - 1 - random.nextInt(Math.min(3, i + 1)));
      UUID id = new UUID(random.nextInt(4), i);
      Position fact = new Position("reservation-events", 3, i);
      Map<UUID, Position> told = new LinkedHashMap<>(before.told());
      told.put(id, fact);
      versions.add(new Version(before.orders().plus(id, fact), told));
    }
    for (Version version : versions) {
      OrderIndex again = OrderIndex.of(version.orders().partition(), version.orders().entries());
      assertThat(again).isEqualTo(version.orders()).hasSameHashCodeAs(version.orders());
      for (int i = 0; i < 600; i++) {
        for (int high = 0; high < 4; high++) {
          UUID id = new UUID(high, i);
          assertThat(version.orders().find(id).orElse(null)).isEqualTo(version.told().get(id));
        }
      }
    }
  }

  @Test
  void an_id_that_is_not_a_uuid_gets_an_id_of_its_own() {
    assertThat(OrderIndex.idOf("order-1")).isNotEqualTo(OrderIndex.idOf("order-2"));
    assertThat(OrderIndex.idOf("order-1")).isEqualTo(OrderIndex.idOf("order-1"));
  }
}
