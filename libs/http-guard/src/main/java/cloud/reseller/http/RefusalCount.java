package cloud.reseller.http;

import io.micrometer.core.instrument.Metrics;

/** Counts what was refused before a route saw it, by its stable code. */
public final class RefusalCount {

  private RefusalCount() {}

  /** One more. */
  public static void add(String code) {
    Metrics.counter("http.refused", "code", code).increment();
  }
}
