package cloud.reseller.gateway.services;

import java.util.Optional;

/** The limits on what a customer buys itself, in the smallest units of a currency. */
public record PurchaseLimits(
    String currency,
    Optional<Long> perOrderMinor,
    Optional<Long> perDayMinor,
    Optional<Long> per30DaysMinor) {}
