package cloud.reseller.gateway.dashboard.orders;

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

/** What was bought for a customer, by both sides. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/orders")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class OrdersResource {

  private static final int PAGE = 25;

  private final ReservationsService reservations;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  OrdersResource(
      @RestClient ReservationsService reservations,
      CustomerHeads heads,
      Viewer viewer,
      Frames frames) {
    this.reservations = reservations;
    this.heads = heads;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/orders",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance orders(Frame frame, OrdersPage page);

    static native TemplateInstance order(Frame frame, OrderPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestPath String customer,
      @RestQuery Optional<String> by,
      @RestQuery Optional<String> after) {
    BoughtBy side = Choice.of(by, BoughtBy.ANYONE);
    var asked = heads.orUnnamed(customer, CustomerHead.Page.ORDERS);
    var orders =
        reservations.orders(
            customer, side.parameter(), OrdersPage.address(side, after).paging(PAGE));
    CustomerHead head = asked.get();
    OrdersPage page = OrdersPage.of(head, side, after, Part.of(orders), viewer.formats());
    return frames.show(head.name(), frame -> Templates.orders(frame, page));
  }

  @GET
  @Path("/{order: " + RequestIds.GUID + "}")
  public TemplateInstance show(@RestPath String customer, @RestPath String order) {
    var asked = heads.orUnnamed(customer, CustomerHead.Page.ORDERS);
    var its = reservations.order(customer, order);
    CustomerHead head = asked.get();
    OrderPage page = OrderPage.of(head, Part.of(its).needed(), viewer.formats());
    return frames.show(head.name(), frame -> Templates.order(frame, page));
  }
}
