package cloud.reseller.kit.intake;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much is received of bodies, and for how long one is waited for. */
@Singleton
final class BodyLimits {

  /** Of a body that is read only to record what was attempted; a form has less. */
  static final int FOR_THE_RECORD = 16 * 1024;

  /** Largest body in memory. */
  final MemorySize max;

  /** All bodies in memory together. */
  final MemorySize maxTogether;

  /** From the head of the call to the last byte of a body in memory. */
  final Duration within;

  /** Largest body in a file. */
  final MemorySize importMax;

  /** How many bodies are in files at once, from their first byte to their answer. */
  final int importsAtOnce;

  /** From the head of the call to the last byte of a body in a file. */
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
