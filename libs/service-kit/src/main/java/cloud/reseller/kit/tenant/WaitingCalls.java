package cloud.reseller.kit.tenant;

import java.util.HashMap;
import java.util.Map;

/** Calls that wait for one thing: so many at once, and of one tenant fewer. */
public final class WaitingCalls {

  private final int most;
  private final int mostOfOneTenant;
  private final Map<String, Integer> waiting = new HashMap<>();

  /** Nobody waits yet. */
  public WaitingCalls(int most, int mostOfOneTenant) {
    this.most = most;
    this.mostOfOneTenant = mostOfOneTenant;
  }

  /** Whether there is room for one more; whoever entered leaves. */
  public synchronized boolean enter(String tenantId) {
    int all = waiting.values().stream().mapToInt(Integer::intValue).sum();
    int ofTenant = waiting.getOrDefault(tenantId, 0);
    if (all >= most || ofTenant >= mostOfOneTenant) {
      return false;
    }
    waiting.put(tenantId, ofTenant + 1);
    return true;
  }

  /** Makes room again. */
  public synchronized void leave(String tenantId) {
    waiting.computeIfPresent(tenantId, (_, calls) -> calls == 1 ? null : calls - 1);
  }
}
