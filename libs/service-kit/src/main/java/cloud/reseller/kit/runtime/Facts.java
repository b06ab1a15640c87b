package cloud.reseller.kit.runtime;

import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;

/** Reads the facts that projections turn into rows. */
public final class Facts {

  private Facts() {}

  /**
   * The event of a record.
   *
   * @throws IllegalArgumentException if the record cannot be read; names the field, never a value
   */
  public static Event read(LogRecord record) {
    try {
      return (Event) EventJson.read(record.type(), record.body().orElseGet(() -> new byte[0]));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
