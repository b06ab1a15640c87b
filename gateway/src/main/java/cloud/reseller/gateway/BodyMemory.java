package cloud.reseller.gateway;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** What the bodies that are being read may take of the heap, all together and of each caller. */
final class BodyMemory {

  /** Nobody takes more than this part of it: the others' bodies arrive all the same. */
  private static final int CALLERS = 8;

  private final long most;
  private final long mostPerAddress;
  private final Map<InetAddress, Long> byAddress = new HashMap<>();
  private long taken;

  /**
   * Nothing is taken yet.
   *
   * @param most bytes
   */
  BodyMemory(long most) {
    this.most = most;
    this.mostPerAddress = most / CALLERS;
  }

  /** False if there is no room for so many bytes more, at all or for this address. */
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

  /** Bytes that are taken. */
  synchronized long taken() {
    return taken;
  }

  /** There is no room for a body now. */
  static final class FullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FullException() {
      super("too many bodies at once", null, false, false);
    }
  }
}
