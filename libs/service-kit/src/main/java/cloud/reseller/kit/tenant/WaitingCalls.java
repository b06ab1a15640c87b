package cloud.reseller.kit.tenant;

import java.util.HashMap;
import java.util.Map;

/** Limits the calls that wait for something, in total and per tenant. */
public final class WaitingCalls {

  private final int most;
  private final int mostOfOneTenant;
  private final Map<String, Integer> waiting = new HashMap<>();

  /** No call is waiting yet. */
  public WaitingCalls(int most, int mostOfOneTenant) {
    this.most = most;
    this.mostOfOneTenant = mostOfOneTenant;
  }

  /** Enters if there is room for one more; must then be followed by {@link #leave}. */
  public synchronized boolean enter(String tenantId) {
    int all = waiting.values().stream().mapToInt(Integer::intValue).sum();
    int ofTenant = waiting.getOrDefault(tenantId, 0);
    if (all >= most || ofTenant >= mostOfOneTenant) {
      return false;
    }
    waiting.put(tenantId, ofTenant + 1);
    return true;
  }

  /** Frees the place. */
  public synchronized void leave(String tenantId) {
    waiting.computeIfPresent(tenantId, (_, calls) -> calls == 1 ? null : calls - 1);
  }
}
