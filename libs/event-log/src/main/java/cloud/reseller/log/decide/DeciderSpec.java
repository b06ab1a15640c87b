package cloud.reseller.log.decide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Which topics a decider reads and writes. All topics except the shared one have the same number of
 * partitions, and a key has the same partition number in each.
 *
 * @param service name of the service; consumer group, transactional id and parked topic begin with
 *     it
 * @param inputs the topics whose records are decided
 * @param events the topic to which outcomes are written, by this decider only
 * @param copies the topics {@link MessageCodec#copies} may name
 * @param facts the topics of other services whose facts count
 * @param shared the one-partition topic whose facts count for every key
 * @param partitions number of partitions, 1 or more
 */
public record DeciderSpec(
    String service,
    List<String> inputs,
    String events,
    List<String> copies,
    List<String> facts,
    Optional<String> shared,
    int partitions) {

  /** The consumer group of all instances. */
  public String group() {
    return service + "-decider";
  }

  /** The topic with notes on inputs that were not decided. */
  public String parked() {
    return service + "-parked";
  }

  /** The topics that make up the state of a key. */
  public List<String> folded() {
    List<String> folded = new ArrayList<>(facts);
    folded.add(events);
    return folded;
  }

  /** Every topic the decider writes, the events first. */
  public List<String> outputs() {
    List<String> outputs = new ArrayList<>();
    outputs.add(events);
    outputs.addAll(copies);
    outputs.add(parked());
    return outputs;
  }

  /** The inputs of a partition number. */
  public Set<TopicPartition> inputsOf(int number) {
    return numbered(inputs, number);
  }

  /** What this decider writes to a partition number. */
  public Set<TopicPartition> outputsOf(int number) {
    return numbered(outputs(), number);
  }

  /** What is read to restore a partition number: its facts and its own outcomes. */
  public Set<TopicPartition> restoredFrom(int number) {
    Set<TopicPartition> partitions = numbered(facts, number);
    partitions.addAll(outputsOf(number));
    return partitions;
  }

  /** What decisions of a partition number rest on: its facts and the shared ones. */
  public Set<TopicPartition> decidedOn(int number) {
    Set<TopicPartition> partitions = numbered(facts, number);
    sharedPartition().ifPresent(partitions::add);
    return partitions;
  }

  /** The one partition of the shared topic. */
  public Optional<TopicPartition> sharedPartition() {
    return shared.map(topic -> new TopicPartition(topic, 0));
  }

  private static Set<TopicPartition> numbered(Collection<String> topics, int number) {
    Set<TopicPartition> partitions = new HashSet<>();
    topics.forEach(topic -> partitions.add(new TopicPartition(topic, number)));
    return partitions;
  }
}
