package cloud.reseller.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {

  private static final InetSocketAddress ONE = new InetSocketAddress("10.0.0.1", 1);
  private static final InetSocketAddress ANOTHER = new InetSocketAddress("10.0.0.2", 1);

  private final ConnectionCount count = new ConnectionCount(3, 2);

  @Test
  void one_address_leaves_room_for_another() {
    assertThat(count.enter(ONE)).isTrue();
    assertThat(count.enter(ONE)).isTrue();
    assertThat(count.enter(ONE)).isFalse();
    assertThat(count.enter(ANOTHER)).isTrue();
    assertThat(count.enter(ANOTHER)).isFalse();
  }

  @Test
  void who_leaves_makes_room() {
    count.enter(ONE);
    count.enter(ONE);

    count.leave(ONE);

    assertThat(count.enter(ONE)).isTrue();
    assertThat(count.enter(ONE)).isFalse();
  }

  @Test
  void all_loopback_addresses_are_one_and_so_is_a_network_of_ipv6() {
    for (String[] same :
        new String[][] {{"127.0.0.1", "127.9.8.7", "::1"}, {"2001:db8::1", "2001:db8::2:3"}}) {
      ConnectionCount two = new ConnectionCount(9, 2);
      assertThat(two.enter(new InetSocketAddress(same[0], 1))).isTrue();
      assertThat(two.enter(new InetSocketAddress(same[1], 1))).isTrue();
      assertThat(two.enter(new InetSocketAddress(same[same.length - 1], 1))).isFalse();
      assertThat(two.enter(new InetSocketAddress("2001:db8:0:1::1", 1))).isTrue();
    }
  }
}
