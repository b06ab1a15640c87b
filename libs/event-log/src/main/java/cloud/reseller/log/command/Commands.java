package cloud.reseller.log.command;

/** Publishes commands and waits for their outcomes. Writes wait, reads do not. */
public interface Commands {

  /**
   * Publishes and waits: for the outcome, then until the service's own view has passed it. A repeat
   * gets the first answer.
   */
  Answer submit(Command command);
}
