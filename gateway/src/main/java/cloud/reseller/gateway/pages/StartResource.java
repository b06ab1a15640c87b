package cloud.reseller.gateway.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.ForbiddenException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** The first page of whoever signs in, by the role. */
@Path("/")
@Authenticated
class StartResource {

  private final Viewer viewer;
  private final Frames frames;

  @Inject
  StartResource(Viewer viewer, Frames frames) {
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance signedIn(Frame frame);

    private Templates() {}
  }

  @GET
  public RestResponse<Void> start() {
    return RestResponse.seeOther(
        viewer
            .role()
            .map(
                role ->
                    switch (role) {
                      case ADMIN_AGENT, SALES_AGENT, HELPDESK_AGENT ->
                          URI.create("/dashboard/customers");
                      case CUSTOMER_USER -> URI.create("/portal/subscriptions");
                      case OPERATIONS -> URI.create("/operations");
                    })
            .orElseThrow(ForbiddenException::new));
  }

  /** Where the sign-in service sends people back to, before their own page is restored. */
  @GET
  @Path("/signed-in")
  public RestResponse<Void> signedIn() {
    return start();
  }

  /** For a second window, when a form of the first one was sent after the session had ended. */
  @GET
  @Path("/sign-in")
  @RunOnVirtualThread
  public TemplateInstance signInBeside() {
    return frames.show(viewer.words(ErrorWords.class).signedIn(), Templates::signedIn);
  }
}
