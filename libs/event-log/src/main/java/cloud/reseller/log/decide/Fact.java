package cloud.reseller.log.decide;

import cloud.reseller.log.Position;
import java.time.Instant;

/**
 * A fact in the log.
 *
 * @param position where it stands
 * @param time its decision time
 */
public record Fact<E>(Position position, Instant time, E event) {}
