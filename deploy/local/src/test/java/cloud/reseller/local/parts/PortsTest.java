package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  /** A sixth of all ports, so that two processes that choose at random meet on many. */
  private static final int MANY = 3_000;

  @Test
  void two_processes_are_never_given_the_same_port_nor_one_that_a_connection_may_take()
      throws Exception {
    Process other =
        new ProcessBuilder(
                Java.command(),
                "-cp",
                System.getProperty("java.class.path"),
                Chooser.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = other.inputReader()) {
      Set<Integer> others =
          Stream.generate(() -> line(out))
              .limit(MANY)
              .map(Integer::valueOf)
              .collect(Collectors.toSet());
      Set<Integer> own = new HashSet<>();
      for (int i = 0; i < MANY; i++) {
        own.add(Ports.free());
      }

      assertThat(own)
          .hasSize(MANY)
          .doesNotContainAnyElementsOf(others)
          .allSatisfy(port -> assertThat(port).isBetween(12_000, 32_767));
      assertThat(others).hasSize(MANY);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private static String line(BufferedReader out) {
    try {
      return out.readLine();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Chooses many ports and keeps them until it is killed. */
  static final class Chooser {
    private Chooser() {}

    public static void main(String[] arguments) throws InterruptedException {
      for (int i = 0; i < MANY; i++) {
        IO.println(Ports.free());
      }
      Thread.currentThread().join();
    }
  }
}
