package cloud.reseller.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** What the bodies that are being read may take of the heap, all together. */
final class BodyMemory {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * Nothing is taken yet.
   *
   * @param most bytes
   */
  BodyMemory(long most) {
    this.most = most;
  }

  /** False if there is no room for so many bytes more. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** There is no room for a body now. */
  static final class Full extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Full() {
      super("too many bodies at once", null, false, false);
    }
  }
}
