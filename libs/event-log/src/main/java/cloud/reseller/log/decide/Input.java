package cloud.reseller.log.decide;

import cloud.reseller.log.Position;

/**
 * An input record with its envelope in order.
 *
 * @param position where it stands
 * @param key its key
 * @param id its {@code ce_id}
 * @param type its {@code ce_type}, empty text if missing or nothing an outcome could repeat
 * @param body its body, empty if missing
 * @param rules the rule set it is read and answered under
 */
public record Input(
    Position position, String key, String id, String type, byte[] body, int rules) {}
