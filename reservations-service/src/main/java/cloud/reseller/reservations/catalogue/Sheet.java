package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A kind of sheet that can be imported. Reading one twice gives the same facts. */
sealed interface Sheet permits PriceSheet, FlexibilitySheet {

  /**
   * Reads a sheet line by line.
   *
   * @param sheet its id
   * @param lines gets each line as soon as it is read
   * @return what is published after the lines
   * @throws SheetRefusedException naming line and column of the first one that is wrong
   */
  Published read(String sheet, InputStream csv, Consumer<CatalogueEvent> lines)
      throws IOException, SheetRefusedException;

  /**
   * The end of a sheet.
   *
   * @param publication the fact that makes the lines count
   * @param lines number of lines before it
   * @param left number of lines of products that are not sold
   */
  record Published(CatalogueEvent publication, int lines, int left) {}
}
