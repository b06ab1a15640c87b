package cloud.reseller.log.decide.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.state.KeyState.Closing;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The snapshot form of a key's state: what closed it and at which positions, answered requests, and
 * the rules' state.
 */
final class KeyBytes {

  /** Raised whenever this form or the result of folding changes. */
  private static final int FORM = 2;

  private KeyBytes() {}

  /** The number of a snapshot's form: this one's, and that of the state in it. */
  static int version(int ofState) {
    return FORM << 16 | ofState;
  }

  static <S> byte[] write(KeyState<S> key, StateCodec<S> codec) {
    byte[] closedAt = key.closedAt().getBytes(UTF_8);
    Map<byte[], Long> from = new LinkedHashMap<>();
    new TreeMap<>(key.closing().from()).forEach((t, next) -> from.put(t.getBytes(UTF_8), next));
    int topics = from.keySet().stream().mapToInt(topic -> 12 + topic.length).sum();
    long[] repeatsBefore = key.closing().repeats().toLongs();
    long[] repeats = key.repeats().toLongs();
    byte[] state = codec.write(key.state());
    int longs = repeatsBefore.length + repeats.length;
    ByteBuffer bytes =
        ByteBuffer.allocate(
            4 * Integer.BYTES + closedAt.length + topics + longs * Long.BYTES + state.length);
    bytes.putInt(closedAt.length).put(closedAt);
    bytes.putInt(from.size());
    from.forEach((topic, next) -> bytes.putInt(topic.length).put(topic).putLong(next));
    put(bytes, repeatsBefore);
    put(bytes, repeats);
    return bytes.put(state).array();
  }

  static <S> KeyState<S> read(byte[] stored, StateCodec<S> codec) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    String closedAt = text(bytes);
    Map<String, Long> from = new HashMap<>();
    for (int topics = bytes.getInt(); topics > 0; topics--) {
      String topic = text(bytes);
      from.put(topic, bytes.getLong());
    }
    AnsweredRequests repeatsBefore = repeats(bytes);
    AnsweredRequests repeats = repeats(bytes);
    byte[] state = new byte[bytes.remaining()];
    bytes.get(state);
    return new KeyState<>(
        codec.read(state),
        repeats,
        closedAt.isEmpty()
            ? Closing.NOTHING
            : new Closing(closedAt, Map.copyOf(from), repeatsBefore));
  }

  private static void put(ByteBuffer bytes, long[] longs) {
    bytes.putInt(longs.length);
    for (long each : longs) {
      bytes.putLong(each);
    }
  }

  private static AnsweredRequests repeats(ByteBuffer bytes) {
    long[] longs = new long[bytes.getInt()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = bytes.getLong();
    }
    return AnsweredRequests.ofLongs(longs);
  }

  private static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, UTF_8);
  }
}
