package cloud.reseller.log;

import java.util.Arrays;

/**
 * Entries of a 128-bit id and a fixed number of longs, in the order they were added and found by
 * their id; if several have the same id, the first one is found.
 *
 * <p>Memory: 8 bytes for each long of an entry, including the id, up to a quarter more as spare
 * capacity, and 8 to 16 bytes per entry for the index of a large table. Immutable from outside:
 * versions share their arrays, the newest one appends after what older ones see, any other one
 * copies first. Several threads may read it, only one may add entries.
 */
public final class IdTable {

  private static final int SMALLEST = 2;

  /** Up to this many entries a scan is fast enough, and no memory is spent on an index. */
  private static final int SCANNED = 256;

  /**
   * The upper halves of the ids are in an array of their own, for a fast scan. A large store has an
   * index: open addressing, at most half full; a slot holds an entry's number plus one, 0 if free.
   */
  private static final class Store {
    final int fields;
    final long[] highs;
    final long[] rest;
    final int[] slots;
    int used;

    Store(int fields, int capacity) {
      this.fields = fields;
      highs = new long[capacity];
      rest = new long[capacity * fields];
      slots = new int[capacity <= SCANNED ? 0 : Integer.highestOneBit(capacity) << 2];
    }

    /** The entry that was written last can be found from now on. */
    void appended() {
      if (slots.length > 0) {
        int slot = slot(highs[used], rest[used * fields]);
        while (slots[slot] != 0) {
          slot = next(slot);
        }
        slots[slot] = used + 1;
      }
      used++;
    }

    int find(long high, long low, int from, int to) {
      if (slots.length == 0) {
        for (int entry = from; entry < to; entry++) {
          if (is(entry, high, low)) {
            return entry;
          }
        }
        return -1;
      }
      for (int slot = slot(high, low); slots[slot] != 0; slot = next(slot)) {
        int entry = slots[slot] - 1;
        if (entry >= from && entry < to && is(entry, high, low)) {
          return entry;
        }
      }
      return -1;
    }

    private boolean is(int entry, long high, long low) {
      return highs[entry] == high && rest[entry * fields] == low;
    }

    private int slot(long high, long low) {
      long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
      return (int) (mixed >>> 33) & slots.length - 1;
    }

    private int next(int slot) {
      return slot + 1 & slots.length - 1;
    }
  }

  private final Store store;
  private final int from;
  private final int to;

  private IdTable(Store store, int from, int to) {
    this.store = store;
    this.from = from;
    this.to = to;
  }

  /**
   * A table without entries.
   *
   * @param values how many longs an entry holds in addition to its id
   */
  public static IdTable empty(int values) {
    return new IdTable(new Store(values + 1, 0), 0, 0);
  }

  /**
   * A table from its stored form.
   *
   * @param values how many longs an entry holds in addition to its id
   * @param longs the result of {@link #toLongs}
   */
  public static IdTable of(int values, long[] longs) {
    int width = values + 2;
    Store store = new Store(values + 1, longs.length / width);
    for (int at = 0; at + width <= longs.length; at += width) {
      store.highs[store.used] = longs[at];
      System.arraycopy(longs, at + 1, store.rest, store.used * store.fields, store.fields);
      store.appended();
    }
    return new IdTable(store, 0, store.used);
  }

  /** Index of the first entry of an id, or -1. Valid for this version only. */
  public int find(long high, long low) {
    int entry = store.find(high, low, from, to);
    return entry < 0 ? -1 : entry - from;
  }

  /** One of an entry's values, counted from 0. */
  public long value(int entry, int value) {
    return store.rest[(from + entry) * store.fields + 1 + value];
  }

  /** How many entries there are. */
  public int size() {
    return to - from;
  }

  /** This table and one more entry. */
  public IdTable plus(long high, long low, long... values) {
    Store target = store;
    int start = from;
    int end = to;
    if (store.used != to || to == store.highs.length) {
      int live = to - from;
      target = new Store(store.fields, Math.max(SMALLEST, live + (live >> 2) + 1));
      System.arraycopy(store.highs, from, target.highs, 0, live);
      System.arraycopy(store.rest, from * store.fields, target.rest, 0, live * store.fields);
      for (int i = 0; i < live; i++) {
        target.appended();
      }
      start = 0;
      end = live;
    }
    target.highs[end] = high;
    target.rest[end * target.fields] = low;
    System.arraycopy(values, 0, target.rest, end * target.fields + 1, target.fields - 1);
    target.appended();
    return new IdTable(target, start, end + 1);
  }

  /** This table without its first entries. */
  public IdTable without(int first) {
    return first == 0 ? this : new IdTable(store, from + first, to);
  }

  /** All entries in order, each as the two halves of its id and its values. */
  public long[] toLongs() {
    int width = store.fields + 1;
    long[] longs = new long[size() * width];
    for (int entry = from, at = 0; entry < to; entry++, at += width) {
      longs[at] = store.highs[entry];
      System.arraycopy(store.rest, entry * store.fields, longs, at + 1, store.fields);
    }
    return longs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdTable that
        && store.fields == that.store.fields
        && Arrays.equals(store.highs, from, to, that.store.highs, that.from, that.to)
        && Arrays.equals(
            store.rest,
            from * store.fields,
            to * store.fields,
            that.store.rest,
            that.from * store.fields,
            that.to * store.fields);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toLongs());
  }

  @Override
  public String toString() {
    return Arrays.toString(toLongs());
  }
}
