package cloud.reseller.activity.read;

import cloud.reseller.events.Actor;
import java.util.Locale;

/** The keys and values of one entry ({@code customizedData}); empty values are left out. */
final class Details {

  private final JsonText json = new JsonText().list();

  Details add(String key, String value) {
    if (!value.isEmpty()) {
      json.object().text("key", key).text("value", value).endObject();
    }
    return this;
  }

  /** Who acted: the side, and the object id that is left when the name is erased. */
  Details by(Actor actor) {
    return add("InitiatedBy", actor.side().name().toLowerCase(Locale.ROOT))
        .add("UserId", actor.id());
  }

  /** Why something was not done. */
  Details refusal(String requestId, String code, String text, String restsOn) {
    return add("RequestId", requestId)
        .add("Code", code)
        .add("Reason", text)
        .add("RestsOn", restsOn);
  }

  @Override
  public String toString() {
    return json.endList().toString();
  }
}
