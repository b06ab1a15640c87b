package cloud.reseller.local;

import cloud.reseller.local.parts.PartFailedException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses command lines of {@code ./run} with picocli, with errors in one line. */
public final class Arguments {

  private static final String SEE_HELP = ": see ./run --help";
  private static final int WIDTH = 96;
  private static final int OPTION_WIDTH = 28;

  private Arguments() {}

  /**
   * Sets the annotated fields of a command from the command line.
   *
   * @throws PartFailedException naming the first invalid argument
   */
  public static <T> T read(T command, List<String> arguments) {
    try {
      line(command).parseArgs(arguments.toArray(String[]::new));
      return command;
    } catch (MissingParameterException missing) {
      throw new PartFailedException(
          switch (missing.getMissing().getFirst()) {
            case OptionSpec option -> option.longestName() + " needs a value" + SEE_HELP;
            case ArgSpec parameter -> parameter.paramLabel() + " is missing" + SEE_HELP;
          });
    } catch (UnmatchedArgumentException unknown) {
      throw new PartFailedException(
          "unknown option "
              + unknown.getUnmatched().getFirst()
              + unknown.getSuggestions().stream()
                  .findFirst()
                  .map(meant -> " (did you mean " + meant + "?)")
                  .orElse("")
              + SEE_HELP);
    }
  }

  /** The help text of a command. */
  public static String usage(Object command) {
    return line(command).getUsageMessage(Ansi.OFF);
  }

  private static CommandLine line(Object command) {
    return new CommandLine(command)
        .setSeparator(" ")
        .setOverwrittenOptionsAllowed(true)
        .setExpandAtFiles(false)
        .setUsageHelpWidth(WIDTH)
        .setUsageHelpLongOptionsMaxWidth(OPTION_WIDTH);
  }
}
