package cloud.reseller.reservations.http;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.entitlement.EntitlementRows;
import cloud.reseller.kit.entitlement.Entitlements;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.NotSettable;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.kit.tenant.AttemptLimit;
import cloud.reseller.reservations.read.ReservationView;
import cloud.reseller.reservations.write.ReservationCommand;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Buys and shows the reservations of a customer. */
@Path("/v1/customers/{customerId}/reservations")
class ReservationsResource {

  private final Access access;
  private final AttemptLimit attempts;
  private final CommandGateway<ReservationCommand> commands;
  private final EntitlementRows entitlements;
  private final Clock clock;

  @Inject
  ReservationsResource(
      Access access,
      AttemptLimit attempts,
      CommandGateway<ReservationCommand> commands,
      EntitlementRows entitlements,
      Clock clock) {
    this.access = access;
    this.attempts = attempts;
    this.commands = commands;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  @POST
  @AllowedTo(
      value = {Role.ADMIN_AGENT, Role.SALES_AGENT, Role.CUSTOMER_USER},
      bodySaysWhatWasAttempted = true)
  @Operation(
      summary = "Buy a reservation (admin and sales agents on behalf; the customer's own users)")
  public RestResponse<ReservationForm> buy(
      @PathParam("customerId") String customerId,
      @NotSettable(
              value = {
                "id",
                "name",
                "etag",
                "reservationOrderId",
                "requestedBy",
                "origin",
                "customerPrice",
                "pricing",
                "properties.instanceFlexibility",
                "properties.provisioningState",
                "properties.displayProvisioningState",
                "properties.userFriendlyAppliedScopeType",
                "properties.effectiveDateTime",
                "properties.benefitStartTime",
                "properties.lastUpdatedDateTime",
                "properties.purchaseDate",
                "properties.purchaseDateTime",
                "properties.expiryDate",
                "properties.expiryDateTime",
                "properties.skuDescription",
                "properties.archived",
                "properties.renewProperties"
              },
              inAddress = "customerId")
          PurchaseRequest.Reservation wanted) {
    String id = Access.guid(customerId);
    Caller.Member who = access.toWrite(id);
    PurchaseForm.check(wanted);
    ReservationCommand purchase =
        switch (who) {
          case Caller.PartnerAgent agent -> onBehalf(id, wanted, agent);
          case Caller.CustomerUser user -> ofItsOwn(id, wanted, user);
        };
    ReservationPurchased bought = commands.send(purchase, ReservationPurchased.class).event();
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.CREATED,
            ReservationForm.of(bought, entitlements.of(id), who, clock.instant()))
        .location(URI.create("/v1" + ReservationForm.uri(bought)))
        .build();
  }

  /**
   * Whether a user is Owner is decided in the log, which knows first of a new Owner. Attempts by
   * users who are not Owners according to the view are recorded up to the same limit as agents'
   * attempts.
   */
  private ReservationCommand ofItsOwn(
      String customerId, PurchaseRequest.Reservation wanted, Caller.CustomerUser user) {
    if (!Access.mayBeOwner(customerId, wanted.properties().billingScopeId(), user)) {
      attempts.record(user.oid(), customerId, PurchaseCommands::ownerMissing);
    }
    return new ReservationCommand.PurchaseByCustomer(
        new PurchaseRequest(customerId, user.oid(), wanted));
  }

  /** Helpdesk agents do not buy (R6, note c). */
  private ReservationCommand onBehalf(
      String customerId, PurchaseRequest.Reservation wanted, Caller.PartnerAgent agent) {
    boolean mayBuy = agent.hasAny(Role.ADMIN_AGENT, Role.SALES_AGENT);
    if (!mayBuy) {
      attempts.record(agent.oid(), customerId, PurchaseCommands::roleLacksRights);
    }
    return new ReservationCommand.PurchaseOnBehalf(
        new PurchaseRequest(customerId, agent.oid(), wanted), agent.partnerId(), mayBuy);
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "List the reservations of a customer (agents; users those they may see)")
  public SeekBasedResourceCollection<ReservationForm> list(
      @PathParam("customerId") String customerId, @BeanParam PageQuery query) {
    String id = Access.guid(customerId);
    Caller.Member who = access.forAnyone(id);
    Entitlements its = entitlements.of(id);
    return ReservationPages.page(
        id,
        Access.cutTo(who, id),
        query,
        "/customers/" + id + "/reservations",
        row -> ReservationForm.of(row.purchase(), its, who, clock.instant()));
  }

  @GET
  @Path("/{reservationId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "Get a reservation (agents; users if they may see it)")
  public ReservationForm get(
      @PathParam("customerId") String customerId,
      @PathParam("reservationId") String reservationId) {
    String id = Access.guid(customerId);
    Caller.Member who = access.forAnyone(id);
    return ReservationView.of(id, Access.stored(reservationId))
        .filter(row -> Access.sees(who, row))
        .map(row -> ReservationForm.of(row.purchase(), entitlements.of(id), who, clock.instant()))
        .orElseThrow(
            () ->
                ErrorCode.NOT_FOUND.because(
                    "No such reservation of this customer. GET /v1/customers/{id}/reservations"
                        + " lists them.",
                    "reservationId"));
  }
}
