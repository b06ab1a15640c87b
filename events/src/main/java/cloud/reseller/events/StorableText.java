package cloud.reseller.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/**
 * Text that every reader can store. JSON may hold the character U+0000, which PostgreSQL does not
 * take, and half of a surrogate pair, which UTF-8 cannot hold: one such request, accepted, would
 * stop every view of its customer.
 */
final class StorableText extends StdScalarDeserializer<String> {

  StorableText() {
    super(String.class);
  }

  /**
   * Whether all text of a body is surely storable: what is not can only come as an escape, or as
   * bytes that begin like half a surrogate pair. Asked of the whole body because asking each text
   * took a third of the time of reading it; without a branch, so that it compiles to vectors.
   */
  static boolean isCertainIn(byte[] body) {
    int found = 0;
    for (byte b : body) {
      int value = b & 0xff;
      found |= (value ^ '\\') - 1 | (value ^ 0xed) - 1;
    }
    return found >= 0;
  }

  private static boolean accepts(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  @Override
  public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return (String) context.handleUnexpectedToken(String.class, json);
    }
    String text = json.getText();
    return accepts(text)
        ? text
        : (String) context.handleWeirdStringValue(String.class, "", "cannot be stored");
  }
}
