package cloud.reseller.benchmarks;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.topics.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A workload: its topics, facts, requests and decider. */
interface Work {

  int PARTITIONS = 12;
  int CUSTOMERS = 20_000;

  /** Percentage of customers whose requests are refused. */
  int REFUSED = 12;

  /** The workload with that name, {@code ticket} or {@code purchase}. */
  static Work named(String name) {
    return switch (name) {
      case "ticket" -> new Ticket();
      case "purchase" -> new Purchase();
      default -> throw new IllegalArgumentException("work is ticket or purchase, not " + name);
    };
  }

  DeciderSpec spec();

  DeciderRunner<?, ?, ?, ?> decider(
      DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics);

  /** Writes all facts that precede the first request. */
  void facts(Consumer<ProducerRecord<byte[], byte[]>> log);

  ProducerRecord<byte[], byte[]> request(int customer, UUID id);

  /** The topics an accepted request is written to. */
  default List<String> written() {
    List<String> written = new ArrayList<>(spec().outputs());
    written.remove(spec().parked());
    return written;
  }

  default List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    spec().inputs().forEach(name -> topics.add(Topic.input(name, PARTITIONS)));
    spec().facts().forEach(name -> topics.add(Topic.events(name, PARTITIONS)));
    spec().shared().ifPresent(name -> topics.add(Topic.shared(name)));
    written().forEach(name -> topics.add(Topic.events(name, PARTITIONS)));
    topics.add(Topic.parked(spec().parked(), PARTITIONS));
    return topics;
  }
}
