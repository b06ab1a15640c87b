package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.Publication;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/** A kind of sheet that can be imported. Reading the same sheet again gives the same facts. */
sealed interface Sheet permits PriceSheet, FlexibilitySheet {

  /** The name of this kind in deriving sheet ids; never changes. */
  String name();

  /**
   * Reads a sheet line by line.
   *
   * @param sheet its id
   * @param lines receives each line as soon as it is read
   * @throws SheetRefusedException naming the line and column of the first error
   */
  Contents read(String sheet, InputStream csv, Consumer<Line> lines)
      throws IOException, SheetRefusedException;

  /** The fact that puts the lines of a sheet into effect. */
  Publication publication(
      String sheet, Publisher publisher, Contents contents, Instant effectiveFrom);

  /**
   * The contents of a file.
   *
   * @param lines number of published lines
   * @param digest of these lines
   * @param begins the earliest start of the lines
   * @param ends the latest end of the lines
   * @param left the lines that were left out
   */
  record Contents(int lines, String digest, Instant begins, Instant ends, LeftOut left) {}
}
