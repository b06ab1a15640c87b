package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Price sheets in the public form. */
public final class PriceSheets {

  private PriceSheets() {}

  /**
   * The sheets of a market.
   *
   * @param next those that will replace the one in force, in order
   */
  public record OfMarket(String market, Optional<Entry> inForce, List<Entry> next) {}

  /**
   * A sheet.
   *
   * @param owner partner or operator
   * @param until when it ends as a whole; most do not
   * @param publishedBy object id
   */
  public record Entry(
      String id,
      String owner,
      Instant since,
      Optional<Instant> until,
      int lines,
      String digest,
      Optional<String> publishedBy,
      Instant publishedAt) {}

  /** A sheet that was published. */
  public record Published(
      String id, String digest, int lines, LeftOut linesLeftOut, Instant effectiveFrom) {}

  /** The lines that were left out. */
  public record LeftOut(int lines, List<Kind> kinds) {}

  /** Lines with an unknown value in a column. */
  public record Kind(String column, String value, int lines) {}
}
