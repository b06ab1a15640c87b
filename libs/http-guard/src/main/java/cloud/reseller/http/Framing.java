package cloud.reseller.http;

/** How the end of a body is found. */
sealed interface Framing {

  /**
   * After so many bytes.
   *
   * @param bytes 0 if there is no body
   */
  record Length(long bytes) implements Framing {}

  /** After a chunk of no length. */
  record Chunks() implements Framing {}
}
