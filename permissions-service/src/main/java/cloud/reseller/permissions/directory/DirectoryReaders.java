package cloud.reseller.permissions.directory;

import static java.util.stream.Collectors.toMap;

import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.topics.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the views of every service have passed the current end of the directory. Each service
 * commits its position to its consumer group after writing the rows.
 */
@Singleton
class DirectoryReaders {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryReaders.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final String GROUP_ENDING = "-directory";

  private final List<String> services;
  private final Duration within;
  private final int partitions;
  private final Map<String, Object> settings;
  private Optional<Admin> admin = Optional.empty();

  @Inject
  DirectoryReaders(
      @ConfigProperty(name = "reseller.directory.readers") Optional<List<String>> services,
      @ConfigProperty(name = "reseller.directory.readers-within", defaultValue = "5s")
          Duration within,
      @ConfigProperty(name = "reseller.partitions") int partitions,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.services = services.orElse(List.of());
    this.within = within;
    this.partitions = partitions;
    this.settings = new HashMap<>(kafka);
    settings.put("request.timeout.ms", 4_000);
    settings.put("default.api.timeout.ms", 5_000);
  }

  /**
   * Returns when reads that start afterwards, in any service, see everything that is in the
   * directory now.
   *
   * @throws ProblemException 503 naming the services that were not seen to catch up
   */
  void awaitAll() {
    List<String> behind = services;
    if (behind.isEmpty()) {
      return;
    }
    long deadline = System.nanoTime() + within.toNanos();
    try {
      Map<TopicPartition, Long> ends = ends();
      while (true) {
        behind = behind(ends, behind);
        if (behind.isEmpty()) {
          return;
        }
        if (System.nanoTime() - deadline > 0) {
          throw notSeen(behind);
        }
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (ExecutionException away) {
      LOG.warn("the positions of the views are not known: {}", String.valueOf(away.getCause()));
      throw notSeen(behind);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notSeen(behind);
    }
  }

  private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin()
        .listOffsets(
            IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.DIRECTORY, partition))
                .collect(toMap(partition -> partition, _ -> OffsetSpec.latest())))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private List<String> behind(Map<TopicPartition, Long> ends, List<String> asked)
      throws ExecutionException, InterruptedException {
    var positions =
        admin()
            .listConsumerGroupOffsets(
                asked.stream()
                    .collect(
                        toMap(
                            service -> service + GROUP_ENDING,
                            _ ->
                                new ListConsumerGroupOffsetsSpec().topicPartitions(ends.keySet()))))
            .all()
            .get();
    List<String> behind = new ArrayList<>();
    for (String service : asked) {
      Map<TopicPartition, OffsetAndMetadata> passed = positions.get(service + GROUP_ENDING);
      if (ends.entrySet().stream()
          .anyMatch(end -> position(passed, end.getKey()) < end.getValue())) {
        behind.add(service);
      }
    }
    return behind;
  }

  private static long position(
      Map<TopicPartition, OffsetAndMetadata> passed, TopicPartition partition) {
    OffsetAndMetadata position = passed.get(partition);
    return position == null ? 0 : position.offset();
  }

  private static ProblemException notSeen(List<String> behind) {
    return ProblemException.of(
            503,
            "ErasureNotSeen",
            "The person is erased, but whether these services still show the name is not known: "
                + String.join(", ", behind)
                + ". Repeat the request with the same MS-RequestId after the time in Retry-After,"
                + " until it is answered without an error.",
            behind.toArray(String[]::new))
        .retryAfter(Duration.ofSeconds(5));
  }

  /** Created on first use: most services erase nobody. */
  private synchronized Admin admin() {
    if (admin.isEmpty()) {
      admin = Optional.of(Admin.create(settings));
    }
    return admin.get();
  }

  @PreDestroy
  synchronized void close() {
    admin.ifPresent(one -> one.close(Duration.ofSeconds(1)));
  }
}
