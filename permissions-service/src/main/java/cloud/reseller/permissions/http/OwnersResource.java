package cloud.reseller.permissions.http;

import cloud.reseller.events.Actor;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.read.people.PersonView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Who is Owner of a subscription (S39, S45, R21). */
@Path("/v1/customers/{customerId}/subscriptions/{subscriptionId}/owners")
class OwnersResource {

  private final Access access;
  private final CommandGateway<PermissionCommand> commands;
  private final OwnerRoles roles;

  @Inject
  OwnersResource(Access access, CommandGateway<PermissionCommand> commands, OwnerRoles roles) {
    this.access = access;
    this.commands = commands;
    this.roles = roles;
  }

  /** An Owner; without names if the person is not in the directory. */
  record OwnerForm(
      String id,
      Optional<String> userPrincipalName,
      Optional<String> displayName,
      Instant assignedDate,
      Links links,
      Attributes attributes) {}

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "List the Owners of a subscription")
  public SeekBasedResourceCollection<OwnerForm> list(
      @PathParam("customerId") String customer,
      @PathParam("subscriptionId") String subscription,
      @BeanParam PageQuery query) {
    String customerId = access.forAnyone(customer).customerId;
    String id = SubscriptionsResource.find(customerId, subscription).subscriptionId;
    return Lists.page(
        query,
        new ListAddress(uri(customerId, id)),
        user -> OwnerView.of(customerId, id, user),
        (after, most) -> OwnerView.of(customerId, id, after, most),
        o -> o.userId,
        o -> form(customerId, id, o));
  }

  @GET
  @Path("/{userId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "Get an Owner of a subscription")
  public OwnerForm get(
      @PathParam("customerId") String customer,
      @PathParam("subscriptionId") String subscription,
      @PathParam("userId") String user) {
    String customerId = access.forAnyone(customer).customerId;
    String id = SubscriptionsResource.find(customerId, subscription).subscriptionId;
    return OwnerView.of(customerId, id, UsersResource.guid(user))
        .map(owner -> form(customerId, id, owner))
        .orElseThrow(() -> PermissionCommands.own(404, Refusal.OWNER_NOT_FOUND, "userId"));
  }

  @PUT
  @Path("/{userId}")
  @Recorded(PermissionCommandType.ASSIGN_OWNER)
  @AllowedTo({Role.ADMIN_AGENT, Role.CUSTOMER_USER})
  @Operation(
      summary = "Make a user of the customer Owner of a subscription (admin agent, or an Owner)")
  public RestResponse<OwnerForm> assign(
      @PathParam("customerId") String customer,
      @PathParam("subscriptionId") String subscription,
      @PathParam("userId") String user) {
    String customerId = Access.guid(customer);
    Requester by = access.adminOrUserOf(customerId, PermissionCommandType.ASSIGN_OWNER);
    String userId = UsersResource.guid(user);
    PersonView person =
        PersonView.of(customerId, Actor.Side.CUSTOMER, userId)
            .orElseThrow(() -> nobody(customerId, userId));
    String id = SubscriptionsResource.guid(subscription);
    access.limitUnlessOwner(customerId, id);
    var assigned = commands.send(new AssignOwner(customerId, id, userId, by), OwnerAssigned.class);
    if (!roles.known(customerId, userId, access.inPlaceOfPartner(customerId))) {
      throw UsersResource.notFound();
    }
    return RestResponse.status(
        RestResponse.Status.CREATED,
        form(
            customerId,
            id,
            person.id,
            Optional.of(person.userPrincipalName),
            Optional.of(person.displayName),
            assigned.at()));
  }

  /**
   * Ends the role first: an earlier attempt may have stopped between assigning it and checking for
   * the person.
   */
  private RuntimeException nobody(String customerId, String userId) {
    if (OwnerRoles.any(customerId, userId)) {
      roles.known(customerId, userId, access.inPlaceOfPartner(customerId));
    }
    return UsersResource.notFound();
  }

  @DELETE
  @Path("/{userId}")
  @Recorded(PermissionCommandType.REMOVE_OWNER)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Remove the Owner role from a user (admin agent)")
  public void remove(
      @PathParam("customerId") String customer,
      @PathParam("subscriptionId") String subscription,
      @PathParam("userId") String user) {
    Requester by = access.admin(customer, PermissionCommandType.REMOVE_OWNER);
    commands.send(
        new RemoveOwner(
            Access.guid(customer),
            SubscriptionsResource.guid(subscription),
            UsersResource.guid(user),
            by),
        OwnerRemoved.class);
  }

  private static OwnerForm form(String customerId, String subscriptionId, OwnerView owner) {
    return form(
        customerId,
        subscriptionId,
        owner.userId,
        owner.userPrincipalName(),
        owner.displayName(),
        owner.assignedAt);
  }

  private static OwnerForm form(
      String customerId,
      String subscriptionId,
      String userId,
      Optional<String> userPrincipalName,
      Optional<String> displayName,
      Instant at) {
    return new OwnerForm(
        userId,
        userPrincipalName,
        displayName,
        at,
        Links.self(uri(customerId, subscriptionId) + "/" + userId),
        Attributes.of("SubscriptionOwner"));
  }

  private static String uri(String customerId, String subscriptionId) {
    return "/customers/" + customerId + "/subscriptions/" + subscriptionId + "/owners";
  }
}
