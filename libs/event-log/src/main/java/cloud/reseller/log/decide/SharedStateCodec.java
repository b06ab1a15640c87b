package cloud.reseller.log.decide;

import java.util.Collections;
import java.util.Iterator;

/** How the state shared by all keys is stored in snapshots: in pieces, because it may be large. */
public interface SharedStateCodec<G> {

  /**
   * The format's version; raised whenever the meaning of the state or of what is folded into it
   * changes.
   */
  int version();

  /** A state as pieces of at most a few megabytes, each created on demand. */
  Iterator<byte[]> write(G shared);

  /**
   * Reads a state of this version.
   *
   * @param pieces as they were written, in their order
   * @throws RuntimeException if the bytes are not a state; the log is then folded from its
   *     beginning
   */
  G read(Iterator<byte[]> pieces);

  /** The codec of a constant state, for which nothing is stored. */
  static <G> SharedStateCodec<G> constant(G state) {
    return new SharedStateCodec<>() {
      @Override
      public int version() {
        return 1;
      }

      @Override
      public Iterator<byte[]> write(G shared) {
        return Collections.emptyIterator();
      }

      @Override
      public G read(Iterator<byte[]> pieces) {
        return state;
      }
    };
  }
}
