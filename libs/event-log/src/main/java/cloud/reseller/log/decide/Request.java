package cloud.reseller.log.decide;

import java.time.Instant;

/**
 * A command or request to be decided.
 *
 * @param key the key of its record
 * @param id the id its sender gave it
 * @param at decision time: never before the last decision of the partition, never a service's clock
 * @param rules the rule set it is decided under
 */
public record Request<C>(String key, String id, Instant at, int rules, C body) {}
