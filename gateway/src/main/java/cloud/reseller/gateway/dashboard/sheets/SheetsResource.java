package cloud.reseller.gateway.dashboard.sheets;

import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PriceSheets.OfMarket;
import cloud.reseller.gateway.services.PriceSheets.Published;
import cloud.reseller.gateway.services.PriceSheetsService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.File;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Shows the price sheets in force and to come, and publishes one. */
@Path("/dashboard/sheets")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class SheetsResource {

  /** As many markets as the service gives at once. */
  private static final int MOST = 500;

  private final PriceSheetsService sheets;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  SheetsResource(@RestClient PriceSheetsService sheets, Viewer viewer, Frames frames) {
    this.sheets = sheets;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/sheets",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance sheets(Frame frame, SheetsPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance show() {
    return shown(SheetsPage.of(listed(), viewer.isAdmin(), viewer.formats()));
  }

  private Part<Items<OfMarket>> listed() {
    return Part.of(sheets.sheets(viewer.bearer(), MOST));
  }

  private TemplateInstance shown(SheetsPage page) {
    Frame frame = frames.of(viewer.agentWords().priceSheets());
    return frame.show(Templates.sheets(frame, page));
  }

  /** The lines of a sheet in their public form. */
  @GET
  @Path("/{sheet: " + RequestIds.GUID + "}/lines")
  @Produces("text/csv")
  public RestResponse<StreamingOutput> lines(
      @RestPath("sheet") String sheet, @RestQuery("market") Optional<String> market) {
    File file = Part.ofImport(sheets.lines(viewer.bearer(), sheet, market.orElse(null))).needed();
    StreamingOutput lines =
        out -> {
          try {
            Files.copy(file.toPath(), out);
          } finally {
            Files.delete(file.toPath());
          }
        };
    return ResponseBuilder.ok(lines)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + sheet + ".csv\"")
        .build();
  }

  /** Nobody else's file is received: the service would refuse it. */
  @POST
  @RolesAllowed(Role.ADMIN)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public RestResponse<TemplateInstance> publish(
      @RestForm("request") Optional<String> request,
      @RestForm("from") Optional<String> from,
      @RestForm("file") FileUpload file) {
    String day = from.map(String::strip).orElse("");
    String once = RequestIds.of(request);
    if (file == null || file.size() == 0) {
      return again(400, day, viewer.agentWords().chooseFile(), "", once);
    }
    Optional<String> begins = day.isEmpty() ? Optional.empty() : begin(day);
    if (!day.isEmpty() && begins.isEmpty()) {
      return again(400, day, viewer.agentWords().dayInvalid(), "", once);
    }
    Part<Published> published =
        Part.ofImport(
            sheets.publish(
                viewer.bearer(), once, begins.orElse(null), file.uploadedFile().toFile()));
    return switch (published) {
      case Part.Had<Published>(Published sheet) ->
          RestResponse.ok(
              shown(
                  SheetsPage.of(
                      listed(),
                      viewer.isAdmin(),
                      Optional.of(SheetsPage.Report.of(sheet, viewer.formats())),
                      "",
                      "",
                      "",
                      RequestIds.next(),
                      viewer.formats())));
      case Part.Refused<Published>(Refusal refusal) ->
          again(
              refusal.status() == 403 ? 403 : 400,
              day,
              why(refusal),
              (refusal.code() + " " + refusal.correlationId()).strip(),
              RequestIds.next());
      case Part.Missing<Published> _ ->
          again(503, day, viewer.agentWords().sheetUnknown(), "", once);
    };
  }

  private String why(Refusal refusal) {
    return switch (refusal.code()) {
      case "900150" -> viewer.agentWords().onlyAdminsPublish();
      case "429", "TooManyImports" -> viewer.agentWords().tooManySheets();
      default -> viewer.agentWords().sheetNotPublished(refusal.description());
    };
  }

  /** The beginning of a UTC day. */
  private static Optional<String> begin(String day) {
    try {
      return Optional.of(LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC).toString());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private RestResponse<TemplateInstance> again(
      int status, String day, String problem, String details, String request) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(
            shown(
                SheetsPage.of(
                    listed(),
                    viewer.isAdmin(),
                    Optional.empty(),
                    day,
                    problem,
                    details,
                    request,
                    viewer.formats())))
        .build();
  }
}
