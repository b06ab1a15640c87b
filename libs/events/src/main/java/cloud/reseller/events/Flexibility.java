package cloud.reseller.events;

/** Whether a reservation covers every size of its flexibility group (D8). */
public enum Flexibility {
  ON,
  OFF
}
