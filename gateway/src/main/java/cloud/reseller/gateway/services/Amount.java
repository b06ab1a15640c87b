package cloud.reseller.gateway.services;

import java.math.BigDecimal;

/** Money in whole units of its currency. */
public record Amount(BigDecimal amount, String currencyCode) {}
