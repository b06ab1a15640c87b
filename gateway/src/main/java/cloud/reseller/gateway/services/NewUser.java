package cloud.reseller.gateway.services;

/** A user of a customer to add. */
public record NewUser(String userPrincipalName, String displayName) {}
