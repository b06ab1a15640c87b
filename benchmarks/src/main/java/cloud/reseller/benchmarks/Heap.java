package cloud.reseller.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Heap in use after garbage collection in another process, over time. */
final class Heap {

  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private final long process;
  private final List<Double> megabytes = new ArrayList<>();

  Heap(long process) {
    this.process = process;
  }

  void measure() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    double sum = 0;
    while (used.find()) {
      sum += Double.parseDouble(used.group(1)) / 1024;
    }
    megabytes.add(sum);
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (run.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }

  @Override
  public String toString() {
    return "heap of the gateway after collection, MiB, by the minute: "
        + megabytes.stream().map("%.1f"::formatted).collect(Collectors.joining(", "));
  }
}
