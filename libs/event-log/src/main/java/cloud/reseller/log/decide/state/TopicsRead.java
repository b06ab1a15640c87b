package cloud.reseller.log.decide.state;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics from which a state was read: their ids, and the digests of the last decided inputs for
 * topics without a known id. A recreated topic has the same name and offsets as its predecessor.
 */
public final class TopicsRead {

  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> lastDigests = new HashMap<>();

  /** Notes the id of a topic from which the state was read or decided. */
  public void id(String topic, String id) {
    ids.putIfAbsent(topic, id);
  }

  /** Whether the id of a topic is known. */
  public boolean knows(String topic) {
    return ids.containsKey(topic);
  }

  /** Digest of the last decided input of that topic; empty if no outcome of it was read. */
  public String lastDigest(String input) {
    return lastDigests.getOrDefault(input, "");
  }

  void lastDigest(String input, String digest) {
    lastDigests.put(input, digest);
  }

  /**
   * Describes a topic that was recreated; empty if there is none. Topics without a known id are
   * accepted.
   *
   * @param now ids by name
   * @param decidedUpTo offset of the last decided input by topic
   */
  String madeAnew(Map<String, String> now, Map<String, Long> decidedUpTo) {
    for (Map.Entry<String, String> each : new TreeMap<>(now).entrySet()) {
      String topic = each.getKey();
      String known = ids.getOrDefault(topic, each.getValue());
      if (!known.equals(each.getValue())) {
        return "topic "
            + topic
            + " has the id "
            + each.getValue()
            + ", but the state comes from the one with the id "
            + known
            + ": it was deleted and made again, and "
            + (decidedUpTo.containsKey(topic)
                ? takenForDecided(decidedUpTo.get(topic))
                : "what was read from it is gone. Bring the topic back with its records, or stop"
                    + " the service and drop its decider tables");
      }
    }
    return "";
  }

  /** The consequence of deciding from a recreated topic, and the remedy. */
  public static String takenForDecided(long upTo) {
    return "its requests up to offset "
        + upTo
        + " would be taken for decided ones. Bring the topic back with its records, or see \"An"
        + " input topic was made anew\" in the operating guide";
  }
}
