package cloud.reseller.http;

/** How the end of a body is determined. */
sealed interface Framing {

  /**
   * A fixed number of bytes.
   *
   * @param bytes 0 if there is no body
   */
  record Length(long bytes) implements Framing {}

  /** Chunked; ends with a chunk of size zero. */
  record Chunks() implements Framing {}
}
