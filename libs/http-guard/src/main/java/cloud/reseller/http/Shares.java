package cloud.reseller.http;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Something that callers take from and give back, such as connections, calls or memory: so much of
 * it all together, and so much by one address, so that there is some left for others.
 */
public final class Shares {

  private final long most;
  private final long mostPerAddress;
  private final Map<InetAddress, Long> byAddress = new HashMap<>();
  private long taken;

  /**
   * Nothing is taken yet.
   *
   * @param most of it, in any unit
   * @param mostPerAddress that one address takes
   */
  public Shares(long most, long mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Takes so much, and nothing if there is not so much left, at all or for this address. */
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

  /** Gives back what was taken. */
  public synchronized void release(SocketAddress from, long amount) {
    taken -= amount;
    byAddress.computeIfPresent(
        CallerAddress.of(from), (_, own) -> own == amount ? null : own - amount);
  }

  /** What is taken, all together. */
  public synchronized long taken() {
    return taken;
  }
}
