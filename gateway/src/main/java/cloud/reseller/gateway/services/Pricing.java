package cloud.reseller.gateway.services;

/** What only the partner sees of a price. */
public record Pricing(Amount partnerCost, Amount customerPrice) {}
