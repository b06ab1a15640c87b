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
 */
public record Input(Position position, String key, String id, String type, byte[] body) {}
