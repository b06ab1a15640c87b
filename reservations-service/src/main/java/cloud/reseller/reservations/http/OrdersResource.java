package cloud.reseller.reservations.http;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.ReservationView;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * The order history of a customer, with the purchases of both sides (S25, S26); for agents only
 * (R17).
 */
@Path("/v1/customers/{customerId}/orders")
class OrdersResource {

  private final Access access;

  @Inject
  OrdersResource(Access access) {
    this.access = access;
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "List the orders of a customer (agents)")
  public SeekBasedResourceCollection<OrderForm> list(
      @PathParam("customerId") String customerId,
      @QueryParam("size") @DefaultValue("" + ReservationPages.MOST) int size,
      @RestHeader(SeekBasedResourceCollection.CONTINUATION_HEADER) Optional<String> continuation) {
    CustomerView customer = access.forAgent(customerId);
    return ReservationPages.page(
        customer.customerId,
        Optional.empty(),
        size,
        continuation,
        "/customers/" + customer.customerId + "/orders",
        row -> OrderForm.of(row.purchase(), customer.companyName));
  }

  @GET
  @Path("/{orderId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Get an order (agents)")
  public OrderForm get(
      @PathParam("customerId") String customerId, @PathParam("orderId") String orderId) {
    CustomerView customer = access.forAgent(customerId);
    return ReservationView.ofOrder(customer.customerId, orderId)
        .map(row -> OrderForm.of(row.purchase(), customer.companyName))
        .orElseThrow(
            () ->
                ErrorCode.NOT_FOUND.because(
                    "No such order of this customer. GET /v1/customers/{id}/orders lists them.",
                    "orderId"));
  }
}
