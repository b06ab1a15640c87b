package cloud.reseller.events;

/** A fact in one of the event topics. */
public sealed interface Event permits PermissionEvent, ReservationEvent, CatalogueEvent {}
