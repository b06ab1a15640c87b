package cloud.reseller.gateway.services;

import java.time.Instant;

/** A reservation in the public form. */
public record Reservation(String id, Properties properties, Amount customerPrice) {

  /** What it is. */
  public record Properties(
      String displayName, int quantity, String skuDescription, Instant expiryDateTime) {}
}
