package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.decide.state.Fold;

/**
 * The origin of an outcome: an input, or a key for which something fell due by itself.
 *
 * @param partition the partition number
 * @param isDue whether it fell due
 * @param name the position of the input, or the key
 */
public record Origin(int partition, boolean isDue, byte[] name) {

  /** The position of the input; of what fell due {@code due/} and the key. */
  @Override
  public String toString() {
    String text = new String(name, UTF_8);
    return isDue ? Fold.DUE + text : text;
  }
}
