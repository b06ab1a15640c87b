package cloud.reseller.events;

/**
 * A person in the compacted topic {@code directory}; the only place names are kept. A tombstone
 * erases the person.
 *
 * @param id directory object id, a tenant's own: another tenant may give the same one to somebody
 *     else
 * @param tenantId the partner's or customer's tenant the person belongs to
 */
public record DirectoryUser(
    String id, String tenantId, Actor.Side side, String userPrincipalName, String displayName)
    implements DirectoryRecord {

  /** The key of a person of a tenant. Earlier records have the object id alone as their key. */
  public static String key(String tenantId, String id) {
    return tenantId + "/" + id;
  }

  @Override
  public String key() {
    return key(tenantId, id);
  }
}
