package cloud.reseller.log.decide;

import java.nio.charset.StandardCharsets;

/**
 * The answered requests of one key: id, digest, and where the answer stands. How long one is kept
 * is a rule of {@link MechanismRules}; one that is both older than 24 hours of decision time and
 * not among the last 1,000 never is.
 *
 * <p>Immutable to its holder. Versions share their arrays: the newest version appends behind what
 * older ones see, any other one copies first.
 */
final class AnsweredRequests {

  static final int KEPT = 1_000;
  static final long KEPT_MILLIS = 24L * 60 * 60 * 1000;

  private static final int FIELDS = 5;
  private static final AnsweredRequests NONE = new AnsweredRequests(new Store(0), 0, 0);

  /** Up to so many a scan is fast, and no memory is spent on an index. */
  private static final int SCANNED = 256;

  /**
   * Ids stand alone for a fast scan; the rest of an entry is idLow, digest high/low, offset, time.
   * A large store has an index: open addressing, at most half full, a slot holds the entry plus
   * one.
   */
  private static final class Store {
    final long[] ids;
    final long[] rest;
    final int[] slots;
    int used;

    Store(int capacity) {
      ids = new long[capacity];
      rest = new long[capacity * FIELDS];
      slots = new int[capacity <= SCANNED ? 0 : Integer.highestOneBit(capacity) << 2];
    }

    /** The entry that was written last can be found from now on. */
    void appended() {
      if (slots.length > 0) {
        int slot = slot(ids[used], rest[used * FIELDS]);
        while (slots[slot] != 0) {
          slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = used + 1;
      }
      used++;
    }

    /** Index of the entry for an id in a range, or -1. */
    int find(Id id, int from, int to) {
      if (slots.length > 0) {
        for (int slot = slot(id.high, id.low);
            slots[slot] != 0;
            slot = slot + 1 & slots.length - 1) {
          int entry = slots[slot] - 1;
          if (entry >= from && entry < to && is(entry, id)) {
            return entry;
          }
        }
        return -1;
      }
      for (int entry = to - 1; entry >= from; entry--) {
        if (is(entry, id)) {
          return entry;
        }
      }
      return -1;
    }

    private boolean is(int entry, Id id) {
      return ids[entry] == id.high && rest[entry * FIELDS] == id.low;
    }

    private int slot(long high, long low) {
      long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
      return (int) (mixed >>> 33) & slots.length - 1;
    }
  }

  private final Store store;
  private final int from;
  private final int to;

  private AnsweredRequests(Store store, int from, int to) {
    this.store = store;
    this.from = from;
    this.to = to;
  }

  /** Nothing answered yet. */
  static AnsweredRequests none() {
    return NONE;
  }

  /** Index of the entry for an id, or -1. Valid for this version only. */
  int find(Id id) {
    return store.find(id, from, to);
  }

  /** Whether the entry was made for a request of this digest. */
  boolean sameDigest(int entry, byte[] digest) {
    return store.rest[entry * FIELDS + 1] == longAt(digest, 0)
        && store.rest[entry * FIELDS + 2] == longAt(digest, 8);
  }

  /** Offset of the answer in the events partition. */
  long offset(int entry) {
    return store.rest[entry * FIELDS + 3];
  }

  /** How many answers are kept. */
  int size() {
    return to - from;
  }

  /** Index of the oldest entry; there must be one. Valid for this version only. */
  int oldest() {
    return from;
  }

  /** Decision time of an answer, milliseconds since 1970. */
  long time(int entry) {
    return store.rest[entry * FIELDS + 4];
  }

  /** Decision time of the last answer, {@link Long#MIN_VALUE} if there is none. */
  long lastTime() {
    return from == to ? Long.MIN_VALUE : time(to - 1);
  }

  /** Those answered at that time or later, milliseconds since 1970. */
  AnsweredRequests withoutOlderThan(long millis) {
    int start = from;
    while (start < to && time(start) < millis) {
      start++;
    }
    return start == from ? this : new AnsweredRequests(store, start, to);
  }

  /**
   * This and one more answer, without those that are both older than 24 hours and not among the
   * last 1,000.
   *
   * @param digest the request's digest, 16 bytes or more
   * @param timeMillis decision time of the answer
   */
  AnsweredRequests and(Id id, byte[] digest, long offset, long timeMillis) {
    return append(id.high, id.low, longAt(digest, 0), longAt(digest, 8), offset, timeMillis);
  }

  private AnsweredRequests append(
      long idHigh, long idLow, long digestHigh, long digestLow, long offset, long timeMillis) {
    int start = from;
    while (to - start >= KEPT && store.rest[start * FIELDS + 4] < timeMillis - KEPT_MILLIS) {
      start++;
    }
    Store target = store;
    int end = to;
    if (store.used != to || to == store.ids.length) {
      int live = to - start;
      target = new Store(Math.max(4, live + (live >> 1)));
      System.arraycopy(store.ids, start, target.ids, 0, live);
      System.arraycopy(store.rest, start * FIELDS, target.rest, 0, live * FIELDS);
      for (int i = 0; i < live; i++) {
        target.appended();
      }
      start = 0;
      end = live;
    }
    target.ids[end] = idHigh;
    int at = end * FIELDS;
    target.rest[at] = idLow;
    target.rest[at + 1] = digestHigh;
    target.rest[at + 2] = digestLow;
    target.rest[at + 3] = offset;
    target.rest[at + 4] = timeMillis;
    target.appended();
    return new AnsweredRequests(target, start, end + 1);
  }

  /** The entries as they are stored in a snapshot, six longs each. */
  long[] toLongs() {
    long[] longs = new long[size() * (FIELDS + 1)];
    for (int i = from, at = 0; i < to; i++, at += FIELDS + 1) {
      longs[at] = store.ids[i];
      System.arraycopy(store.rest, i * FIELDS, longs, at + 1, FIELDS);
    }
    return longs;
  }

  /** The entries of a snapshot. */
  static AnsweredRequests ofLongs(long[] longs) {
    int count = longs.length / (FIELDS + 1);
    Store store = new Store(count);
    for (int i = 0, at = 0; i < count; i++, at += FIELDS + 1) {
      store.ids[i] = longs[at];
      System.arraycopy(longs, at + 1, store.rest, i * FIELDS, FIELDS);
      store.appended();
    }
    return new AnsweredRequests(store, 0, count);
  }

  private static long longAt(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private static final java.lang.invoke.VarHandle LONG =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(
          long[].class, java.nio.ByteOrder.BIG_ENDIAN);

  /**
   * 128 bits of a request's id: a GUID's own, or the beginning of the SHA-256 of any other text.
   */
  record Id(long high, long low) {

    static Id of(String id) {
      if (id.length() == 36 && id.charAt(8) == '-') {
        try {
          java.util.UUID uuid = java.util.UUID.fromString(id);
          return new Id(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException notOne) {
          return hashed(id);
        }
      }
      return hashed(id);
    }

    private static Id hashed(String id) {
      byte[] hash = Hashing.sha256(id.getBytes(StandardCharsets.UTF_8));
      return new Id(longAt(hash, 0), longAt(hash, 8));
    }
  }
}
