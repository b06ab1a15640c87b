package cloud.reseller.log.decide.state;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks into states for tests that stand elsewhere. */
public final class StateView {

  /** So many answers of one key are kept. */
  public static final int KEPT = AnsweredRequests.KEPT;

  /** So long an answer is kept, milliseconds. */
  public static final long KEPT_MILLIS = AnsweredRequests.KEPT_MILLIS;

  private StateView() {}

  /** The number a snapshot has whose state has that one. */
  public static int version(int ofState) {
    return KeyBytes.version(ofState);
  }

  public static Set<String> keys(Partition<?> partition) {
    return partition.keys().keySet();
  }

  public static <S> KeyState<S> get(Partition<S> partition, String key) {
    return partition.get(key);
  }

  /** The answers of a key, in a form that can be compared. */
  public static long[] answersOf(Partition<?> partition, String key) {
    return partition.get(key).repeats().toLongs();
  }

  /** From where on each topic is folded again for a key once it can be. */
  public static Map<String, Long> foldedFrom(Partition<?> partition, String key) {
    return partition.get(key).closing().from();
  }

  /** A shared state as its snapshot holds it. */
  public static Iterator<SnapshotStore.Key> sharedPieces(Iterator<byte[]> pieces) {
    return new SharedPieces(pieces);
  }

  /** How many answers of a key are kept. */
  public static int answers(Partition<?> partition, String key) {
    return partition.get(key).repeats().size();
  }

  /** How often keys are watched for what falls due next. */
  public static int watched(Partition<?> partition) {
    return partition.due().size();
  }

  public static long lastTime(Partition<?> partition) {
    return partition.lastTime();
  }

  public static void decided(Partition<?> partition, String input, long offset) {
    partition.decided(input, offset);
  }

  /** What decisions rest on, in a form that can be compared. */
  public static List<Object> of(Partition<?> partition) {
    Map<String, Object> keys = new TreeMap<>();
    partition
        .keys()
        .forEach(
            (key, state) ->
                keys.put(
                    key,
                    List.of(
                        state.state(),
                        state.closedAt(),
                        Arrays.toString(state.repeats().toLongs()))));
    Map<String, String> heads = new TreeMap<>();
    partition.heads().forEach((topic, head) -> heads.put(topic, HexFormat.of().formatHex(head)));
    return List.of(keys, Map.copyOf(partition.decidedUpTo()), partition.lastTime(), heads);
  }
}
