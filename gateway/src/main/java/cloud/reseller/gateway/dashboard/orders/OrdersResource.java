package cloud.reseller.gateway.dashboard.orders;

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
import cloud.reseller.gateway.services.Order;
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

/** What was bought for a customer, by both sides. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/orders")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class OrdersResource {

  private static final int PAGE = 25;
  private static final String NEWEST_FIRST = "newest";

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  OrdersResource(
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
      basePath = "dashboard/orders",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance orders(Frame frame, OrdersPage page);

    static native TemplateInstance order(Frame frame, OrderPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestPath("customer") String customer,
      @RestQuery("by") Optional<String> by,
      @RestQuery("after") Optional<String> after) {
    BoughtBy side = BoughtBy.of(by);
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedOrders =
        reservations.orders(
            bearer,
            customer,
            NEWEST_FIRST,
            side.parameter(),
            PAGE,
            after.map(_ -> "Next").orElse(null),
            after.orElse(null));
    Customer found = Part.of(asked).needed();
    Part<Items<Order>> listed = Part.of(askedOrders);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.ORDERS, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.orders(
            frame, OrdersPage.of(head, side, listed, after.isPresent(), viewer.formats())));
  }

  @GET
  @Path("/{order: " + RequestIds.GUID + "}")
  public TemplateInstance show(
      @RestPath("customer") String customer, @RestPath("order") String order) {
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedOrder = reservations.order(bearer, customer, order);
    Customer found = Part.of(asked).needed();
    Order its = Part.of(askedOrder).needed();
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.ORDERS, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(Templates.order(frame, OrderPage.of(head, its, viewer.formats())));
  }
}
