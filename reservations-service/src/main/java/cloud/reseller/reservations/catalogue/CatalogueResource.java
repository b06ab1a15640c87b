package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.intake.ReceivedInFile;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.reservations.catalogue.CatalogueImport.Imported;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports price sheets and flexibility ratios in their public form. */
@Path("/v1")
class CatalogueResource {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueResource.class);
  private static final String CSV = "text/csv";

  private final CatalogueImport catalogue;
  private final Clock clock;

  @Inject
  CatalogueResource(CatalogueImport catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * A published sheet.
   *
   * @param lines number of published lines
   * @param linesOfOtherProducts number of lines left out
   */
  record SheetForm(
      String id,
      int lines,
      int linesOfOtherProducts,
      Optional<Instant> effectiveFrom,
      Optional<Instant> effectiveUntil,
      Attributes attributes) {

    private static SheetForm of(Imported imported) {
      Optional<PriceSheetPublished> prices =
          imported.published().publication() instanceof PriceSheetPublished published
              ? Optional.of(published)
              : Optional.empty();
      return new SheetForm(
          imported.sheet(),
          imported.published().lines(),
          imported.published().left(),
          prices.map(PriceSheetPublished::effectiveFrom),
          prices.map(PriceSheetPublished::effectiveUntil),
          Attributes.of(prices.isPresent() ? "PriceSheet" : "FlexibilityRatios"));
    }
  }

  @POST
  @Path("/pricesheets")
  @Consumes(CSV)
  @ReceivedInFile
  @AllowedTo({Role.OPERATIONS, Role.ADMIN_AGENT})
  @Operation(
      summary =
          "Publish a reservation price sheet in its public CSV form (operations; admin agents of"
              + " the configured partner)")
  public RestResponse<SheetForm> priceSheet(InputStream csv) throws IOException {
    return publish(new PriceSheet(), csv);
  }

  @POST
  @Path("/flexibilityratios")
  @Consumes(CSV)
  @ReceivedInFile
  @AllowedTo(Role.OPERATIONS)
  @Operation(summary = "Publish the public list of size flexibility ratios (operations)")
  public RestResponse<SheetForm> flexibilityRatios(InputStream csv) throws IOException {
    return publish(new FlexibilitySheet(clock.instant()), csv);
  }

  private RestResponse<SheetForm> publish(Sheet kind, InputStream csv) throws IOException {
    try {
      Imported imported = catalogue.publish(kind, csv);
      return RestResponse.status(
          imported.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
          SheetForm.of(imported));
    } catch (SheetRefusedException e) {
      throw ProblemException.of(
          400,
          "SheetInvalid",
          e.getMessage() + " Nothing was published; correct the file and send it again.",
          "line " + e.line(),
          e.column());
    } catch (KafkaException e) {
      LOG.warn("sheet not published", e);
      throw ErrorCode.UNAVAILABLE
          .because(
              "The event log cannot be written, or another sheet was published at the same time."
                  + " Send the file again after the time in Retry-After: it is published once,"
                  + " whether or not this try came through.")
          .retryAfter(Duration.ofSeconds(5));
    }
  }
}
