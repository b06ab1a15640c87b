package cloud.reseller.gateway.services;

import java.util.Optional;

/** A subscription to add. */
public record NewSubscription(
    String offerId, Optional<String> friendlyName, Optional<String> entitlementId) {}
