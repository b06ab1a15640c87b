package cloud.reseller.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of the README's main job and their documented output.
 *
 * @param signIn the first block, which the others need
 * @param mainJob the other blocks
 */
record Readme(List<String> lines, String signIn, List<Shown> mainJob) {

  private static final Pattern SECTION =
      Pattern.compile("\n## The main job\n(.*?)\n## ", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("```(sh|json|text)\n(.*?)```", Pattern.DOTALL);

  /** The parts that differ between runs: ids, times and log positions. */
  private static final Pattern VARIES =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|@\\d+");

  /**
   * Commands and their output.
   *
   * @param output what it looks like, with ids, times and what was left out for anything
   */
  record Shown(String commands, Pattern output) {

    /** Whether the commands only read, so that they may be repeated. */
    boolean reads() {
      return commands.startsWith("curl") && !commands.contains(" -d ");
    }
  }

  static Readme read() {
    String text;
    try {
      text = Files.readString(Path.of("../../README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<MatchResult> blocks =
        SECTION
            .matcher(text)
            .results()
            .flatMap(section -> BLOCK.matcher(section.group(1)).results())
            .toList();
    List<Shown> shown = new ArrayList<>();
    for (int i = 1; i + 1 < blocks.size(); i += 2) {
      shown.add(new Shown(blocks.get(i).group(2), output(blocks.get(i + 1).group(2))));
    }
    return new Readme(text.lines().toList(), blocks.getFirst().group(2), shown);
  }

  /** Ignores white space. */
  private static Pattern output(String shown) {
    return Pattern.compile(
        Stream.of(squeezed(VARIES.matcher(shown).replaceAll("…")).split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*?", "", ".*")));
  }

  static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
