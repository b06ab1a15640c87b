package cloud.reseller.benchmarks;

import cloud.reseller.local.parts.KafkaBroker;
import cloud.reseller.log.topics.Topic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's limit as measured by Kafka's own tool: 400-byte records in transactions. */
final class ProducerPerf {

  private static final String TOPIC = "ceiling";

  private ProducerPerf() {}

  /** Records per second after a warm-up. */
  static double run(Machine machine, int records) throws IOException {
    machine.make(List.of(Topic.events(TOPIC, Work.PARTITIONS)));
    String arguments =
        String.join(
            " ",
            "--topic " + TOPIC,
            "--num-records " + records,
            "--warmup-records " + records / 3,
            "--record-size 400 --throughput -1",
            "--transactional-id ceiling --transaction-duration-ms 100",
            "--bootstrap-server " + machine.bootstrap(),
            "--command-config " + machine.clientFile(),
            "--command-property acks=all --command-property batch.size=262144");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp"));
    // Kafka's own class path first: the tool must run as shipped, not on this program's clients.
    command.add(
        KafkaBroker.classPath() + File.pathSeparator + System.getProperty("java.class.path"));
    command.add("org.apache.kafka.tools.ProducerPerformance");
    command.addAll(List.of(arguments.split(" ")));
    Process tool =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = tool.inputReader().readAllLines();
    machine.drop(List.of(TOPIC));
    return Double.parseDouble(
        lines.reversed().stream()
            .filter(line -> line.contains(" records/sec") && line.contains("99.9th"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no figure in " + lines))
            .split("records sent, ")[1]
            .split(" records/sec")[0]);
  }
}
