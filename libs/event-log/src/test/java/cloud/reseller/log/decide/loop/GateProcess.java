package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.state.PostgresSnapshots;
import cloud.reseller.log.decide.state.SnapshotStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One instance of a gate service as a process of its own, so that it can be killed. It stops in
 * good order when its standard input ends.
 */
final class GateProcess {

  /** What the environment variables begin with that hold the settings of its clients. */
  static final String KAFKA = "kafka.";

  private GateProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Object> kafka = kafka();
    boolean keeper = args[0].equals("keeper");
    int partitions = Integer.parseInt(args[3]);
    DeciderSpec spec = keeper ? Gate.keeper(args[1], partitions) : Gate.warden(args[1], partitions);
    DeciderSettings usual = DeciderSettings.of(kafka, Integer.parseInt(args[2]));
    DeciderSettings settings =
        new DeciderSettings(
            usual.bootstrapServers(),
            usual.ordinal(),
            usual.barrierWait(),
            500,
            java.time.Duration.ofSeconds(2),
            500,
            kafka);
    DeciderRunner<Gate.Ask, Gate.State, String, Gate.Fact> decider =
        new DeciderRunner<>(
            spec,
            settings,
            new Gate.Both(),
            new Gate.Words(),
            new Gate.Codec(),
            new Gate.TariffCodec(),
            args.length > 4 ? snapshots(spec, kafka, args) : SnapshotStore.none(),
            new SimpleMeterRegistry());
    decider.start();
    System.out.println("started");
    while (System.in.read() >= 0) {
      System.out.println(decider.status());
    }
    decider.close();
  }

  private static Map<String, Object> kafka() {
    Map<String, Object> settings = new java.util.HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(KAFKA)) {
                settings.put(name.substring(KAFKA.length()), value);
              }
            });
    return settings;
  }

  private static SnapshotStore snapshots(DeciderSpec spec, Map<String, Object> kafka, String[] args)
      throws InterruptedException {
    return new PostgresSnapshots(
        source(args[4], args[5], args[6]), spec.service(), topicIds(spec, kafka));
  }

  static PGSimpleDataSource source(String url, String user, String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser(user);
    database.setPassword(password);
    return database;
  }

  static Map<String, String> topicIds(DeciderSpec spec, Map<String, Object> kafka)
      throws InterruptedException {
    java.util.List<String> topics = new java.util.ArrayList<>(spec.outputs());
    topics.addAll(spec.inputs());
    topics.addAll(spec.facts());
    spec.shared().ifPresent(topics::add);
    try (Admin admin = Admin.create(kafka)) {
      Map<String, String> ids = new java.util.HashMap<>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
      return ids;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("topics not there", e);
    }
  }
}
