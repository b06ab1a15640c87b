package cloud.reseller.http;

import io.micrometer.core.instrument.Metrics;

/** Counts calls refused before a route saw them, by stable code. */
public final class RefusalCount {

  private RefusalCount() {}

  /** Counts a refusal. */
  public static void add(String code) {
    Metrics.counter("http.refused", "code", code).increment();
  }
}
