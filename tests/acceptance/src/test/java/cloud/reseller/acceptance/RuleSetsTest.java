package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule set decides the inputs of the stored logs once more, behind what earlier sets decided.
 * A released set never comes to anything else.
 */
class RuleSetsTest {

  static List<Integer> ruleSets() {
    return Encore.ruleSets();
  }

  @ParameterizedTest
  @MethodSource("ruleSets")
  void a_rule_set_makes_of_all_inputs_what_was_approved_byte_by_byte(int rules) throws Exception {
    String file = "rule-set-" + rules + ".txt";
    List<String> lines = new Encore(rules).lines();
    Path received = Path.of("target/received/rule-sets", file);
    Files.createDirectories(received.getParent());
    Files.write(received, lines);
    Path approved = Path.of("src/test/resources/rule-sets", file);
    assertThat(approved).exists();
    assertThat(lines).isEqualTo(Files.readAllLines(approved));
  }

  @ParameterizedTest
  @MethodSource("ruleSets")
  void behind_the_sets_before_it_the_log_verifies_and_restores(int rules) {
    Encore encore = new Encore(rules);
    StoredDecisions again = StoredDecisions.takenAgain(encore.log());
    Set<String> excepted = new TreeSet<>();
    StoredLog.all().forEach(log -> excepted.addAll(log.exceptions().keySet()));
    assertThat(again.positions()).as("%s", again.differences()).isEqualTo(excepted);
    for (Encore.Part part : encore.parts()) {
      assertThat(part.restored().states()).isEqualTo(part.decidedTo());
      int step = Math.max(1, part.restored().size() / 12);
      for (int after = 0; after <= part.restored().size(); after += step) {
        assertThat(part.restored().statesRestored(after))
            .as("snapshot after %d of %d", after, part.restored().size())
            .isEqualTo(part.decidedTo());
      }
    }
  }

  /** Hash seeds, language, time zone, encoding and list of currencies are none of ours. */
  @Test
  void every_decision_comes_out_the_same_in_another_java_runtime(@TempDir Path directory)
      throws Exception {
    Path currencies = directory.resolve("currencies.properties");
    Files.writeString(currencies, "US=DEM,276,1\n");
    Path told = directory.resolve("told.txt");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-Xshare:off",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=UTF-16",
                "-Djava.util.currency.data=" + currencies,
                "-cp",
                System.getProperty("java.class.path"),
                Encore.class.getName())
            .redirectOutput(told.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.exitValue()).isZero();
    assertThat(lines(told)).isEqualTo(Encore.told());
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, UTF_8);
  }
}
