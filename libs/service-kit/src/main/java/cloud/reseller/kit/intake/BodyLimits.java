package cloud.reseller.kit.intake;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Size and time limits of bodies. */
@Singleton
final class BodyLimits {

  /**
   * Largest body that is read only to record an attempt; regular bodies of such calls are smaller.
   */
  static final int FOR_THE_RECORD = 16 * 1024;

  /** Largest body in memory. */
  final MemorySize max;

  /** Total of all bodies in memory. */
  final MemorySize maxTogether;

  /** Longest time from the head of a call to the last byte of a body in memory. */
  final Duration within;

  /** Largest body in a file. */
  final MemorySize importMax;

  /** Maximum number of concurrent imports, each counted from its first byte to its answer. */
  final int importsAtOnce;

  /** Longest time from the head of a call to the last byte of a body in a file. */
  final Duration importWithin;

  @Inject
  BodyLimits(
      @ConfigProperty(name = "reseller.body.max", defaultValue = "1M") MemorySize max,
      @ConfigProperty(name = "reseller.body.max-together", defaultValue = "64M")
          MemorySize maxTogether,
      @ConfigProperty(name = "reseller.body.within", defaultValue = "10s") Duration within,
      @ConfigProperty(name = "reseller.import.max", defaultValue = "64M") MemorySize importMax,
      @ConfigProperty(name = "reseller.import.at-once", defaultValue = "4") int importsAtOnce,
      @ConfigProperty(name = "reseller.import.within", defaultValue = "60s")
          Duration importWithin) {
    this.max = max;
    this.maxTogether = maxTogether;
    this.within = within;
    this.importMax = importMax;
    this.importsAtOnce = importsAtOnce;
    this.importWithin = importWithin;
  }
}
