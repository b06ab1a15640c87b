package cloud.reseller.benchmarks;

import cloud.reseller.log.decide.state.SnapshotStore;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.Header;

/**
 * Decisions per second of one instance with all requests waiting, compared with Kafka's
 * transactional producer-perf and with the {@link BareLoop}.
 */
public final class Decisions {

  private final Machine machine;
  private final Work work;
  private final int requests;

  private Decisions(Machine machine, Work work, int requests) {
    this.machine = machine;
    this.work = work;
    this.requests = requests;
  }

  public static void main(String[] args) throws Exception {
    Work work = Work.named(System.getProperty("work", "ticket"));
    int requests = Integer.getInteger("requests", 600_000);
    int rounds = Integer.getInteger("rounds", 3);
    Figure decided = new Figure("decisions/s", "%,.0f");
    Figure perf = new Figure("producer-perf records/s", "%,.0f");
    Figure bare = new Figure("bare loop requests/s", "%,.0f");
    Figure ofPerf = new Figure("decisions of producer-perf", "%.3f");
    Figure ofBare = new Figure("decisions of bare loop", "%.3f");
    try (Machine machine = new Machine()) {
      // A warm-up round, which is not counted.
      new Decisions(machine, work, requests).round();
      for (int round = 1; round <= rounds; round++) {
        double ceiling = perf.add(ProducerPerf.run(machine, 3 * requests));
        Result result = new Decisions(machine, work, requests).round();
        decided.add(result.decided());
        bare.add(result.bare());
        ofPerf.add(result.decided() / ceiling);
        ofBare.add(result.decided() / result.bare());
        System.out.printf(
            "round %d: %,.0f decided, %,.0f producer-perf, %,.0f bare; bytes: request %d,"
                + " outcome %s%n",
            round, result.decided(), ceiling, result.bare(), result.bytesIn(), result.bytesOut());
      }
    }
    Stream.of(decided, perf, bare, ofPerf, ofBare).forEach(System.out::println);
  }

  /**
   * @param bytesIn body of a request
   * @param bytesOut sizes of bodies and headers written for it
   */
  private record Result(double decided, double bare, int bytesIn, String bytesOut) {}

  private Result round() {
    List<String> topics = machine.make(work);
    publish();
    double decided;
    try (Deciding deciding = new Deciding(machine, work, SnapshotStore.none())) {
      decided = perSecond(deciding::decided);
    }
    double bare;
    try (BareLoop loop = new BareLoop(machine, work, true)) {
      bare = perSecond(loop::answered);
    }
    int bytesIn = work.request(0, new UUID(0, 0)).value().length;
    List<String> bytesOut =
        work.written().stream()
            .map(topic -> machine.sample(topic).get(0))
            .map(record -> record.value().length + " with " + headers(record) + " of evidence")
            .toList();
    machine.drop(topics);
    return new Result(decided, bare, bytesIn, bytesOut.toString());
  }

  private static int headers(ConsumerRecord<byte[], byte[]> record) {
    int bytes = 0;
    for (Header header : record.headers()) {
      bytes += header.key().length() + header.value().length;
    }
    return bytes;
  }

  private void publish() {
    Random random = new Random(1);
    try (KafkaProducer<byte[], byte[]> producer = machine.publisher(5)) {
      work.facts(producer::send);
      for (int i = 0; i < requests; i++) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        producer.send(work.request(random.nextInt(Work.CUSTOMERS), id));
      }
    }
  }

  /** Rate between the first and the last observed batch. */
  private double perSecond(DoubleSupplier done) {
    double first = 0;
    while (first == 0) {
      LockSupport.parkNanos(1_000_000);
      first = done.getAsDouble();
    }
    long begun = System.nanoTime();
    while (done.getAsDouble() < requests) {
      LockSupport.parkNanos(1_000_000);
    }
    return (requests - first) / ((System.nanoTime() - begun) / 1e9);
  }
}
