package cloud.reseller.activity.read;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** JSON built as text; members stand in the order they are written. */
final class JsonText {

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final StringBuilder json = new StringBuilder(512);

  /** Begins an object, as a member of a list or as the whole. */
  JsonText object() {
    separate();
    json.append('{');
    return this;
  }

  JsonText object(String name) {
    name(name);
    json.append('{');
    return this;
  }

  JsonText endObject() {
    json.append('}');
    return this;
  }

  /** Begins a list as the whole. */
  JsonText list() {
    json.append('[');
    return this;
  }

  JsonText list(String name) {
    name(name);
    json.append('[');
    return this;
  }

  JsonText endList() {
    json.append(']');
    return this;
  }

  JsonText text(String name, String value) {
    name(name);
    json.append('"');
    if (isPlain(value)) {
      json.append(value);
    } else {
      ENCODER.quoteAsString(value, json);
    }
    json.append('"');
    return this;
  }

  /** The encoder appends character by character; most values can be appended as they are. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  JsonText number(String name, long value) {
    name(name);
    json.append(value);
    return this;
  }

  private void name(String name) {
    separate();
    json.append('"').append(name).append("\":");
  }

  private void separate() {
    if (!json.isEmpty()) {
      char last = json.charAt(json.length() - 1);
      if (last != '{' && last != '[') {
        json.append(',');
      }
    }
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
