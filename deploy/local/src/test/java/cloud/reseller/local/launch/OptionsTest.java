package cloud.reseller.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.reseller.local.parts.PartFailedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Path ROOT = Path.of("/checkout");

  @Test
  void everything_has_its_usual_place() {
    Options options = Options.parse(ROOT, List.of());
    assertThat(options.data()).isEqualTo(Path.of("/checkout/.local"));
    assertThat(options.demo()).isTrue();
    assertThat(options.fresh()).isFalse();
    assertThat(options.port(Component.GATEWAY)).isEqualTo(8080);
    assertThat(options.managementPort(Component.GATEWAY)).isEqualTo(9080);
  }

  @Test
  void everything_can_be_elsewhere() {
    Options options =
        Options.parse(
            ROOT,
            List.of(
                "--fresh",
                "--no-demo",
                "--without",
                "billing-service",
                "--without",
                "gateway",
                "--port",
                "kafka=29092",
                "--port",
                "permissions=18081",
                "--data",
                "/elsewhere"));
    assertThat(options.fresh()).isTrue();
    assertThat(options.demo()).isFalse();
    assertThat(options.without()).containsExactlyInAnyOrder(Component.BILLING, Component.GATEWAY);
    assertThat(options.port(Component.KAFKA)).isEqualTo(29092);
    assertThat(options.managementPort(Component.PERMISSIONS)).isEqualTo(19081);
    assertThat(options.data()).isEqualTo(Path.of("/elsewhere"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --frehs              | unknown option --frehs (did you mean --fresh?): see ./run --help
          fresh                | unknown option fresh
          --without --fresh    | --without needs a value
          --without            | --without needs a value
          --without kafka      | use one of permissions, reservations
          --without shop       | use one of permissions, reservations
          --port kafka         | give a number
          --port kafka=zero    | give a number
          --port kafka=65000   | give a number
          --port shop=8090     | use one of kafka, postgresql
          --port kafka=8081    | port 8081 would be that of kafka and of permissions
          --port gateway=7082  | port 8082 would be that of reservations and of gateway
          """)
  void what_is_not_understood_is_named_with_the_next_step(String arguments, String told) {
    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> Options.parse(ROOT, List.of(arguments.split(" "))))
        .withMessageContaining(told);
  }

  @Test
  void the_script_says_the_same_help_without_a_build() throws Exception {
    Process script = new ProcessBuilder("sh", "../../run", "--help").start();

    assertThat(new String(script.getInputStream().readAllBytes(), UTF_8)).isEqualTo(Run.usage());
  }

  @Test
  void the_help_names_every_component_that_has_a_port() {
    assertThat(Run.usage().replaceAll("\\s+", " "))
        .contains(Component.names().replace(", gateway", " or gateway"));
  }
}
