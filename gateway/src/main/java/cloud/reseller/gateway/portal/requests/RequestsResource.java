package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Outcome;
import cloud.reseller.gateway.services.Reservation;
import cloud.reseller.gateway.services.ReservationsService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows a user what became of its requests. */
@Path("/portal/requests")
@RolesAllowed(Role.USER)
@RunOnVirtualThread
class RequestsResource {

  private static final int PAGE = 25;

  private final ReservationsService reservations;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  RequestsResource(@RestClient ReservationsService reservations, Viewer viewer, Frames frames) {
    this.reservations = reservations;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "portal/requests",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance requests(Frame frame, RequestsPage page);

    static native TemplateInstance request(Frame frame, RequestPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(@RestQuery Optional<String> after) {
    ListAddress address = ListAddress.of(after);
    Part<Items<Outcome>> found =
        Part.of(reservations.requests(viewer.customerId(), address.paging(PAGE)));
    RequestsPage page = RequestsPage.of(found, address, viewer.formats());
    return frames.show(
        viewer.words(CommonWords.class).requests(), frame -> Templates.requests(frame, page));
  }

  /** A request that was published. */
  @GET
  @Path("/{request: " + RequestIds.GUID + "}")
  public TemplateInstance show(@RestPath String request) {
    Part<Outcome> outcome = Part.of(reservations.request(viewer.customerId(), request));
    RequestPage page = RequestPage.of(request, outcome, bought(outcome), viewer.formats());
    return frames.show(
        viewer.words(RequestsWords.class).request(), frame -> Templates.request(frame, page));
  }

  private Optional<Reservation> bought(Part<Outcome> outcome) {
    return outcome
        .had()
        .flatMap(Outcome::reservationId)
        .flatMap(
            reservation ->
                Part.of(reservations.reservation(viewer.customerId(), reservation)).had());
  }
}
