package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.permissions.write.PermissionRules;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    approved("rule-set-" + rules + ".txt", new Encore(rules).lines());
  }

  /** The stored logs, which were written before it, contain none of these cases. */
  @Test
  void rule_set_3_decides_differently_where_it_was_approved() throws Exception {
    List<String> lines = new ArrayList<>();
    for (RuleSetChanges.Case one : RuleSetChanges.all()) {
      assertThat(one.outcome(1)).as(one.name()).isEqualTo(one.outcome(2));
      assertThat(one.outcome(3)).as(one.name()).isNotEqualTo(one.outcome(2));
      lines.add(one.condition() + ": " + one.name());
      lines.add("  2 " + one.outcome(2));
      lines.add("  3 " + one.outcome(3));
    }
    approved("changes-of-rule-set-3.txt", lines);
  }

  @Test
  void every_condition_that_rule_set_3_changes_has_a_case() throws Exception {
    Set<String> changed = new TreeSet<>();
    for (Class<?> rules : List.of(PurchaseRules.class, PermissionRules.class)) {
      Method of = rules.getMethod("of", int.class);
      for (RecordComponent condition : rules.getRecordComponents()) {
        Object before = condition.getAccessor().invoke(of.invoke(null, 2));
        if (!condition.getAccessor().invoke(of.invoke(null, 3)).equals(before)) {
          changed.add(rules.getSimpleName() + "." + condition.getName());
        }
      }
    }
    assertThat(RuleSetChanges.all())
        .extracting(RuleSetChanges.Case::condition)
        .hasSameElementsAs(changed);
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

  private static void approved(String file, List<String> lines) throws IOException {
    Path received = Path.of("target/received/rule-sets", file);
    Files.createDirectories(received.getParent());
    Files.write(received, lines);
    Path approved = Path.of("src/test/resources/rule-sets", file);
    assertThat(approved).exists();
    assertThat(lines).isEqualTo(Files.readAllLines(approved));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, UTF_8);
  }
}
