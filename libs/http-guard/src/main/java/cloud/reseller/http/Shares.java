package cloud.reseller.http;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * A limited resource that callers take and give back, such as connections, calls or memory. It is
 * limited in total and per address, so that one address cannot use it up.
 */
public final class Shares {

  private final long most;
  private final long mostPerAddress;
  private final Map<InetAddress, Long> byAddress = new HashMap<>();
  private long taken;

  /**
   * Starts with nothing taken.
   *
   * @param most the total limit, in any unit
   * @param mostPerAddress the limit per address
   */
  public Shares(long most, long mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Takes an amount, or nothing if it exceeds what is left in total or for this address. */
  public synchronized boolean take(SocketAddress from, long amount) {
    InetAddress address = CallerAddress.of(from);
    long own = byAddress.getOrDefault(address, 0L) + amount;
    if (taken + amount > most || own > mostPerAddress) {
      return false;
    }
    taken += amount;
    byAddress.put(address, own);
    return true;
  }

  /** Gives back an amount that was taken. */
  public synchronized void release(SocketAddress from, long amount) {
    taken -= amount;
    byAddress.computeIfPresent(
        CallerAddress.of(from), (_, own) -> own == amount ? null : own - amount);
  }

  /** The total amount taken. */
  public synchronized long taken() {
    return taken;
  }
}
