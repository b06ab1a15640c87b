package cloud.reseller.log.decide.state;

import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.state.SnapshotStore.Key;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The shared state in a snapshot: its pieces, numbered from 0, and after them their digest. Without
 * the digest a missing piece would go unnoticed, and every decision would be based on that state.
 */
final class SharedPieces implements Iterator<Key> {

  private final Iterator<byte[]> pieces;
  private final MessageDigest digest = Hashing.newSha256();
  private int next;
  private boolean closed;

  /** The pieces to save, each created on demand. */
  SharedPieces(Iterator<byte[]> pieces) {
    this.pieces = pieces;
  }

  @Override
  public boolean hasNext() {
    return !closed;
  }

  @Override
  public Key next() {
    closed = !pieces.hasNext();
    byte[] piece = closed ? digest.digest() : pieces.next();
    update(digest, piece);
    return new Key(Integer.toString(next++), Optional.of(piece));
  }

  /**
   * The pieces that were saved, in order.
   *
   * @param stored the pieces by number
   * @throws IllegalArgumentException if they are incomplete or differ from what was saved
   */
  static Iterator<byte[]> of(SortedMap<Integer, byte[]> stored) {
    List<byte[]> pieces = new ArrayList<>(stored.values());
    MessageDigest digest = Hashing.newSha256();
    if (!pieces.isEmpty()) {
      byte[] last = pieces.removeLast();
      pieces.forEach(piece -> update(digest, piece));
      if (MessageDigest.isEqual(last, digest.digest())) {
        return pieces.iterator();
      }
    }
    throw new IllegalArgumentException("the pieces are not those that were saved");
  }

  private static void update(MessageDigest digest, byte[] piece) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(piece.length).flip());
    digest.update(piece);
  }
}
