package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.Publication;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/** A kind of sheet that can be imported. Reading the same sheet again gives the same facts. */
sealed interface Sheet permits PriceSheet, FlexibilitySheet {

  /** What sheets of this kind are called where their ids are made; never changes. */
  String name();

  /**
   * Reads a sheet line by line.
   *
   * @param sheet its id
   * @param lines gets each line as soon as it is read
   * @throws SheetRefusedException naming line and column of the first one that is wrong
   */
  Contents read(String sheet, InputStream csv, Consumer<Line> lines)
      throws IOException, SheetRefusedException;

  /** The fact that makes the lines of a sheet count. */
  Publication publication(
      String sheet, Publisher publisher, Contents contents, Instant effectiveFrom);

  /**
   * What a file holds.
   *
   * @param lines number of lines that are sold
   * @param digest of these lines
   * @param begins when the first of them begins to hold
   * @param ends when the last of them ends
   * @param left what was left out
   */
  record Contents(int lines, String digest, Instant begins, Instant ends, LeftOut left) {}
}
