package cloud.reseller.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Deadlines and caps that a test reaches. */
public final class TightLimits implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "reseller.http.head-within", "1s",
        "reseller.http.body-within", "2s",
        "reseller.gateway.body-within", "1s",
        "reseller.http.idle-within", "4s",
        "reseller.http.answer-within", "6s",
        "reseller.http.connections-per-address", "20",
        "reseller.gateway.calls-per-address", "4",
        "reseller.gateway.silence", "60s");
  }
}
