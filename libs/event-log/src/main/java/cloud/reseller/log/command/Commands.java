package cloud.reseller.log.command;

/** Publishes commands and waits for their outcomes. Only writes wait; reads never do. */
public interface Commands {

  /**
   * Publishes a command, waits for its outcome, then until the service's own view has reached it. A
   * repeated command gets the first answer.
   */
  Answer submit(Command command);
}
