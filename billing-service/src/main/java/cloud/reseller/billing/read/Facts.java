package cloud.reseller.billing.read;

import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;

/** Reads events from records. */
final class Facts {

  private Facts() {}

  /**
   * The event.
   *
   * @throws IllegalArgumentException if the record cannot be read; names the field, never a value
   */
  static Event read(LogRecord record) {
    try {
      return (Event) EventJson.read(record.type(), record.body().orElseGet(() -> new byte[0]));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
