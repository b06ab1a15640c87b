package cloud.reseller.gateway.dashboard.sheets;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of price sheets. */
@MessageBundle("sheets")
public interface SheetsWords {

  @Message(
      "Your cost for each size comes from the sheet in force in the customer’s market. A sheet of"
          + " yours replaces the operator’s for your customers.")
  String priceSheetsHint();

  @Message("Only admin and sales agents see price sheets.")
  String sheetsNotForRole();

  @Message("in force")
  String inForce();

  @Message("comes next")
  String nextSheet();

  @Message("none in force")
  String noSheet();

  @Message("In force from")
  String since();

  @Message("{from} until {until}")
  String fromUntil(String from, String until);

  @Message("Whose")
  String sheetOf();

  @Message("yours")
  String yourSheet();

  @Message("the operator’s")
  String operatorsSheet();

  @Message("Lines")
  String linesAsCsv();

  @Message("Lines of the sheet for {market} as CSV")
  String linesOf(String market);

  @Message("No price sheet. Nothing can be sold until one is published.")
  String noSheets();

  @Message("Publish a price sheet")
  String publishSheet();

  @Message("File (CSV in the public form)")
  String csvFile();

  @Message("In force from (optional)")
  String inForceFromDay();

  @Message(
      "Left empty, it is in force at once. Else from the beginning of that day in UTC. It replaces"
          + " your earlier sheet for the same markets as a whole.")
  String inForceFromHint();

  @Message("Sending the file, then every line is checked. This can take a minute.")
  String publishing();

  @Message("Only admin agents publish price sheets.")
  String onlyAdminsPublish();

  @Message("Choose a file with a price sheet.")
  String chooseFile();

  @Message("Give a day such as 2026-12-01.")
  String dayInvalid();

  @Message("Published")
  String sheetPublished();

  @Message("{#if count == 1}1 line was published.{#else}{shown} lines were published.{/if}")
  String linesPublished(long count, String shown);

  @Message("In force from {when}.")
  String inForceFrom(String when);

  @Message("No line was left out.")
  String nothingLeftOut();

  @Message(
      "{#if count == 1}1 line was left out, because nothing is sold under what it"
          + " names:{#else}{shown} lines were left out, because nothing is sold under what they"
          + " name:{/if}")
  String linesLeftOut(long count, String shown);

  @Message("Unknown term")
  String unknownTerm();

  @Message("Unknown product or region")
  String unknownProductOrRegion();

  @Message("Unknown value in {column}")
  String unknownIn(String column);

  @Message("Not published: {why}")
  String sheetNotPublished(String why);

  @Message(
      "Whether the sheet was published is unknown: the service did not answer in time. Sending the"
          + " same file again publishes it once.")
  String sheetUnknown();

  @Message("Not published: other sheets are being imported. Send the file again in a minute.")
  String tooManySheets();
}
