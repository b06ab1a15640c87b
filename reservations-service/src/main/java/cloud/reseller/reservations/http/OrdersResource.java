package cloud.reseller.reservations.http;

import cloud.reseller.kit.form.ErrorCode;
import cloud.reseller.kit.form.ResourceCollection;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.ReservationView;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The order history of a customer, both sides' purchases together (S25, S26); agents only (R17).
 */
@Path("/v1/customers/{customerId}/orders")
class OrdersResource {

  @Inject Access access;

  @GET
  @Operation(summary = "The orders of a customer (agents)")
  public ResourceCollection<OrderForm> list(@PathParam("customerId") String customerId) {
    CustomerView customer = access.forAgent(customerId);
    return ResourceCollection.all(
        ReservationView.ofCustomer(customer.customerId).stream()
            .map(row -> OrderForm.of(row.purchase(), customer.companyName))
            .toList(),
        "/customers/" + customer.customerId + "/orders");
  }

  @GET
  @Path("/{orderId}")
  @Operation(summary = "One order (agents)")
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
