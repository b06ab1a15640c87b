package cloud.reseller.kit.runtime;

import cloud.reseller.log.command.Answer;
import cloud.reseller.log.command.Command;
import cloud.reseller.log.command.Commands;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The service's commands; answered as unavailable until the log has been reached. */
@Singleton
class LogCommands implements Commands {

  private final LogRuntime log;

  @Inject
  LogCommands(LogRuntime log) {
    this.log = log;
  }

  @Override
  public Answer submit(Command command) {
    return log.commands()
        .map(commands -> commands.submit(command))
        .orElseGet(Answer.Unavailable::new);
  }
}
