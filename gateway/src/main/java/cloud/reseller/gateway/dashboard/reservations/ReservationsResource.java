package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.dashboard.BoughtBy;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.Reservation;
import cloud.reseller.gateway.services.ReservationsService;
import cloud.reseller.gateway.services.Subscription;
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

/** The reservations of a customer, whoever bought them. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/reservations")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class ReservationsResource {

  private static final int PAGE = 25;
  private static final int MOST = 500;
  private static final String NEWEST_FIRST = "newest";

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  ReservationsResource(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.reservations = reservations;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/reservations",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance reservations(Frame frame, ReservationsPage page);

    static native TemplateInstance reservation(Frame frame, ReservationPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestPath("customer") String customer,
      @RestQuery("by") Optional<String> by,
      @RestQuery("state") Optional<String> state,
      @RestQuery("after") Optional<String> after) {
    BoughtBy side = BoughtBy.of(by);
    Term term = Term.of(state);
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedReservations =
        reservations.reservations(
            bearer,
            customer,
            NEWEST_FIRST,
            side.parameter(),
            term.parameter(),
            PAGE,
            after.map(_ -> "Next").orElse(null),
            after.orElse(null));
    Customer found = Part.of(asked).needed();
    Part<Items<Reservation>> listed = Part.of(askedReservations);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.RESERVATIONS, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.reservations(
            frame,
            ReservationsPage.of(head, side, term, listed, after.isPresent(), viewer.formats())));
  }

  @GET
  @Path("/{reservation: " + RequestIds.GUID + "}")
  public TemplateInstance show(
      @RestPath("customer") String customer, @RestPath("reservation") String reservation) {
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedReservation = reservations.reservation(bearer, customer, reservation);
    var askedSubscriptions = permissions.subscriptions(bearer, customer, "usage", false, MOST);
    Customer found = Part.of(asked).needed();
    Reservation its = Part.of(askedReservation).needed();
    Part<Items<Subscription>> subscriptions = Part.of(askedSubscriptions);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.RESERVATIONS, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.reservation(
            frame,
            ReservationPage.of(
                head, its, subscriptions.orElse(Items.none()).items(), viewer.formats())));
  }
}
