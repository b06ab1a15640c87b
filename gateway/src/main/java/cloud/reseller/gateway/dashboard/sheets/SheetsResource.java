package cloud.reseller.gateway.dashboard.sheets;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.PriceSheets.Published;
import cloud.reseller.gateway.services.PriceSheetsService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
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
    return page(Optional.empty(), "", FormProblem.none());
  }

  private TemplateInstance page(
      Optional<SheetsPage.Report> report, String day, FormProblem problem) {
    SheetsPage page =
        SheetsPage.of(
            Part.of(sheets.sheets(MOST)), viewer.isAdmin(), report, day, problem, viewer.formats());
    return frames.show(
        viewer.words(CommonWords.class).priceSheets(), frame -> Templates.sheets(frame, page));
  }

  /** The lines of a sheet in their public form. */
  @GET
  @Path("/{sheet: " + RequestIds.GUID + "}/lines")
  @Produces("text/csv")
  public RestResponse<StreamingOutput> lines(
      @RestPath String sheet, @RestQuery Optional<String> market) {
    File file = Part.ofImport(sheets.lines(sheet, market.orElse(null))).needed();
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

  /** Without asking for the lines: a file of them would be left behind. */
  @HEAD
  @Path("/{sheet: " + RequestIds.GUID + "}/lines")
  public RestResponse<Void> mayHaveLines(@RestPath String sheet) {
    return RestResponse.ok();
  }

  /** Nobody else's file is received: the service would refuse it. */
  @POST
  @RolesAllowed(Role.ADMIN)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public RestResponse<TemplateInstance> publish(
      @RestForm Optional<String> request,
      @RestForm Optional<String> from,
      @RestForm("file") FileUpload file) {
    String day = from.map(String::strip).orElse("");
    String once = RequestIds.of(request);
    SheetsWords words = viewer.words(SheetsWords.class);
    if (file == null || file.size() == 0) {
      return again(day, FormProblem.invalid(words.chooseFile(), once));
    }
    Optional<String> begins = begin(day);
    if (!day.isEmpty() && begins.isEmpty()) {
      return again(day, FormProblem.invalid(words.dayInvalid(), once));
    }
    return switch (Part.ofImport(
        sheets.publish(once, begins.orElse(null), file.uploadedFile().toFile()))) {
      case Part.Had<Published>(Published sheet) ->
          RestResponse.ok(
              page(
                  Optional.of(SheetsPage.Report.of(sheet, viewer.formats())),
                  "",
                  FormProblem.none()));
      case Part.NotHad<Published> answer ->
          again(day, FormProblem.of(answer, once, this::why, words.sheetUnknown()));
    };
  }

  private String why(Refusal refusal) {
    SheetsWords words = viewer.words(SheetsWords.class);
    if (refusal.isForbidden()) {
      return words.onlyAdminsPublish();
    }
    return refusal.isTooMany()
        ? words.tooManySheets()
        : words.sheetNotPublished(refusal.description());
  }

  private RestResponse<TemplateInstance> again(String day, FormProblem problem) {
    return problem.answer(page(Optional.empty(), day, problem));
  }

  /** The beginning of a UTC day. */
  private static Optional<String> begin(String day) {
    try {
      return Optional.of(LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC).toString());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
