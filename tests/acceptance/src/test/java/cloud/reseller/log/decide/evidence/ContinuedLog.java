package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.FoldedLog;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.log.decide.state.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * What a decider that restored a log makes of further inputs, each in a transaction of its own.
 * Stands in this package since deciding is nobody else's business.
 *
 * @param records what it writes, in its order
 * @param states what its state is then, as {@link FoldedLog#states()} tells it
 */
public record ContinuedLog(
    List<ConsumerRecord<byte[], byte[]>> records, SortedMap<String, String> states) {

  /**
   * Decides inputs behind a log.
   *
   * @param log as the decider restored it
   * @param rules the rule set they are decided under
   */
  public static <C, S, G, E> ContinuedLog of(
      FoldedLog<C, S, G, E> log,
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      int rules,
      List<ConsumerRecord<byte[], byte[]>> inputs) {
    Partition<S> partition = log.folded();
    Fold.Shared<G> shared = log.foldedShared();
    DecisionHandler<C, S, G, E> handler =
        new DecisionHandler<>(spec, decider, messageCodec, DecisionCount.NOWHERE);
    StringJoiner observed = new StringJoiner(" ");
    spec.facts()
        .forEach(
            topic ->
                observed.add(topic + '/' + partition.number() + '@' + partition.position(topic)));
    spec.shared().ifPresent(topic -> observed.add(topic + "/0@" + shared.position()));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> input : inputs) {
      Overlay<S> overlay = new Overlay<>(partition, rules);
      handler.decide(
          new FrozenState<>(overlay, shared, observed.toString().getBytes(UTF_8), Map.of()),
          input,
          out -> records.add(written(out)));
      overlay.commit();
    }
    return new ContinuedLog(records, log.states(partition));
  }

  private static ConsumerRecord<byte[], byte[]> written(Outgoing out) {
    ProducerRecord<byte[], byte[]> record = out.record();
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        out.expectedOffset(),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        0,
        0,
        record.key(),
        record.value(),
        record.headers(),
        Optional.empty());
  }
}
