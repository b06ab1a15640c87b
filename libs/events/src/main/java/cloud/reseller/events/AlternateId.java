package cloud.reseller.events;

/** The short id an order has beside its own, by which a bill's line is matched with it (C35). */
public final class AlternateId {

  private static final int LENGTH = 12;

  private AlternateId() {}

  /**
   * The end of an order's id.
   *
   * @param orderId a UUID
   */
  public static String of(String orderId) {
    return orderId.substring(orderId.length() - LENGTH);
  }
}
