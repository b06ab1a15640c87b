package cloud.reseller.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaProxyIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Infrastructure infrastructure = Infrastructure.shared();
  private final String topic = "proxied-" + UUID.randomUUID();

  @Test
  void a_commit_that_is_held_is_seen_by_nobody_until_it_is_let_through() throws Exception {
    try (KafkaProxy proxy = KafkaProxy.open(infrastructure);
        Admin admin = topicMade();
        KafkaProducer<String, String> producer = producer(proxy, topic)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
      proxy.hold(KafkaProxy.END_TXN, KafkaProxy.Way.REQUEST);
      CompletableFuture<Void> commit = CompletableFuture.runAsync(producer::commitTransaction);
      await().atMost(SOON).until(() -> proxy.held() == 1);

      assertThat(commit).isNotDone();
      assertThat(committedEnd(admin)).isZero();

      proxy.letThrough();
      commit.join();
      await().atMost(SOON).until(() -> committedEnd(admin) == 2);
    }
  }

  @Test
  void a_commit_whose_answer_is_lost_was_done_all_the_same() throws Exception {
    try (KafkaProxy proxy = KafkaProxy.open(infrastructure);
        Admin admin = topicMade();
        KafkaProducer<String, String> producer = producer(proxy, topic)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
      proxy.hold(KafkaProxy.END_TXN, KafkaProxy.Way.RESPONSE);
      CompletableFuture<Void> commit = CompletableFuture.runAsync(producer::commitTransaction);

      await().atMost(SOON).until(() -> proxy.held() == 1);
      await().atMost(SOON).until(() -> committedEnd(admin) == 2);
      assertThat(commit).isNotDone();

      proxy.lose();
      // The client asks again on a new connection and is told that it is done.
      commit.join();
    }
  }

  private Admin topicMade() throws Exception {
    Admin admin = Admin.create(infrastructure.kafka());
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    return admin;
  }

  private long committedEnd(Admin admin) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return admin
        .listOffsets(
            Map.of(partition, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private KafkaProducer<String, String> producer(KafkaProxy proxy, String id) {
    Map<String, Object> settings =
        infrastructure.kafka(Map.of("bootstrap.servers", proxy.bootstrap()));
    settings.put("transactional.id", id);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
