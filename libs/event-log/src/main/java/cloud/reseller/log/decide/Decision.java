package cloud.reseller.log.decide;

/** What was decided. One decision is one record. */
public sealed interface Decision<E> {

  /** The record to write. */
  E event();

  /** The request is granted. */
  record Accepted<E>(E event) implements Decision<E> {}

  /**
   * The request is refused; the refusal is a record like any other.
   *
   * @param code stable code, also the metric's label
   */
  record Refused<E>(String code, E event) implements Decision<E> {}
}
