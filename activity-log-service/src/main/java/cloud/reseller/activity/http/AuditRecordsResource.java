package cloud.reseller.activity.http;

import cloud.reseller.activity.read.AuditLog;
import cloud.reseller.activity.read.AuditRow;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;

/** The activity log of a partner, for its agents (R16). Newest first, as on the public page. */
@Path("/")
public class AuditRecordsResource {

  private static final int USUAL_PAGE = 500;
  private static final int MAX_PAGE = 2_000;

  private final CurrentCaller caller;
  private final AuditLog log;
  private final int reachDays;

  @Inject
  AuditRecordsResource(
      CurrentCaller caller,
      AuditLog log,
      @ConfigProperty(name = "reseller.activity.reach-days") int reachDays) {
    this.caller = caller;
    this.log = log;
    this.reachDays = reachDays;
  }

  @GET
  @Path("v1/auditrecords")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "The partner's activity log, page by page, newest first (agents)")
  public SeekBasedResourceCollection<AuditRecord> list(
      @QueryParam("startDate") Optional<String> startDate,
      @QueryParam("endDate") Optional<String> endDate,
      @QueryParam("size") Optional<String> size,
      @QueryParam("filter") Optional<String> filter,
      @QueryParam("seekOperation") Optional<String> seekOperation,
      @RestHeader(SeekBasedResourceCollection.CONTINUATION_HEADER) Optional<String> token) {
    String partnerId = caller.agent().partnerId();
    int most = size(present(size));
    Optional<String> wanted = present(filter);
    AuditLog.Filter chosen = FilterForm.read(wanted);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Optional<Continuation> before = continuation(present(seekOperation), present(token), today);
    Window window =
        before
            .map(Continuation::window)
            .orElseGet(() -> Window.of(present(startDate), present(endDate), today, reachDays));
    // One more than asked for tells whether there is a next page.
    List<AuditRow> found =
        log.page(
            partnerId,
            window.from(),
            window.until(),
            chosen,
            before.map(Continuation::after),
            most + 1);
    List<AuditRow> page = found.subList(0, Math.min(most, found.size()));
    return SeekBasedResourceCollection.page(
        page.stream().map(AuditRecord::of).toList(),
        found.size() > most
            ? Optional.of(new Continuation(window, page.getLast().place()).token())
            : Optional.empty(),
        address(window, most, wanted));
  }

  @GET
  @Path("auditactivity/v1/auditrecords/{id: .+}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "One entry of the partner's activity log (agents)")
  public AuditRecord get(@PathParam("id") String id) {
    return log.find(caller.agent().partnerId(), id)
        .map(AuditRecord::of)
        .orElseThrow(
            () ->
                ErrorCode.NOT_FOUND.because(
                    "No such entry in your activity log. Check the id; GET /v1/auditrecords lists"
                        + " them.",
                    "id"));
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(some -> !some.isBlank());
  }

  private static int size(Optional<String> text) {
    if (text.isEmpty()) {
      return USUAL_PAGE;
    }
    try {
      int size = Integer.parseInt(text.get());
      if (size >= 1 && size <= MAX_PAGE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw ErrorCode.INVALID_PARAMETER.because("size must be 1 to " + MAX_PAGE + ".", "size");
  }

  private Optional<Continuation> continuation(
      Optional<String> seekOperation, Optional<String> token, LocalDate today) {
    if (seekOperation.filter(seek -> !seek.equalsIgnoreCase("next")).isPresent()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "seekOperation must be Next; pages are read forwards only.", "seekOperation");
    }
    if (seekOperation.isPresent() && token.isEmpty()) {
      throw ErrorCode.INVALID_HEADER.because(
          "seekOperation=Next needs the continuation token of the page before in the header "
              + SeekBasedResourceCollection.CONTINUATION_HEADER
              + ".",
          SeekBasedResourceCollection.CONTINUATION_HEADER);
    }
    return token.map(text -> Continuation.parse(text, today, reachDays));
  }

  private static String address(Window window, int size, Optional<String> filter) {
    return "/auditrecords?startDate="
        + window.start()
        + "&endDate="
        + window.end()
        + "&size="
        + size
        + filter
            .map(text -> "&filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
            .orElse("");
  }
}
