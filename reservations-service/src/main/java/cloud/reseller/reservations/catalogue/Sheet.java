package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A kind of sheet that can be imported. Reading the same sheet again gives the same facts. */
sealed interface Sheet permits PriceSheet, FlexibilitySheet {

  /**
   * Reads a sheet line by line.
   *
   * @param sheet its id
   * @param lines receives each line as soon as it is read
   * @return the publication that follows the lines
   * @throws SheetRefusedException naming the line and column of the first error
   */
  Published read(String sheet, InputStream csv, Consumer<CatalogueEvent> lines)
      throws IOException, SheetRefusedException;

  /**
   * The end of a sheet.
   *
   * @param publication the fact that puts the lines into effect
   * @param lines number of lines before it
   * @param left number of lines left out because their products are not sold
   */
  record Published(CatalogueEvent publication, int lines, int left) {}
}
