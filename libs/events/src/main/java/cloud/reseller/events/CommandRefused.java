package cloud.reseller.events;

import java.util.Optional;

/**
 * A command or request was refused.
 *
 * @param customerId the customer it named; the record's key
 * @param commandId the id its sender gave it
 * @param commandType its type name; empty if it had none, or one that an outcome cannot repeat
 * @param code stable code of the refusal
 * @param text the reason and the next step, for people
 * @param restsOn the fact it rests on as topic/partition@offset, empty if it rests on none
 * @param by who asked; absent if the command could not be read that far
 */
public record CommandRefused(
    String customerId,
    String commandId,
    String commandType,
    String code,
    String text,
    String restsOn,
    Optional<Actor> by)
    implements PermissionEvent, ReservationEvent {}
