package cloud.reseller.events;

/**
 * Marks an agent as erased, so that later calls by the agent do not record a name again. A
 * tombstone removes the mark when the agent is added again. The mark outlives the person, so it
 * holds ids but no names. It is written to the partition of the person's own key.
 *
 * @param id directory object id, unique within the tenant only
 * @param tenantId the partner's tenant
 */
public record DirectoryErased(String id, String tenantId) implements DirectoryRecord {

  private static final String ENDING = "/erased";

  /** The key of a person's mark, derived from the person's key. */
  public static String markKey(String personKey) {
    return personKey + ENDING;
  }

  /** Whether a key belongs to a mark. */
  public static boolean isKey(String key) {
    return key.endsWith(ENDING);
  }

  /** The key of the person that a mark is about. */
  public static String personKey(String key) {
    return key.substring(0, key.length() - ENDING.length());
  }

  @Override
  public String key() {
    return markKey(DirectoryUser.key(tenantId, id));
  }
}
