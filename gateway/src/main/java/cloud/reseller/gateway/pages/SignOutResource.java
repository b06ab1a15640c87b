package cloud.reseller.gateway.pages;

import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.RefreshToken;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Ends the session here and at the sign-in service. */
@Path("/")
class SignOutResource {

  private final OidcSession session;
  private final RefreshToken refreshToken;
  private final SignInService signIn;
  private final Frames frames;
  private final Viewer viewer;

  @Inject
  SignOutResource(
      OidcSession session,
      RefreshToken refreshToken,
      SignInService signIn,
      Frames frames,
      Viewer viewer) {
    this.session = session;
    this.refreshToken = refreshToken;
    this.signIn = signIn;
    this.frames = frames;
    this.viewer = viewer;
  }

  @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance signedOut(Frame frame, boolean everywhere);

    private Templates() {}
  }

  @POST
  @Path("/sign-out")
  @Authenticated
  @RunOnVirtualThread
  public RestResponse<Void> signOut() {
    boolean everywhere = signIn.end(refreshToken.getToken());
    session.logout().await().indefinitely();
    return RestResponse.seeOther(URI.create(everywhere ? "/signed-out" : "/signed-out?here"));
  }

  @GET
  @Path("/signed-out")
  @PermitAll
  public TemplateInstance signedOut(@RestQuery Optional<String> here) {
    return frames.show(
        viewer.words(ErrorWords.class).signedOut(),
        frame -> Templates.signedOut(frame, here.isEmpty()));
  }
}
