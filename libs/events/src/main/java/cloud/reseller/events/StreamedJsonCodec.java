package cloud.reseller.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;

/**
 * A hand-written codec of one type, token by token, because deciding uses it for every request. It
 * writes the same bytes as the general form. It reads only the expected form: on an unknown or
 * duplicate name, or a missing or odd value, it throws, and the general form reads the body
 * instead.
 *
 * @param <T> the type
 */
abstract class StreamedJsonCodec<T> {

  /**
   * Signals that the general form must read the body. Without a stack trace, because it is not a
   * failure.
   */
  private static final class UnsureException extends IOException {
    private static final UnsureException HERE = new UnsureException();

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  abstract void write(T value, JsonGenerator json) throws IOException;

  /** Reads one object after its first token and up to its last one. */
  abstract T read(JsonParser json) throws IOException;

  final T readWhole(JsonParser json) throws IOException {
    next(json, JsonToken.START_OBJECT);
    T value = read(json);
    next(json, null);
    return value;
  }

  static IOException unsure() {
    return UnsureException.HERE;
  }

  static SerializableString name(String name) {
    SerializedString encoded = new SerializedString(name);
    encoded.asQuotedUTF8();
    return encoded;
  }

  static void text(JsonGenerator json, SerializableString name, String value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  static void number(JsonGenerator json, SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  static void flag(JsonGenerator json, SerializableString name, boolean value) throws IOException {
    json.writeFieldName(name);
    json.writeBoolean(value);
  }

  static void time(JsonGenerator json, SerializableString name, Instant value) throws IOException {
    text(json, name, Times.text(value));
  }

  static void begin(JsonGenerator json, SerializableString name) throws IOException {
    json.writeFieldName(name);
    json.writeStartObject();
  }

  static String text(JsonParser json, SerializableString name) throws IOException {
    field(json, name);
    return text(json);
  }

  static String text(JsonParser json) throws IOException {
    String text = json.nextTextValue();
    if (text == null) {
      throw unsure();
    }
    return text;
  }

  static long number(JsonParser json, SerializableString name) throws IOException {
    field(json, name);
    return number(json);
  }

  static long number(JsonParser json) throws IOException {
    next(json, JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  static boolean flag(JsonParser json, SerializableString name) throws IOException {
    field(json, name);
    return flag(json);
  }

  static boolean flag(JsonParser json) throws IOException {
    return switch (json.nextToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw unsure();
    };
  }

  static Instant time(JsonParser json, SerializableString name) throws IOException {
    field(json, name);
    return time(json);
  }

  static Instant time(JsonParser json) throws IOException {
    return Times.parse(text(json));
  }

  static void begin(JsonParser json, SerializableString name) throws IOException {
    field(json, name);
    next(json, JsonToken.START_OBJECT);
  }

  static void end(JsonParser json) throws IOException {
    next(json, JsonToken.END_OBJECT);
  }

  static void field(JsonParser json, SerializableString name) throws IOException {
    if (!json.nextFieldName(name)) {
      throw unsure();
    }
  }

  static void next(JsonParser json, JsonToken wanted) throws IOException {
    if (json.nextToken() != wanted) {
      throw unsure();
    }
  }
}
