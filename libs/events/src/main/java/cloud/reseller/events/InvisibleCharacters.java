package cloud.reseller.events;

/**
 * Characters that a name shown to people must not contain: control characters and separators break
 * a line, bidirectional controls reorder the text around them, and invisible characters let one
 * name look like another.
 *
 * <p>The list is our own, so that decisions do not depend on the Unicode version of the Java
 * runtime. It does not contain the two joiners, because some scripts need them.
 */
public final class InvisibleCharacters {

  private InvisibleCharacters() {}

  /** Whether a text contains one. */
  public static boolean areIn(String text) {
    return text.codePoints().anyMatch(InvisibleCharacters::contains);
  }

  /** Whether a code point is one. */
  public static boolean contains(int codePoint) {
    return isControl(codePoint) || isBidirectional(codePoint) || isZeroWidth(codePoint);
  }

  private static boolean isControl(int c) {
    return c < 0x20 || c >= 0x7F && c <= 0x9F || c == 0x2028 || c == 0x2029;
  }

  private static boolean isBidirectional(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069;
  }

  /** The soft hyphen, marks of width zero, fillers, annotations and tags. */
  private static boolean isZeroWidth(int c) {
    return c == 0xAD
        || c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || c >= 0x180B && c <= 0x180F
        || c == 0x200B
        || c >= 0x2060 && c <= 0x2065
        || c >= 0x206A && c <= 0x206F
        || c == 0x3164
        || c == 0xFEFF
        || c == 0xFFA0
        || c >= 0xFFF9 && c <= 0xFFFB
        || c >= 0xE0000 && c <= 0xE0FFF;
  }
}
