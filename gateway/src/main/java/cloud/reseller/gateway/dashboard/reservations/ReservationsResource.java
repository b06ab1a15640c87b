package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.dashboard.BoughtBy;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.CustomerHeads;
import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Paging;
import cloud.reseller.gateway.services.PermissionsService;
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

/** The reservations of a customer, whoever bought them. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/reservations")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class ReservationsResource {

  private static final int PAGE = 25;
  private static final int MOST = 500;

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  ReservationsResource(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      CustomerHeads heads,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.reservations = reservations;
    this.heads = heads;
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
      @RestPath String customer,
      @RestQuery Optional<String> by,
      @RestQuery Optional<String> state,
      @RestQuery Optional<String> after) {
    BoughtBy side = Choice.of(by, BoughtBy.ANYONE);
    Term term = Choice.of(state, Term.ANY);
    var asked = heads.orUnnamed(customer, CustomerHead.Page.RESERVATIONS);
    var found =
        reservations.reservations(
            customer,
            side.parameter(),
            term.parameter(),
            ReservationsPage.address(side, term, after).paging(PAGE));
    CustomerHead head = asked.get();
    ReservationsPage page =
        ReservationsPage.of(head, side, term, after, Part.of(found), viewer.formats());
    return frames.show(head.name(), frame -> Templates.reservations(frame, page));
  }

  @GET
  @Path("/{reservation: " + RequestIds.GUID + "}")
  public TemplateInstance show(@RestPath String customer, @RestPath String reservation) {
    var asked = heads.orUnnamed(customer, CustomerHead.Page.RESERVATIONS);
    var its = reservations.reservation(customer, reservation);
    var subscriptions =
        permissions.subscriptions(customer, "usage", false, Paging.of(MOST, Optional.empty()));
    CustomerHead head = asked.get();
    ReservationPage page =
        ReservationPage.of(
            head,
            Part.of(its).needed(),
            Part.of(subscriptions).orElse(Items.none()).items(),
            viewer.formats());
    return frames.show(head.name(), frame -> Templates.reservation(frame, page));
  }
}
