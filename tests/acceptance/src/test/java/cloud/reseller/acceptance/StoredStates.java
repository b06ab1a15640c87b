package cloud.reseller.acceptance;

import cloud.reseller.log.decide.state.FoldedLog;
import cloud.reseller.permissions.write.CustomerCodec;
import cloud.reseller.permissions.write.PermissionDecider;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.reservations.write.CustomerStateCodec;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The states that deciders fold stored logs into: a line per customer with the digest of its state.
 * States are not a permanent form, so the file name contains their version.
 *
 * @param file the file next to a log
 * @param partitions each partition's fold
 */
record StoredStates(String file, List<FoldedLog<?, ?, ?, ?>> partitions) {

  static StoredStates ofPermissions(List<ConsumerRecord<byte[], byte[]>> log) {
    CustomerCodec codec = new CustomerCodec();
    return new StoredStates(
        "states-permissions-service-" + codec.version() + ".txt",
        IntStream.range(0, House.PARTITIONS)
            .<FoldedLog<?, ?, ?, ?>>mapToObj(
                number ->
                    new FoldedLog<>(
                        Again.PERMISSIONS,
                        new PermissionDecider(),
                        new PermissionMessageCodec(),
                        codec,
                        number,
                        log))
            .toList());
  }

  static StoredStates ofPurchases(List<ConsumerRecord<byte[], byte[]>> log) {
    CustomerStateCodec codec = new CustomerStateCodec();
    return new StoredStates(
        "states-reservations-service-" + codec.version() + ".txt",
        IntStream.range(0, House.PARTITIONS)
            .<FoldedLog<?, ?, ?, ?>>mapToObj(
                number ->
                    new FoldedLog<>(
                        Again.PURCHASES,
                        new ReservationDecider(
                            DefaultMarkup.always(StoredLog.DEFAULT_MARKUP_BASIS_POINTS)),
                        new ReservationMessageCodec(),
                        codec,
                        number,
                        log))
            .toList());
  }

  /** The lines of the file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < partitions.size(); number++) {
      int partition = number;
      partitions
          .get(number)
          .states()
          .forEach((of, digest) -> lines.add(partition + " " + of + " " + digest));
    }
    return lines;
  }
}
