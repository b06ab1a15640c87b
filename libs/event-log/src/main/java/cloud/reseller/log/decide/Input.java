package cloud.reseller.log.decide;

import cloud.reseller.log.Position;

/**
 * An input record with a valid envelope.
 *
 * @param position its position in the log
 * @param key its key
 * @param id its {@code ce_id}
 * @param type its {@code ce_type}; an empty string if missing or not repeatable in an outcome
 * @param body its body, empty if missing
 * @param rules the rule set under which it is read and answered
 */
public record Input(
    Position position, String key, String id, String type, byte[] body, int rules) {}
