package cloud.reseller.events;

/** How long a reservation lasts. P5Y exists for a single product, which is not sold here (E11). */
public enum Term {
  P1Y(1),
  P3Y(3);

  private final int years;

  Term(int years) {
    this.years = years;
  }

  /** The term in whole years. */
  public int years() {
    return years;
  }

  /** The term in words, as in the public interface, such as "1 Year". */
  public String inWords() {
    return years + (years == 1 ? " Year" : " Years");
  }
}
