package cloud.reseller.log.decide;

/** How a key's state is stored in snapshots. */
public interface StateCodec<S> {

  /** The form's number; raised whenever the state or what folds into it changes its meaning. */
  int version();

  /** Writes a state. */
  byte[] write(S state);

  /**
   * Reads a state of this version.
   *
   * @throws RuntimeException if the bytes are none; the log is then folded from its beginning
   */
  S read(byte[] bytes);
}
