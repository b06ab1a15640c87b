package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.permissions.read.limits.PurchaseLimitView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The limits on what a customer may buy on its own. They are measured by the partner's cost, so
 * customers never see them.
 */
@Path("/v1/customers/{customerId}/purchaselimits")
class PurchaseLimitsResource {

  private final Access access;
  private final CommandGateway<PermissionCommand> commands;

  @Inject
  PurchaseLimitsResource(Access access, CommandGateway<PermissionCommand> commands) {
    this.access = access;
    this.commands = commands;
  }

  /** The limits in minor units of one currency; at least one must be given. */
  record PurchaseLimitsForm(
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      Optional<Instant> setDate,
      Optional<Links> links,
      Optional<Attributes> attributes) {

    static PurchaseLimitsForm of(PurchaseLimitSet e, Instant at) {
      return of(
          e.customerId(), e.currency(), e.perOrderMinor(), e.perDayMinor(), e.per30DaysMinor(), at);
    }

    static PurchaseLimitsForm of(PurchaseLimitView v) {
      return of(v.customerId, v.currency, v.perOrder(), v.perDay(), v.per30Days(), v.setAt);
    }

    private static PurchaseLimitsForm of(
        String customerId,
        String currency,
        OptionalLong perOrder,
        OptionalLong perDay,
        OptionalLong per30Days,
        Instant at) {
      return new PurchaseLimitsForm(
          currency,
          perOrder,
          perDay,
          per30Days,
          Optional.of(at),
          Optional.of(Links.self("/customers/" + customerId + "/purchaselimits")),
          Optional.of(Attributes.of("PurchaseLimits")));
    }
  }

  @PUT
  @Recorded(PermissionCommandType.SET_PURCHASE_LIMIT)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Set the purchase limits of the customer (admin agent)")
  public PurchaseLimitsForm set(@PathParam("customerId") String customer, PurchaseLimitsForm form) {
    Requester by = access.admin(customer, PermissionCommandType.SET_PURCHASE_LIMIT);
    var set =
        commands.send(
            new SetPurchaseLimit(
                Access.guid(customer),
                Fields.text("currency", form.currency()),
                form.perOrderMinor(),
                form.perDayMinor(),
                form.per30DaysMinor(),
                by),
            PurchaseLimitSet.class);
    return PurchaseLimitsForm.of(set.event(), set.at());
  }

  @DELETE
  @Recorded(PermissionCommandType.REMOVE_PURCHASE_LIMIT)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Remove the purchase limits of the customer (admin agent)")
  public void remove(@PathParam("customerId") String customer) {
    Requester by = access.admin(customer, PermissionCommandType.REMOVE_PURCHASE_LIMIT);
    commands.send(new RemovePurchaseLimit(Access.guid(customer), by), PurchaseLimitRemoved.class);
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Get the purchase limits of the customer (agents)")
  public PurchaseLimitsForm get(@PathParam("customerId") String customer) {
    return PurchaseLimitView.of(access.forAgent(customer).customerId)
        .map(PurchaseLimitsForm::of)
        .orElseThrow(() -> PermissionCommands.own(404, Refusal.LIMIT_NOT_FOUND, "address"));
  }
}
