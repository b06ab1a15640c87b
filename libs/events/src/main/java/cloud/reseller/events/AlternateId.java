package cloud.reseller.events;

/** A second, short id of an order, by which lines of the bill are matched with it (C35). */
public final class AlternateId {

  private static final int LENGTH = 12;

  private AlternateId() {}

  /**
   * The last part of the order's id.
   *
   * @param orderId a UUID
   */
  public static String of(String orderId) {
    return orderId.substring(orderId.length() - LENGTH);
  }
}
