package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a customer's purchase permission.
 *
 * @param on whether the permission was on afterwards
 * @param by who changed it
 * @param reason as it was given
 */
public record PermissionChange(boolean on, Instant date, Person by, Optional<String> reason) {}
