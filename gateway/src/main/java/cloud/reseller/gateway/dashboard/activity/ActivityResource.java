package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.ActivityLogService;
import cloud.reseller.gateway.services.AuditRecord;
import cloud.reseller.gateway.services.Items;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows the activity log of a partner. */
@Path("/dashboard/activity")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class ActivityResource {

  private static final int PAGE = 50;

  private final ActivityLogService activity;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  ActivityResource(@RestClient ActivityLogService activity, Viewer viewer, Frames frames) {
    this.activity = activity;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/activity",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance activity(Frame frame, ActivityPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestQuery("from") Optional<String> from,
      @RestQuery("to") Optional<String> to,
      @RestQuery("company") Optional<String> company,
      @RestQuery("customer") Optional<String> customer,
      @RestQuery("kind") Optional<String> kind,
      @RestQuery("after") Optional<String> after) {
    Period period = Period.of(from, to, viewer.formats().now());
    Wanted wanted = Wanted.of(company, customer, kind);
    Part<Items<AuditRecord>> found =
        Part.of(
            activity.records(
                viewer.bearer(),
                period.from().toString(),
                period.to().toString(),
                wanted.filter(),
                PAGE,
                after.map(_ -> "Next").orElse(null),
                after.orElse(null)));
    Frame frame = frames.of(viewer.words().activityLog());
    return frame.show(
        Templates.activity(
            frame, ActivityPage.of(period, wanted, after.isPresent(), found, viewer.formats())));
  }
}
