package cloud.reseller.http;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts the connections of one server, in total and per address. */
final class ConnectionCount {

  private final int most;
  private final int mostPerAddress;
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private int all;

  ConnectionCount(int most, int mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Counts one more; false if there are too many. */
  synchronized boolean enter(SocketAddress from) {
    InetAddress address = CallerAddress.of(from);
    if (all >= most || byAddress.getOrDefault(address, 0) >= mostPerAddress) {
      return false;
    }
    all++;
    byAddress.merge(address, 1, Integer::sum);
    return true;
  }

  /** Counts one less. */
  synchronized void leave(SocketAddress from) {
    all--;
    byAddress.computeIfPresent(CallerAddress.of(from), (_, count) -> count == 1 ? null : count - 1);
  }
}
