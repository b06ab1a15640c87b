package cloud.reseller.activity.read;

import cloud.reseller.events.Actor;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The keys and values of one entry ({@code customizedData}); empty values are left out. */
final class Details {

  private final Map<String, String> values = new LinkedHashMap<>();

  Details add(String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, value);
    }
    return this;
  }

  /** Adds who acted: the side, and the object id, which remains when the name is erased. */
  Details by(Actor actor) {
    return add("InitiatedBy", actor.side().name().toLowerCase(Locale.ROOT))
        .add("UserId", actor.id());
  }

  /** Adds why something was not done. */
  Details refusal(String requestId, String code, String text, String restsOn) {
    return add("RequestId", requestId)
        .add("Code", code)
        .add("Reason", text)
        .add("RestsOn", restsOn);
  }

  @Override
  public String toString() {
    return Json.array(
        json -> {
          for (Map.Entry<String, String> value : values.entrySet()) {
            write(json, value.getKey(), value.getValue());
          }
        });
  }

  private static void write(JsonGenerator json, String key, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", key);
    json.writeStringField("value", value);
    json.writeEndObject();
  }
}
