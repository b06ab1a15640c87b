package cloud.reseller.log.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** A key's state as a snapshot keeps it: closed-at text, answered requests, the rules' state. */
final class KeyBytes {

  private KeyBytes() {}

  static <S> byte[] write(KeyState<S> key, StateCodec<S> codec) {
    byte[] closedAt = key.closedAt().getBytes(UTF_8);
    long[] repeats = key.repeats().toLongs();
    byte[] state = codec.write(key.state());
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + closedAt.length + repeats.length * Long.BYTES + state.length);
    bytes.putInt(closedAt.length).put(closedAt).putInt(repeats.length);
    for (long each : repeats) {
      bytes.putLong(each);
    }
    return bytes.put(state).array();
  }

  static <S> KeyState<S> read(byte[] stored, StateCodec<S> codec) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    byte[] closedAt = new byte[bytes.getInt()];
    bytes.get(closedAt);
    long[] repeats = new long[bytes.getInt()];
    for (int i = 0; i < repeats.length; i++) {
      repeats[i] = bytes.getLong();
    }
    byte[] state = new byte[bytes.remaining()];
    bytes.get(state);
    return new KeyState<>(
        codec.read(state), AnsweredRequests.ofLongs(repeats), new String(closedAt, UTF_8));
  }
}
