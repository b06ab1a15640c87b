package cloud.reseller.reservations.write.state;

import cloud.reseller.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Every order a customer ever had, by its id, and the fact that made it. An order's id is made of
 * its request's, so a request that comes again long after its answer was forgotten meets its order
 * here and buys nothing.
 *
 * <p>24 bytes each, and 8 to 16 more for the index of a customer with many. Immutable to its
 * holder: versions share their arrays, the newest one appends behind what older ones see, any other
 * one copies first.
 */
public final class OrderIndex {

  static final OrderIndex NONE = new OrderIndex(new Store(new long[0], 0), 0, 0);

  /** The topic of the facts. */
  private static final String EVENTS = "reservation-events";

  /** Id, in two halves, and offset. */
  private static final int FIELDS = 3;

  private static final int SMALLEST = 2 * FIELDS;

  /** So many are found as fast without an index. */
  private static final int FEW = 32 * FIELDS;

  private static final class Store {
    final long[] longs;

    /** Where an id's entry begins, plus one; 0 is free. Of few orders there is none. */
    final int[] places;

    int used;

    Store(long[] longs, int used) {
      this.longs = longs;
      this.used = used;
      this.places =
          new int[longs.length <= FEW ? 0 : Integer.highestOneBit(longs.length / FIELDS) << 2];
      for (int i = 0; i < used; i += FIELDS) {
        index(i);
      }
    }

    void index(int entry) {
      if (places.length > 0) {
        int place = place(longs[entry]);
        while (places[place] != 0) {
          place = next(place);
        }
        places[place] = entry + 1;
      }
    }

    int place(long high) {
      return (int) (high ^ high >>> 32) & (places.length - 1);
    }

    int next(int place) {
      return place + 1 & (places.length - 1);
    }

    boolean is(int entry, UUID id) {
      return longs[entry] == id.getMostSignificantBits()
          && longs[entry + 1] == id.getLeastSignificantBits();
    }
  }

  private final Store store;
  private final int end;
  private final int partition;

  private OrderIndex(Store store, int end, int partition) {
    this.store = store;
    this.end = end;
    this.partition = partition;
  }

  /**
   * Orders as they were kept.
   *
   * @param entries what {@link #entries} gave
   */
  public static OrderIndex of(int partition, long[] entries) {
    return new OrderIndex(new Store(entries.clone(), entries.length), entries.length, partition);
  }

  /** The id of an order as it stands in a fact; any text that is no UUID has an id of its own. */
  static UUID idOf(String orderId) {
    try {
      return UUID.fromString(orderId);
    } catch (IllegalArgumentException notOne) {
      return UUID.nameUUIDFromBytes(orderId.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The fact that made an order, if there is one of that id. */
  public Optional<Position> find(UUID id) {
    if (store.places.length == 0) {
      for (int i = 0; i < end; i += FIELDS) {
        if (store.is(i, id)) {
          return Optional.of(fact(i));
        }
      }
      return Optional.empty();
    }
    int place = store.place(id.getMostSignificantBits());
    for (; store.places[place] != 0; place = store.next(place)) {
      int entry = store.places[place] - 1;
      // Entries behind the end are those of newer versions.
      if (entry < end && store.is(entry, id)) {
        return Optional.of(fact(entry));
      }
    }
    return Optional.empty();
  }

  private Position fact(int entry) {
    return new Position(EVENTS, partition, store.longs[entry + 2]);
  }

  /** These and one more; a customer's facts all stand in one partition. */
  OrderIndex plus(UUID id, Position fact) {
    Store target = store;
    if (store.used != end || end == store.longs.length) {
      int capacity = Math.max(SMALLEST, (end / FIELDS + (end / FIELDS >> 2) + 1) * FIELDS);
      target = new Store(Arrays.copyOf(Arrays.copyOf(store.longs, end), capacity), end);
    }
    target.longs[end] = id.getMostSignificantBits();
    target.longs[end + 1] = id.getLeastSignificantBits();
    target.longs[end + 2] = fact.offset();
    target.used = end + FIELDS;
    target.index(end);
    return new OrderIndex(target, end + FIELDS, fact.partition());
  }

  /** The partition of the facts. */
  public int partition() {
    return partition;
  }

  /** Ids and offsets in turn, in the order of the facts. */
  public long[] entries() {
    return Arrays.copyOf(store.longs, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderIndex that
        && partition == that.partition
        && Arrays.equals(store.longs, 0, end, that.store.longs, 0, that.end);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries());
  }

  @Override
  public String toString() {
    return "OrderIndex[" + partition + ' ' + Arrays.toString(entries()) + ']';
  }
}
