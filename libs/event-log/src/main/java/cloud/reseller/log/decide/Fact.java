package cloud.reseller.log.decide;

import cloud.reseller.log.Position;
import java.time.Instant;

/**
 * A fact in the log.
 *
 * @param position its position in the log
 * @param time its decision time
 * @param rules the rule set under which it was decided and is evolved; 0 for a fact of another
 *     service, whose rule sets have their own numbers
 */
public record Fact<E>(Position position, Instant time, int rules, E event) {}
