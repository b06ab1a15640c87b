package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.intake.ReceivedInFile;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.reservations.catalogue.CatalogueImport.Asked;
import cloud.reseller.reservations.catalogue.CatalogueImport.Outcome;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

  /** What clients send that do not know what is in a file. */
  private static final String ANY_FILE = MediaType.APPLICATION_OCTET_STREAM;

  private final CatalogueImport catalogue;
  private final CurrentCaller caller;
  private final RequestHeaders request;
  private final PublishedInViews views;

  @Inject
  CatalogueResource(
      CatalogueImport catalogue,
      CurrentCaller caller,
      RequestHeaders request,
      PublishedInViews views) {
    this.catalogue = catalogue;
    this.views = views;
    this.caller = caller;
    this.request = request;
  }

  /**
   * A published sheet.
   *
   * @param digest of its lines: the same for every sheet with these lines
   * @param lines number of published lines
   * @param linesLeftOut lines of products, terms and regions that are not sold here
   * @param effectiveFrom the first instant at which it is in force
   * @param inForce what is in force now: for price sheets, one entry for each market of the file
   */
  record SheetForm(
      String id,
      String digest,
      int lines,
      LeftOut linesLeftOut,
      Instant effectiveFrom,
      List<InForce> inForce,
      Attributes attributes) {

    /**
     * The sheet in force now for the customers of the publisher.
     *
     * @param market absent for ratios, which apply in every market
     * @param sheet its id; absent if no sheet is in force
     * @param owner partner or operator
     * @param since the first instant at which it was in force
     */
    record InForce(
        Optional<String> market,
        Optional<String> sheet,
        Optional<String> owner,
        Optional<Instant> since) {

      private static InForce of(String market, Optional<PublishedSheet> sheet) {
        return new InForce(
            Optional.of(market).filter(name -> !name.isEmpty()),
            sheet.map(it -> it.publication().sheet()),
            sheet.map(it -> it.partnerId().isPresent() ? "partner" : "operator"),
            sheet.map(PublishedSheet::since));
      }
    }

    private static SheetForm of(Outcome.Published published) {
      Publication publication = published.publication();
      String type =
          switch (publication) {
            case PriceSheetPublished _, PriceSheetPublishedV1 _ -> "PriceSheet";
            case FlexibilityRatiosPublished _, FlexibilityRatiosPublishedV1 _ ->
                "FlexibilityRatios";
          };
      return new SheetForm(
          publication.sheet(),
          publication.digest(),
          publication.lines(),
          published.contents().left(),
          publication.effectiveFrom(),
          published.inForce().entrySet().stream()
              .map(market -> InForce.of(market.getKey(), market.getValue()))
              .toList(),
          Attributes.of(type));
    }
  }

  @POST
  @Path("/pricesheets")
  @Consumes({CSV, ANY_FILE})
  @ReceivedInFile
  @AllowedTo({Role.OPERATIONS, Role.ADMIN_AGENT})
  @Operation(
      summary =
          "Publish a reservation price sheet in its public CSV form, for the partner's own"
              + " customers (admin agents) or for the customers of partners without a sheet (operations)")
  public RestResponse<SheetForm> priceSheet(
      @QueryParam("effectiveFrom") Optional<String> effectiveFrom, InputStream csv)
      throws IOException {
    return publish(new PriceSheet(), publisher(), effectiveFrom, csv);
  }

  @POST
  @Path("/flexibilityratios")
  @Consumes({CSV, ANY_FILE})
  @ReceivedInFile
  @AllowedTo(Role.OPERATIONS)
  @Operation(summary = "Publish the public list of size flexibility ratios (operations)")
  public RestResponse<SheetForm> flexibilityRatios(
      @QueryParam("effectiveFrom") Optional<String> effectiveFrom, InputStream csv)
      throws IOException {
    return publish(new FlexibilitySheet(), publisher(), effectiveFrom, csv);
  }

  private Publisher publisher() {
    return switch (caller.get()) {
      case Caller.PartnerAgent agent ->
          new Publisher(
              Optional.of(agent.partnerId()),
              Optional.of(agent.oid()),
              Optional.of(request.correlationId()));
      case Caller.Operator operator ->
          new Publisher(
              Optional.empty(), Optional.of(operator.oid()), Optional.of(request.correlationId()));
      case Caller.CustomerUser _ ->
          throw new IllegalStateException("customers do not publish prices");
    };
  }

  private RestResponse<SheetForm> publish(
      Sheet kind, Publisher publisher, Optional<String> effectiveFrom, InputStream csv)
      throws IOException {
    Asked asked =
        new Asked(
            kind,
            CatalogueImport.id(publisher, kind, request.requestId()),
            publisher,
            effectiveFrom.map(CatalogueResource::time));
    try {
      return switch (catalogue.publish(asked, csv)) {
        case Outcome.Published published -> {
          views.waitFor(published.position());
          yield RestResponse.status(
              published.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
              SheetForm.of(published));
        }
        case Outcome.IdReused _ ->
            throw ErrorCode.REQUEST_ID_REUSED.because(
                "MS-RequestId was used before for another sheet or another effectiveFrom. Send a"
                    + " new GUID.",
                RequestHeaders.REQUEST_ID);
        case Outcome.BeginsTooEarly early ->
            throw ErrorCode.INVALID_PARAMETER.because(
                "effectiveFrom must not be before the publication, which would be at "
                    + early.earliest()
                    + ". Leave it out for a sheet that takes effect immediately. Nothing was"
                    + " published.",
                "effectiveFrom");
        case Outcome.Ended ended ->
            throw invalid(
                "The last price of the file ends at "
                    + ended.ended()
                    + ", before the sheet begins, so nothing could be sold.",
                "EffectiveEndDate");
      };
    } catch (SheetRefusedException e) {
      String line = "line " + e.line();
      throw e.column().isEmpty()
          ? invalid(e.getMessage(), line)
          : invalid(e.getMessage(), line, e.column());
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

  private static ProblemException invalid(String what, String... data) {
    return ProblemException.of(
        400,
        "SheetInvalid",
        what + " Nothing was published; correct the file and send it again.",
        data);
  }

  private static Instant time(String text) {
    try {
      Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
      if (time.isAfter(SheetDates.OPEN)) {
        throw new DateTimeException("beyond the year 9999");
      }
      return time;
    } catch (DateTimeException e) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "effectiveFrom must be a time such as 2026-12-01T00:00:00Z.", "effectiveFrom");
    }
  }
}
