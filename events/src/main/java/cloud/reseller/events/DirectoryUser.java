package cloud.reseller.events;

/**
 * A person in the compacted topic {@code directory}; the only place names are kept. A tombstone
 * erases the person.
 *
 * @param id directory object id; the record's key
 * @param tenantId the partner's or customer's tenant the person belongs to
 */
public record DirectoryUser(
    String id, String tenantId, Actor.Side side, String userPrincipalName, String displayName)
    implements DirectoryRecord {}
