package cloud.reseller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} and {@code run}, called in ways that are not the usual one. */
class ScriptsTest {

  /** A Maven that is too old and fetches from somebody who changed what is fetched. */
  private static final String OTHER_MAVEN =
      """
      #!/bin/sh
      [ "$1" = -v ] && echo 'Apache Maven 3.8.7' && exit
      for argument in "$@"; do
        case $argument in
        -DoutputDirectory=*) echo changed > "${argument#*=}/apache-maven-3.9.16-bin.zip" ;;
        esac
      done
      """;

  @TempDir Path directory;

  private Path withBlanks;

  @BeforeEach
  void link_both_from_a_directory_with_blanks() throws IOException {
    withBlanks = Files.createDirectory(directory.resolve("some where"));
    for (String script : List.of("mvnw", "run")) {
      Files.createSymbolicLink(withBlanks.resolve(script), Repository.ROOT.resolve(script));
    }
  }

  @Test
  void maven_is_found_through_a_link_and_whatever_java_home_says() throws Exception {
    Ended ended =
        call("mvnw", "-v", Map.of("JAVA_HOME", "/nowhere", "CDPATH", directory.toString()));

    assertThat(ended.output()).contains("Apache Maven 3.9.").contains("Java version: ");
    assertThat(ended.status()).isZero();
  }

  @Test
  void a_maven_that_is_not_the_one_expected_is_refused_in_one_line_and_not_kept() throws Exception {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path mvn = Files.writeString(bin.resolve("mvn"), OTHER_MAVEN);
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    Path kept = withBlanks.resolve("kept");

    Ended ended =
        call(
            "mvnw",
            "-v",
            Map.of("PATH", bin + ":" + System.getenv("PATH"), "MAVEN_USER_HOME", kept.toString()));

    assertThat(ended.output().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("mvnw: fetching Maven 3.9.16"),
            line -> assertThat(line).startsWith("mvnw: the Maven 3.9.16 that was fetched is not"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(kept.resolve("distributions")).isEmptyDirectory();
  }

  @Test
  void a_jdk_that_is_missing_is_named_in_one_line() throws Exception {
    Process asked =
        new ProcessBuilder(
                "sh", "-c", ". \"$1/.mvn/jdk.sh\"; find_jdk 999", "run", Repository.ROOT.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(asked.inputReader().lines())
        .containsExactly(
            "run: no JDK 999 or newer found: install one, or set JAVA_HOME to its directory");
    assertThat(asked.waitFor()).isEqualTo(1);
  }

  @Test
  void help_needs_neither_a_build_nor_a_jdk() throws Exception {
    Ended ended = call("run", "--help", Map.of("JAVA_HOME", "/nowhere"));

    assertThat(ended.output()).startsWith("usage: ./run").contains("--without SERVICE");
    assertThat(ended.status()).isZero();
  }

  @Test
  void an_unknown_option_is_named_without_a_build() throws Exception {
    Ended ended = call("run", "--frehs", Map.of("JAVA_HOME", "/nowhere"));

    assertThat(ended.output()).isEqualTo("run: unknown option --frehs: see ./run --help\n");
    assertThat(ended.status()).isEqualTo(1);
  }

  private record Ended(int status, String output) {}

  private Ended call(String script, String argument, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", withBlanks.resolve(script).toString(), argument)
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
