package cloud.reseller.log.decide;

import java.util.Collections;
import java.util.Iterator;

/** How the state all keys share is kept in a snapshot: in pieces, for it may be large. */
public interface SharedStateCodec<G> {

  /** The form's number; raised whenever the state or what folds into it changes its meaning. */
  int version();

  /** A state as pieces of a few megabytes at most, each made when it is asked for. */
  Iterator<byte[]> write(G shared);

  /**
   * Reads a state of this version.
   *
   * @param pieces as they were written, in their order
   * @throws RuntimeException if the bytes are none; the log is then folded from its beginning
   */
  G read(Iterator<byte[]> pieces);

  /** The codec of a state that is always the same: there is nothing to keep. */
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
