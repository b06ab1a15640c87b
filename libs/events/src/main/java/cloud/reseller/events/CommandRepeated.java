package cloud.reseller.events;

/**
 * A command was received again with the same id and content. The first answer stands.
 *
 * @param customerId the customer it named; the record's key
 * @param commandId the id its sender gave it
 * @param firstOutcome position of the first answer, as topic/partition@offset
 */
public record CommandRepeated(String customerId, String commandId, String firstOutcome)
    implements PermissionEvent, ReservationEvent {}
