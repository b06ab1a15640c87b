package cloud.reseller.gateway.dashboard.help;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The help of agents, a page of its own and, with scripts, a panel beside any other. */
@Path("/dashboard/help")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class HelpResource {

  /** The documentation, which is there in both languages. */
  private static final String LEARN = "https://learn.microsoft.com/";

  private final Viewer viewer;
  private final Frames frames;

  @Inject
  HelpResource(Viewer viewer, Frames frames) {
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/help",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance help(Frame frame, String learn);

    private Templates() {}
  }

  @GET
  public TemplateInstance show() {
    return frames.show(
        viewer.words(CommonWords.class).help(),
        frame -> Templates.help(frame, LEARN + (frame.chinese() ? "zh-cn" : "en-us")));
  }
}
