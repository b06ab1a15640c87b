package cloud.reseller.gateway;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Limits the heap used by bodies being read, in total and per caller. */
final class BodyMemory {

  /** One caller may take at most this fraction, so that others can still send bodies. */
  private static final int CALLERS = 8;

  private final long most;
  private final long mostPerAddress;
  private final Map<InetAddress, Long> byAddress = new HashMap<>();
  private long taken;

  /**
   * A limit with nothing in use.
   *
   * @param most total number of bytes
   */
  BodyMemory(long most) {
    this.most = most;
    this.mostPerAddress = most / CALLERS;
  }

  /** Reserves bytes; false if there is no room for them, in total or for this address. */
  synchronized boolean take(InetAddress by, long bytes) {
    long own = byAddress.getOrDefault(by, 0L) + bytes;
    if (taken + bytes > most || own > mostPerAddress) {
      return false;
    }
    taken += bytes;
    byAddress.put(by, own);
    return true;
  }

  synchronized void release(InetAddress by, long bytes) {
    taken -= bytes;
    byAddress.computeIfPresent(by, (_, own) -> own == bytes ? null : own - bytes);
  }

  /** Bytes in use. */
  synchronized long taken() {
    return taken;
  }

  /** There is currently no room for a body. */
  static final class FullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FullException() {
      super("too many bodies at once", null, false, false);
    }
  }
}
