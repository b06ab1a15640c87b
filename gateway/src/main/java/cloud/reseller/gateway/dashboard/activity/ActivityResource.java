package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.ActivityLogService;
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
      @RestQuery Optional<String> from,
      @RestQuery Optional<String> to,
      @RestQuery Optional<String> company,
      @RestQuery Optional<String> customer,
      @RestQuery Optional<String> kind,
      @RestQuery Optional<String> after) {
    Formats formats = viewer.formats();
    Period period = Period.of(from, to, formats.now());
    Wanted wanted = Wanted.of(company, customer, kind);
    ListAddress address = ActivityPage.address(period, wanted, after);
    var records =
        activity.records(
            period.from().toString(),
            period.to().toString(),
            wanted.filter(),
            address.paging(PAGE));
    ActivityPage page = ActivityPage.of(period, wanted, address, Part.of(records), formats);
    return frames.show(
        viewer.words(CommonWords.class).activityLog(), frame -> Templates.activity(frame, page));
  }
}
