package cloud.reseller.log.decide;

import cloud.reseller.log.Position;
import java.time.Instant;

/**
 * A fact in the log.
 *
 * @param position where it stands
 * @param time its decision time
 * @param rules the rule set it was decided under, which it is evolved under too; 0 for a fact of
 *     another service, whose rule sets have numbers of their own
 */
public record Fact<E>(Position position, Instant time, int rules, E event) {}
