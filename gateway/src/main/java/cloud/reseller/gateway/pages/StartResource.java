package cloud.reseller.gateway.pages;

import io.quarkus.security.Authenticated;
import io.quarkus.security.ForbiddenException;
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

  @Inject
  StartResource(Viewer viewer) {
    this.viewer = viewer;
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
                      case OPERATIONS -> throw new ForbiddenException();
                    })
            .orElseThrow(ForbiddenException::new));
  }

  /** Where the sign-in service sends people back to, before their own page is restored. */
  @GET
  @Path("/signed-in")
  public RestResponse<Void> signedIn() {
    return start();
  }
}
