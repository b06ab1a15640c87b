package cloud.reseller.permissions.write;

import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.Position;

/** The result of a feature's decision. */
public sealed interface Verdict {

  /** The command is granted. */
  record Granted(PermissionEvent event) implements Verdict {}

  /**
   * The command is refused.
   *
   * @param restsOn the fact that the refusal rests on; an empty string if none
   */
  record Refused(Refusal why, String restsOn) implements Verdict {}

  /** Grants a command. */
  static Verdict granted(PermissionEvent event) {
    return new Granted(event);
  }

  /** Refuses a command; the refusal rests on no single fact. */
  static Verdict refused(Refusal why) {
    return new Refused(why, "");
  }

  /** Refuses a command because of a fact. */
  static Verdict refused(Refusal why, Position restsOn) {
    return new Refused(why, restsOn.toString());
  }
}
