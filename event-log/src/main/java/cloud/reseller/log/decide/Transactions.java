package cloud.reseller.log.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a batch and its input offsets in one transaction, and tells how it ended. */
final class Transactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /** How a transaction ended. */
  sealed interface Ending {

    /** In the log. */
    record Committed() implements Ending {}

    /** Surely not in the log. */
    record Aborted() implements Ending {}

    /** In the log or not; only the log can tell. */
    record Unknown() implements Ending {}
  }

  private final Producer<byte[], byte[]> producer;

  /** Opens the producer and ends whatever its predecessor left open. */
  Transactions(Supplier<Producer<byte[], byte[]>> producers) {
    producer = producers.get();
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  Ending write(
      List<Outgoing> batch,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
    try {
      producer.beginTransaction();
      for (Outgoing outgoing : batch) {
        sent.add(producer.send(outgoing.record()));
      }
      producer.flush();
      if (!asForetold(batch, sent)) {
        return abort();
      }
      producer.sendOffsetsToTransaction(offsets, group);
    } catch (KafkaException | ExecutionException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("transaction given up before its commit");
      return abort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending.Unknown();
    }
    try {
      producer.commitTransaction();
      return new Ending.Committed();
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("commit has no certain end");
      return new Ending.Unknown();
    }
  }

  private static boolean asForetold(List<Outgoing> batch, List<Future<RecordMetadata>> sent)
      throws ExecutionException, InterruptedException {
    for (int i = 0; i < sent.size(); i++) {
      long offset = sent.get(i).get().offset();
      if (offset != batch.get(i).foretold()) {
        LOG.atWarn()
            .addKeyValue("topic", batch.get(i).record().topic())
            .addKeyValue("partition", batch.get(i).record().partition())
            .addKeyValue("foretold", batch.get(i).foretold())
            .addKeyValue("offset", offset)
            .log("a record got another offset than its batch rests on");
        return false;
      }
    }
    return true;
  }

  private Ending abort() {
    try {
      producer.abortTransaction();
      return new Ending.Aborted();
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("abort has no certain end");
      return new Ending.Unknown();
    }
  }

  /** Lets go at once; a running transaction is ended by its successor or by the broker. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
