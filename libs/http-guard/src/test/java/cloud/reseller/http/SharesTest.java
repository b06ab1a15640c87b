package cloud.reseller.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static final InetSocketAddress ONE = new InetSocketAddress("10.0.0.1", 1);
  private static final InetSocketAddress ANOTHER = new InetSocketAddress("10.0.0.2", 1);

  private final Shares shares = new Shares(30, 20);

  @Test
  void one_address_leaves_room_for_another() {
    assertThat(shares.take(ONE, 5)).isTrue();
    assertThat(shares.take(ONE, 15)).isTrue();
    assertThat(shares.take(ONE, 1)).isFalse();
    assertThat(shares.take(ANOTHER, 10)).isTrue();
    assertThat(shares.taken()).isEqualTo(30);
  }

  @Test
  void all_together_take_no_more_than_there_is() {
    shares.take(ONE, 20);

    assertThat(shares.take(ANOTHER, 11)).isFalse();
    assertThat(shares.take(ANOTHER, 10)).isTrue();
    assertThat(shares.take(new InetSocketAddress("10.0.0.3", 1), 1)).isFalse();
  }

  @Test
  void what_is_given_back_can_be_taken_again() {
    shares.take(ONE, 20);

    shares.release(ONE, 5);

    assertThat(shares.take(ONE, 6)).isFalse();
    assertThat(shares.take(ONE, 5)).isTrue();
    shares.release(ONE, 20);
    assertThat(shares.taken()).isZero();
  }

  @Test
  void all_loopback_addresses_are_one_and_so_is_a_network_of_ipv6() {
    for (String[] same :
        new String[][] {{"127.0.0.1", "127.9.8.7", "::1"}, {"2001:db8::1", "2001:db8::2:3"}}) {
      Shares two = new Shares(9, 2);
      assertThat(two.take(new InetSocketAddress(same[0], 1), 1)).isTrue();
      assertThat(two.take(new InetSocketAddress(same[1], 1), 1)).isTrue();
      assertThat(two.take(new InetSocketAddress(same[same.length - 1], 1), 1)).isFalse();
      assertThat(two.take(new InetSocketAddress("2001:db8:0:1::1", 1), 1)).isTrue();
    }
  }
}
