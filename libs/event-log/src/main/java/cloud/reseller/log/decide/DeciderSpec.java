package cloud.reseller.log.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which topics a decider reads and writes. All but the shared one have the same number of
 * partitions, and a key has the same partition number in each.
 *
 * @param service name of the service; consumer group, transactional id and parked topic begin with
 *     it
 * @param inputs the topics whose records are decided
 * @param events the topic outcomes are written to; nobody else writes it
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
  String group() {
    return service + "-decider";
  }

  /** The topic that names inputs nobody could be answered for. */
  public String parked() {
    return service + "-parked";
  }

  /** Every topic the decider writes, the events first. */
  public List<String> outputs() {
    List<String> outputs = new ArrayList<>();
    outputs.add(events);
    outputs.addAll(copies);
    outputs.add(parked());
    return outputs;
  }
}
