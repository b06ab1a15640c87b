package cloud.reseller.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Maps addresses to callers for per-address limits: all loopback addresses are the same machine,
 * and whoever has one IPv6 address has all addresses of its /64 network.
 */
final class CallerAddress {

  private static final int NETWORK_BYTES = 8;

  private CallerAddress() {}

  /** The address that represents all addresses of a caller; loopback if the address is unknown. */
  static InetAddress of(SocketAddress from) {
    return from instanceof InetSocketAddress inet && inet.getAddress() != null
        ? of(inet.getAddress())
        : InetAddress.getLoopbackAddress();
  }

  private static InetAddress of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return InetAddress.getLoopbackAddress();
    }
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 bytes is one of IPv6", e);
    }
  }
}
