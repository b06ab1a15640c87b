package cloud.reseller.events;

/**
 * An agent was erased and stays so: calls of the agent bring no name back, until a tombstone of
 * this record takes it away because the agent was added again. It outlives the person, and so holds
 * ids and no names. It stands in the partition of the person's own key.
 *
 * @param id directory object id, a tenant's own
 * @param tenantId the partner's tenant
 */
public record DirectoryErased(String id, String tenantId) implements DirectoryRecord {

  private static final String ENDING = "/erased";

  /** The key of the mark of a person, by the person's key. */
  public static String markKey(String personKey) {
    return personKey + ENDING;
  }

  /** Whether a key is that of a mark. */
  public static boolean isKey(String key) {
    return key.endsWith(ENDING);
  }

  /** The key of the person the mark of that key is about. */
  public static String personKey(String key) {
    return key.substring(0, key.length() - ENDING.length());
  }

  @Override
  public String key() {
    return markKey(DirectoryUser.key(tenantId, id));
  }
}
