package cloud.reseller.activity.http;

import cloud.reseller.activity.read.AuditLog;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The activity log of a partner, for its agents (R16); newest first, as on the public page. */
@Path("/")
public class AuditRecordsResource {

  private static final PageSize SIZE = new PageSize(500, 2_000);

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
  @Operation(summary = "List the entries of the partner's activity log, newest first (agents)")
  public SeekBasedResourceCollection<AuditRecord> list(
      @QueryParam("startDate") Optional<String> startDate,
      @QueryParam("endDate") Optional<String> endDate,
      @QueryParam("filter") Optional<String> filter,
      @BeanParam PageQuery query) {
    Caller.PartnerAgent agent = caller.agent();
    int most = query.size(SIZE);
    Optional<String> wanted = present(filter);
    AuditLog.Filter chosen = FilterForm.read(wanted);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Optional<Continuation> before =
        query.token().map(text -> Continuation.parse(text, today, reachDays));
    Window window =
        before
            .map(Continuation::window)
            .orElseGet(() -> Window.of(present(startDate), present(endDate), today, reachDays));
    return Pages.page(
        most,
        before.map(Continuation::after),
        (after, count) ->
            log.page(agent.partnerId(), window.from(), window.until(), chosen, after, count),
        row -> new Continuation(window, row.place()).token(),
        Pages.each(row -> AuditRecord.of(row, seesPrices(agent))),
        new ListAddress("/auditrecords")
            .with("startDate", window.start())
            .with("endDate", window.end())
            .with("size", most)
            .withIf("filter", wanted));
  }

  @GET
  @Path("auditactivity/v1/auditrecords/{id: .+}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Get an entry of the partner's activity log (agents)")
  public AuditRecord get(@PathParam("id") String id) {
    Caller.PartnerAgent agent = caller.agent();
    return log.find(agent.partnerId(), id)
        .map(row -> AuditRecord.of(row, seesPrices(agent)))
        .orElseThrow(
            () ->
                ErrorCode.NOT_FOUND.because(
                    "No such entry in your activity log. Check the id; GET /v1/auditrecords lists"
                        + " them.",
                    "id"));
  }

  private static boolean seesPrices(Caller.PartnerAgent agent) {
    return agent.hasAny(Role.ADMIN_AGENT, Role.SALES_AGENT);
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(some -> !some.isBlank());
  }
}
