package cloud.reseller.reservations.write.state;

import cloud.reseller.log.IdTable;
import cloud.reseller.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * All orders a customer ever had, by id, with the fact that created each. An order's id is made of
 * its request's, so a request that comes again long after its answer was forgotten meets its order
 * here and buys nothing.
 *
 * @param partition the partition of the customer's facts
 * @param offsets of the facts, by the order's id
 */
public record OrderIndex(int partition, IdTable offsets) {

  static final OrderIndex NONE = new OrderIndex(0, IdTable.empty(1));

  /** The topic of the facts. */
  private static final String EVENTS = "reservation-events";

  /**
   * Orders as they were kept.
   *
   * @param entries what {@link #entries} gave
   */
  public static OrderIndex of(int partition, long[] entries) {
    return new OrderIndex(partition, IdTable.of(1, entries));
  }

  /** The id of an order in a fact; any text that is not a UUID gets an id of its own. */
  static UUID idOf(String orderId) {
    try {
      return UUID.fromString(orderId);
    } catch (IllegalArgumentException notOne) {
      return UUID.nameUUIDFromBytes(orderId.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The fact that made an order, if there is one of that id. */
  public Optional<Position> find(UUID id) {
    int entry = offsets.find(id.getMostSignificantBits(), id.getLeastSignificantBits());
    return entry < 0
        ? Optional.empty()
        : Optional.of(new Position(EVENTS, partition, offsets.value(entry, 0)));
  }

  /** These and one more. */
  OrderIndex plus(UUID id, Position fact) {
    return new OrderIndex(
        fact.partition(),
        offsets.plus(id.getMostSignificantBits(), id.getLeastSignificantBits(), fact.offset()));
  }

  /** Ids and offsets in turn, in the order of the facts. */
  public long[] entries() {
    return offsets.toLongs();
  }
}
