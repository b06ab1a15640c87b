package cloud.reseller.events;

/**
 * A command came a second time under the same id and with the same content. The first answer holds.
 *
 * @param customerId the customer it named; the record's key
 * @param commandId the id its sender gave it
 * @param firstOutcome where the first answer stands, as topic/partition@offset
 */
public record CommandRepeated(String customerId, String commandId, String firstOutcome)
    implements PermissionEvent, ReservationEvent {}
