package cloud.reseller.permissions.write;

import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.Position;

/** What a feature decided. */
public sealed interface Verdict {

  /** The command is granted. */
  record Granted(PermissionEvent event) implements Verdict {}

  /**
   * The command is refused.
   *
   * @param restsOn the fact the refusal rests on, empty text if none
   */
  record Refused(Refusal why, String restsOn) implements Verdict {}

  /** A command that is granted. */
  static Verdict granted(PermissionEvent event) {
    return new Granted(event);
  }

  /** A command that is refused for no single fact. */
  static Verdict refused(Refusal why) {
    return new Refused(why, "");
  }

  /** A command that is refused for a fact. */
  static Verdict refused(Refusal why, Position restsOn) {
    return new Refused(why, restsOn.toString());
  }
}
