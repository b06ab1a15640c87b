package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
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
  public TemplateInstance list(@RestQuery("after") Optional<String> after) {
    Part<Items<Outcome>> found =
        Part.of(
            reservations.requests(
                viewer.bearer(),
                viewer.customerId(),
                PAGE,
                after.map(_ -> "Next").orElse(null),
                after.orElse(null)));
    Frame frame = frames.of(viewer.words().requests());
    return frame.show(
        Templates.requests(frame, RequestsPage.of(found, after.isPresent(), viewer.formats())));
  }

  /** A request that was published. */
  @GET
  @Path("/{request: " + RequestIds.GUID + "}")
  public TemplateInstance show(@RestPath("request") String request) {
    Part<Outcome> outcome =
        Part.of(reservations.request(viewer.bearer(), viewer.customerId(), request));
    Optional<Reservation> bought = bought(outcome);
    Formats formats = viewer.formats();
    Frame frame = frames.of(viewer.words().request());
    return frame.show(Templates.request(frame, RequestPage.of(request, outcome, bought, formats)));
  }

  private Optional<Reservation> bought(Part<Outcome> outcome) {
    return outcome instanceof Part.Had<Outcome>(Outcome had)
        ? had.reservationId()
            .flatMap(
                reservation ->
                    Part.of(
                            reservations.reservation(
                                viewer.bearer(), viewer.customerId(), reservation))
                        .map(Optional::of)
                        .orElse(Optional.empty()))
        : Optional.empty();
  }
}
