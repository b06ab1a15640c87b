package cloud.reseller.log.decide.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What the broker says of positions while transactions are under way. */
class WatermarksIT {

  private final Map<String, Object> kafka = Infrastructure.shared().kafka();

  @Test
  void offsets_of_a_transaction_that_has_not_ended_are_waited_for() throws Exception {
    String topic = UUID.randomUUID().toString();
    String group = UUID.randomUUID().toString();
    TopicPartition input = new TopicPartition(topic, 0);
    TopicPartition other = new TopicPartition(topic, 1);
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Infrastructure.shared().kafka(Map.of("transactional.id", group)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      new TopicsStep(admin).createMissing(List.of(Topic.input(topic, 2)));
      Watermarks watermarks = new Watermarks(admin, Set.of());
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, 0, null, "one".getBytes(UTF_8))).get();
      producer.sendOffsetsToTransaction(
          Map.of(input, new OffsetAndMetadata(7)), GroupWithoutMembers.metadata(kafka, group));

      CompletableFuture<Map<TopicPartition, Long>> committed =
          watermarks.committed(group, List.of(input, other));
      // The broker has answered a later question of the same kind before this is looked at.
      admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      assertThat(committed).isNotDone();

      producer.commitTransaction();
      assertThat(committed.get(1, TimeUnit.MINUTES)).isEqualTo(Map.of(input, 7L, other, 0L));
    }
  }
}
