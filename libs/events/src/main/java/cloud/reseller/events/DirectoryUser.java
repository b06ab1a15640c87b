package cloud.reseller.events;

/**
 * A person in the compacted topic {@code directory}, the only place where names are kept. A
 * tombstone erases the person.
 *
 * @param id directory object id, unique within the tenant only: another tenant may use the same id
 *     for somebody else
 * @param tenantId the partner's or customer's tenant the person belongs to
 */
public record DirectoryUser(
    String id, String tenantId, Actor.Side side, String userPrincipalName, String displayName)
    implements DirectoryRecord {

  /** The key of a tenant's person. Earlier records use only the object id as their key. */
  public static String key(String tenantId, String id) {
    return tenantId + "/" + id;
  }

  @Override
  public String key() {
    return key(tenantId, id);
  }
}
