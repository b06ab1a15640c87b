package cloud.reseller.gateway.services;

import java.util.OptionalLong;

/** The limits on what a customer buys itself, in the smallest units of a currency. */
public record PurchaseLimits(
    String currency,
    OptionalLong perOrderMinor,
    OptionalLong perDayMinor,
    OptionalLong per30DaysMinor) {}
