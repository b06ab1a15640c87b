package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Formats positions in UTF-8 as {@link Position} does. A decision contains several, so the part
 * before the offset is cached. Not thread-safe.
 */
final class PositionText {

  private final Map<String, byte[][]> beforeOffset = new HashMap<>();

  /** A position as topic/partition@offset; neither partition nor offset may be negative. */
  byte[] of(String topic, int partition, long offset) {
    byte[] before = beforeOffset(topic, partition);
    byte[] text = Arrays.copyOf(before, before.length + digits(offset));
    long left = offset;
    for (int at = text.length - 1; at >= before.length; at--) {
      text[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return text;
  }

  private byte[] beforeOffset(String topic, int partition) {
    byte[][] known = beforeOffset.get(topic);
    if (known == null || known.length <= partition) {
      known = known == null ? new byte[partition + 1][] : Arrays.copyOf(known, partition + 1);
      beforeOffset.put(topic, known);
    }
    if (known[partition] == null) {
      known[partition] = (topic + '/' + partition + '@').getBytes(UTF_8);
    }
    return known[partition];
  }

  private static int digits(long number) {
    int digits = 1;
    for (long left = number; left > 9; left /= 10) {
      digits++;
    }
    return digits;
  }
}
