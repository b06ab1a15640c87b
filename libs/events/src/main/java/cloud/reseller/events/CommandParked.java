package cloud.reseller.events;

/**
 * A command was not decided because deciding itself failed; an operator has to look at it.
 *
 * @param customerId the customer it named; the record's key
 * @param commandId the id its sender gave it
 * @param commandType its type name
 * @param reason what failed, without personal data
 */
public record CommandParked(String customerId, String commandId, String commandType, String reason)
    implements PermissionEvent, ReservationEvent {}
