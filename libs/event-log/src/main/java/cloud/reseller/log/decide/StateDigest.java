package cloud.reseller.log.decide;

import java.util.HexFormat;
import java.util.TreeMap;
import java.util.TreeSet;

/** SHA-256 over everything a snapshot of a partition would hold, keys in their order. */
final class StateDigest {

  private static final byte[] NONE = new byte[0];

  private StateDigest() {}

  static <S> String of(Partition<S> partition, StateCodec<S> codec) {
    Hashing hashing = new Hashing();
    byte[] digest = Hashing.GENESIS;
    for (String key : new TreeSet<>(partition.keys().keySet())) {
      byte[] state = KeyBytes.write(partition.get(key), codec);
      digest = hashing.input(digest, Evidence.utf8(key), state, NONE);
    }
    for (String topic : new TreeSet<>(partition.heads().keySet())) {
      digest = hashing.input(digest, Evidence.utf8(topic), partition.head(topic), NONE);
    }
    String rest =
        partition.lastTime() + partition.closedAt() + new TreeMap<>(partition.decidedUpTo());
    return HexFormat.of().formatHex(hashing.input(digest, Evidence.utf8(rest), NONE, NONE));
  }
}
