package cloud.reseller.events;

/** The commands in {@code reservation-commands} and the requests in {@code purchase-requests}. */
public enum ReservationCommandType implements CommandType {
  /** By a user of the customer. */
  PURCHASE_RESERVATION("PurchaseReservation.v1"),
  /** By an agent of the partner. */
  PURCHASE_RESERVATION_ON_BEHALF("PurchaseReservationOnBehalf.v1");

  private final String typeName;

  ReservationCommandType(String typeName) {
    this.typeName = typeName;
  }

  @Override
  public String typeName() {
    return typeName;
  }
}
