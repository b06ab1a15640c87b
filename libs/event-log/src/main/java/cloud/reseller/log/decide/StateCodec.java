package cloud.reseller.log.decide;

/** How a key's state is stored in snapshots. */
public interface StateCodec<S> {

  /**
   * The format's version; raised whenever the meaning of the state or of what is folded into it
   * changes.
   */
  int version();

  /** Writes a state. */
  byte[] write(S state);

  /**
   * Reads a state of this version.
   *
   * @throws RuntimeException if the bytes are not a state; the log is then folded from its
   *     beginning
   */
  S read(byte[] bytes);
}
