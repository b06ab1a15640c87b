package cloud.reseller.reservations.http;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.entitlement.EntitlementRows;
import cloud.reseller.kit.entitlement.Entitlements;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.ReservationView;
import cloud.reseller.reservations.read.ReservationView.Wanted;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The order history of a customer, with the purchases of both sides (S25, S26); for agents only
 * (R17).
 */
@Path("/v1/customers/{customerId}/orders")
class OrdersResource {

  private final CurrentCaller caller;
  private final Access access;
  private final EntitlementRows entitlements;

  @Inject
  OrdersResource(CurrentCaller caller, Access access, EntitlementRows entitlements) {
    this.caller = caller;
    this.access = access;
    this.entitlements = entitlements;
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "List the orders of a customer (agents)")
  public SeekBasedResourceCollection<OrderForm> list(
      @PathParam("customerId") String customerId,
      @BeanParam PurchaseQuery filter,
      @BeanParam PageQuery query) {
    Caller.PartnerAgent who = caller.agent();
    CustomerView customer = access.forAgent(customerId);
    Entitlements its = entitlements.of(customer.customerId);
    return ReservationPages.page(
        customer.customerId,
        new Wanted(Optional.empty(), filter.origin(), Optional.empty(), Instant.EPOCH),
        filter,
        query,
        new ListAddress("/customers/" + customer.customerId + "/orders"),
        row -> OrderForm.of(row, customer.companyName, its, who));
  }

  @GET
  @Path("/{orderId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Get an order (agents)")
  public OrderForm get(
      @PathParam("customerId") String customerId, @PathParam("orderId") String orderId) {
    Caller.PartnerAgent who = caller.agent();
    CustomerView customer = access.forAgent(customerId);
    Entitlements its = entitlements.of(customer.customerId);
    return ReservationView.ofOrder(customer.customerId, Access.stored(orderId))
        .map(row -> OrderForm.of(row, customer.companyName, its, who))
        .orElseThrow(
            () ->
                ErrorCode.NOT_FOUND.because(
                    "No such order of this customer. GET /v1/customers/{id}/orders lists them.",
                    "orderId"));
  }
}
