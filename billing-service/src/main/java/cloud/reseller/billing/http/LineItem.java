package cloud.reseller.billing.http;

import cloud.reseller.billing.read.Charge;
import cloud.reseller.billing.read.ChargeRow;
import cloud.reseller.events.AlternateId;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Money;
import cloud.reseller.events.ProductName;
import cloud.reseller.kit.publicapi.Attributes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * A line in the public form of the one-time reconciliation file (domain facts, 7.2), as far as its
 * columns are known. Amounts are the partner's cost in whole units of {@code currency}. Our
 * additions: the payer, the customer's price and the origin of the line (P13).
 *
 * @param alternateId the alternate id of the order
 * @param unitPrice price of one instance for the charged period, with as many decimals as needed so
 *     that unit price times quantity rounds to the subtotal
 * @param subscriptionEndDate the day on which the reservation expires
 * @param chargeEndDate last second of the last day
 */
record LineItem(
    String partnerId,
    String customerId,
    Optional<String> customerName,
    Optional<String> customerDomainName,
    Optional<String> customerCountry,
    String orderId,
    String alternateId,
    Instant orderDate,
    String productId,
    String skuId,
    String skuName,
    String productName,
    String chargeType,
    BigDecimal unitPrice,
    BigDecimal effectiveUnitPrice,
    int quantity,
    int billableQuantity,
    BigDecimal subtotal,
    BigDecimal taxTotal,
    BigDecimal totalForCustomer,
    String currency,
    String pricingCurrency,
    BigDecimal pcToBCExchangeRate,
    String publisherName,
    Optional<String> subscriptionDescription,
    String subscriptionId,
    String entitlementId,
    Instant subscriptionStartDate,
    Instant subscriptionEndDate,
    Instant chargeStartDate,
    Instant chargeEndDate,
    String termAndBillingCycle,
    String billingFrequency,
    String reservationOrderId,
    String invoiceLineItemType,
    String billingProvider,
    String payer,
    String payerId,
    CustomerPrice customerPrice,
    String reservationId,
    int instalment,
    String initiatedBy,
    String boughtBy,
    String eventId,
    Attributes attributes) {

  private static final int FEWEST_DECIMALS = 6;

  /**
   * What the partner charges the customer for the same line (B2).
   *
   * @param subtotal in whole units of the currency
   */
  record CustomerPrice(BigDecimal unitPrice, BigDecimal subtotal, String currency) {}

  static LineItem of(ChargeRow row) {
    Charge charge = row.charge();
    String[] product = charge.sheetSku().split(":", 2);
    BigDecimal subtotal = charge.cost().toDecimal();
    BigDecimal unitPrice = unitPrice(charge.cost(), charge.quantity());
    return new LineItem(
        charge.partnerId(),
        charge.customerId(),
        row.names().customer(),
        row.names().domain(),
        row.names().country(),
        charge.orderId(),
        AlternateId.of(charge.orderId()),
        charge.chargedAt(),
        product[0],
        product.length > 1 ? product[1] : "",
        charge.sku(),
        ProductName.of(charge.sku(), charge.region(), charge.length()),
        charge.type(),
        unitPrice,
        unitPrice,
        charge.quantity(),
        charge.quantity(),
        subtotal,
        // Prices are without tax (B8).
        new Money(0, charge.cost().currency()).toDecimal(),
        subtotal,
        charge.cost().currency(),
        charge.cost().currency(),
        BigDecimal.ONE,
        "Microsoft",
        row.names().subscription(),
        charge.subscriptionId(),
        row.names().entitlement().orElse(charge.subscriptionId()),
        start(charge.term().first()),
        // The day on which the reservation expires, as shown by the reservation itself.
        start(charge.term().last().plusDays(1)),
        start(charge.paysFor().first()),
        end(charge.paysFor().last()),
        charge.length().inWords() + ", " + frequency(charge.billingPlan()),
        frequency(charge.billingPlan()),
        charge.orderId(),
        "billing_line_items",
        "one_time",
        "partner",
        charge.partnerId(),
        new CustomerPrice(
            unitPrice(charge.price(), charge.quantity()),
            charge.price().toDecimal(),
            charge.price().currency()),
        charge.reservationId(),
        charge.instalment(),
        charge.origin().name().toLowerCase(Locale.ROOT),
        charge.boughtBy(),
        row.eventId(),
        Attributes.of("OneTimeInvoiceLineItem"));
  }

  /**
   * The amount divided by the quantity, with as many decimals as needed so that the product with
   * the quantity, rounded like money, is the amount owed.
   */
  static BigDecimal unitPrice(Money amount, int quantity) {
    BigDecimal whole = amount.toDecimal();
    BigDecimal count = BigDecimal.valueOf(quantity);
    int decimals = Math.max(FEWEST_DECIMALS, whole.scale() + count.precision() + 1);
    BigDecimal unit = whole.divide(count, decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return unit.scale() < whole.scale() ? unit.setScale(whole.scale()) : unit;
  }

  private static String frequency(BillingPlan plan) {
    return switch (plan) {
      case UPFRONT -> "OneTime";
      case MONTHLY -> "Monthly";
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant end(LocalDate day) {
    return day.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
  }
}
