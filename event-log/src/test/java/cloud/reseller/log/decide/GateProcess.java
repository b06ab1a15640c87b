package cloud.reseller.log.decide;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One instance of a gate service as a process of its own, so that it can be killed. It stops in
 * good order when its standard input ends, and then prints the digests of its partitions.
 */
final class GateProcess {

  private GateProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String bootstrap = args[0];
    boolean keeper = args[1].equals("keeper");
    int partitions = Integer.parseInt(args[4]);
    DeciderSpec spec = keeper ? Gate.keeper(args[2], partitions) : Gate.warden(args[2], partitions);
    DeciderSettings usual = DeciderSettings.of(bootstrap, Integer.parseInt(args[3]));
    DeciderSettings settings =
        new DeciderSettings(
            bootstrap,
            usual.ordinal(),
            usual.barrierWait(),
            500,
            java.time.Duration.ofSeconds(2),
            500,
            Map.of());
    Decider<Gate.Ask, Gate.State, String, Gate.Fact> decider =
        new Decider<>(
            spec,
            settings,
            new Gate.Both(),
            new Gate.Words(),
            new Gate.Codec(),
            args.length > 5 ? snapshots(spec, bootstrap, args) : SnapshotStore.none(),
            new SimpleMeterRegistry());
    decider.start();
    System.out.println("started");
    while (System.in.read() >= 0) {
      System.out.println(decider.status());
    }
    decider.close();
    decider.digests().forEach((number, digest) -> System.out.println(number + "=" + digest));
  }

  private static SnapshotStore snapshots(DeciderSpec spec, String bootstrap, String[] args)
      throws InterruptedException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(args[5]);
    database.setUser(args[6]);
    database.setPassword(args[7]);
    return new PostgresSnapshots(database, spec.service(), topicIds(spec, bootstrap));
  }

  private static Map<String, String> topicIds(DeciderSpec spec, String bootstrap)
      throws InterruptedException {
    java.util.List<String> topics = new java.util.ArrayList<>(spec.outputs());
    topics.addAll(spec.inputs());
    topics.addAll(spec.facts());
    spec.shared().ifPresent(topics::add);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
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
