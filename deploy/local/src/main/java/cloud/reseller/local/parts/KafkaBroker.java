package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** The real broker in a JVM of its own: KRaft, broker and controller in one, one node. */
public final class KafkaBroker implements Part {
  private static final String PROCESS = "cloud.reseller.local.broker.BrokerProcess";
  private static final String ARCHIVE = "classes.jsa";

  private final int port;
  private final Child child;

  private KafkaBroker(int port, Child child) {
    this.port = port;
    this.child = child;
  }

  /** Class path of the broker's JVM, for Kafka's own tools. */
  public static String classPath() {
    return jars() + ":" + PartFiles.brokerProcess();
  }

  /**
   * Starts the broker on the loopback address.
   *
   * @param data keeps the log, the settings and the output; made when it is not there
   */
  public static KafkaBroker start(Path data, int port) {
    return start(data, port, Optional.empty());
  }

  /**
   * A second way in: clients that come to the port are told to find the broker elsewhere, where a
   * proxy leads back to the port.
   *
   * @param port the broker listens here too
   * @param proxyPort where clients of this listener are sent, on the loopback address
   */
  public record Detour(int port, int proxyPort) {}

  /** Starts the broker on the loopback address, with a second listener where one is wanted. */
  public static KafkaBroker start(Path data, int port, Optional<Detour> detour) {
    prepare();
    Path settings = writeSettings(data, port, detour);
    Child child =
        Child.start(
            "Kafka",
            data,
            data.resolve("broker.log"),
            Map.of(),
            command(sharedClasses(), classPath(), PROCESS, settings));
    return new KafkaBroker(port, child);
  }

  /**
   * Keeps Kafka's classes in the form the JVM had them in memory (class data sharing), made once
   * per user and JDK: without it, two of five seconds of a start go into reading classes.
   */
  public static void prepare() {
    PartFiles.unpacked(
        archiveName(),
        target -> {
          int port = Ports.free();
          Path data = target.resolve("data");
          Path settings = writeSettings(data, port, Optional.empty());
          List<String> format = new ArrayList<>(command(List.of(), classPath(), PROCESS, settings));
          format.add("format");
          Path log = target.resolve("archive.log");
          Child.run("Kafka", target, log, Map.of(), format);
          // Only jars can be archived, so this run does without our own main program.
          Child child =
              Child.start(
                  "Kafka",
                  target,
                  log,
                  Map.of(),
                  command(
                      List.of("-XX:ArchiveClassesAtExit=" + target.resolve(ARCHIVE)),
                      jars(),
                      "kafka.Kafka",
                      settings));
          KafkaBroker broker = new KafkaBroker(port, child);
          broker.awaitReady(Duration.ofMinutes(3));
          child.stop("TERM", Duration.ofMinutes(2));
          PartFiles.delete(data);
        });
  }

  private static String archiveName() {
    String ofWhat = jars() + Runtime.version() + Java.home();
    return "kafka-classes-" + PartFiles.digest(ofWhat.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing where the JDK made no archive: it only saves time. */
  private static List<String> sharedClasses() {
    Path archive = PartFiles.cached(archiveName()).resolve(ARCHIVE);
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  private static String jars() {
    return PartFiles.kafka();
  }

  private static List<String> command(
      List<String> options, String classPath, String program, Path settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.command(),
                "-Xms256m",
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program, settings.toString()));
    return command;
  }

  private static Path writeSettings(Path data, int port, Optional<Detour> detour) {
    Path settings = data.resolve("broker.properties").toAbsolutePath();
    try {
      Private.directory(data);
      try (Writer writer = Files.newBufferedWriter(Private.file(settings))) {
        settings(data.resolve("log").toAbsolutePath(), port, detour, Ports.free())
            .store(writer, null);
      }
      return settings;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static Properties settings(
      Path log, int port, Optional<Detour> detour, int controllerPort) {
    String here = "PLAINTEXT://127.0.0.1:" + port;
    Properties settings = new Properties();
    settings.putAll(behaviour());
    settings.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            "1",
            "controller.quorum.voters",
            "1@127.0.0.1:" + controllerPort,
            "controller.listener.names",
            "CONTROLLER",
            "listeners",
            here
                + detour.map(way -> ",DETOUR://127.0.0.1:" + way.port()).orElse("")
                + ",CONTROLLER://127.0.0.1:"
                + controllerPort,
            "advertised.listeners",
            here + detour.map(way -> ",DETOUR://127.0.0.1:" + way.proxyPort()).orElse(""),
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,DETOUR:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            log.toString()));
    return settings;
  }

  /** Settings of a one-node broker that do not depend on where it runs. */
  public static Map<String, String> behaviour() {
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("unclean.leader.election.enable", "false"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // A transaction of a writer that died is ended within a second of its time-out.
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
        // The next transaction of a busy decider comes before the markers of its last one stand.
        Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A broker that was killed may register again after this; shorter ones fence a busy one.
        Map.entry("broker.session.timeout.ms", "6000"),
        Map.entry("broker.heartbeat.interval.ms", "1000"));
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Child process() {
    return child;
  }

  @Override
  public void awaitReady(Duration limit) {
    child.await(
        limit, Duration.ofMillis(50), () -> Ports.answers(port) && nodes(bootstrapServers()) == 1);
  }

  /** Waits until a broker that is not a child of this JVM answers. */
  public static void awaitNode(String bootstrapServers, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (nodes(bootstrapServers) == 0) {
      if (System.nanoTime() > end) {
        throw new PartFailed("Kafka: not ready within " + limit.toSeconds() + " s");
      }
    }
  }

  private static int nodes(String bootstrapServers) {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                "2000",
                "request.timeout.ms",
                "1000"))) {
      return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size();
    } catch (ExecutionException | TimeoutException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PartFailed("Kafka: interrupted while starting", interrupted);
    }
  }
}
