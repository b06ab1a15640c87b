package cloud.reseller.gateway.portal.reservations;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Shows a user the reservations of the customer, and what only the partner can do with them. */
@Path("/portal/reservations")
@RolesAllowed(Role.USER)
@RunOnVirtualThread
class MyReservationsResource {

  private static final int PAGE = 25;

  private final ReservationsService reservations;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  MyReservationsResource(
      @RestClient ReservationsService reservations, Viewer viewer, Frames frames) {
    this.reservations = reservations;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "portal/reservations",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance myReservations(Frame frame, MyReservationsPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(@RestQuery Optional<String> after) {
    ListAddress address = ListAddress.of(after);
    Part<Items<Reservation>> listed =
        Part.of(reservations.reservations(viewer.customerId(), null, null, address.paging(PAGE)));
    MyReservationsPage page = MyReservationsPage.of(listed, address, viewer.formats());
    return frames.show(
        viewer.words(CommonWords.class).reservations(),
        frame -> Templates.myReservations(frame, page));
  }
}
