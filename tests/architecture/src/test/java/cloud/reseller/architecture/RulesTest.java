package cloud.reseller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/rules.md explains every rule cited in a comment, and no others. */
class RulesTest {
  /** What a comment is, by the kind of file. */
  private static final Map<String, Pattern> COMMENTS =
      Map.of(
          "java", Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL),
          "sql", Pattern.compile("--[^\\n]*"),
          "properties", Pattern.compile("(?m)^#.*"));

  private static final Pattern ID =
      Pattern.compile("(?<![\\w.$-])[BCDEGIKLPRSTX]\\d{1,2}(?![\\w-])");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z]\\d{1,2}) \\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void what_is_cited_is_explained_and_what_is_explained_is_cited() throws IOException {
    Map<String, Set<String>> cited = cited();

    assertThat(cited.keySet()).as("cited by %s", cited).isEqualTo(explained());
  }

  private static Set<String> explained() throws IOException {
    String page = Files.readString(Repository.ROOT.resolve("docs/rules.md"));
    List<String> ids = ROW.matcher(page).results().map(row -> row.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
    return new TreeSet<>(ids);
  }

  /** Ids, and the files whose comments cite them. */
  private static Map<String, Set<String>> cited() throws IOException {
    Map<String, Set<String>> cited = new TreeMap<>();
    for (Path file : Repository.files()) {
      Pattern comment = COMMENTS.get(file.toString().replaceFirst(".*\\.", ""));
      if (comment != null) {
        comment
            .matcher(Files.readString(Repository.ROOT.resolve(file)))
            .results()
            .flatMap(found -> ID.matcher(found.group()).results())
            .forEach(
                id -> cited.computeIfAbsent(id.group(), _ -> new TreeSet<>()).add(file.toString()));
      }
    }
    return cited;
  }
}
