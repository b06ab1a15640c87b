package cloud.reseller.gateway.services;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What is not yet invoiced, in the public form. */
public final class Unbilled {

  private Unbilled() {}

  /**
   * A total in one currency.
   *
   * @param customerId whose; empty for all customers together
   * @param subtotal the partner's cost
   */
  public record Total(
      Optional<String> customerId,
      Optional<String> customerName,
      String currency,
      long lines,
      BigDecimal subtotal,
      Price customerPrice) {}

  /** What the partner charges for the same. */
  public record Price(BigDecimal subtotal, String currency) {}

  /**
   * A line.
   *
   * @param instalment number of the payment, from 1
   */
  public record Line(
      String customerId,
      String orderId,
      String alternateId,
      Instant orderDate,
      String productName,
      int quantity,
      BigDecimal subtotal,
      String currency,
      Price customerPrice,
      String reservationId,
      int instalment,
      Payment billingFrequency,
      Origin initiatedBy) {}
}
