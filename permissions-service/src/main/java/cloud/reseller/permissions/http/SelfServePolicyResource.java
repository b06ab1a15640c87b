package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller.PartnerAgent;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.ETag;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.http.SelfServePolicyForm.PolicyAttributes;
import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.read.policies.PolicyView;
import cloud.reseller.permissions.read.subscriptions.SubscriptionView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.permissions.write.ResourceVersion;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The permission as the public resource (section 4.3): POST turns it on, DELETE turns it off. A
 * reason may be given: in the body when turning it on, in the parameter {@code reason} when turning
 * it off.
 */
@Path("/v1/SelfServePolicy")
class SelfServePolicyResource {

  private final CurrentCaller caller;
  private final Access access;
  private final CommandGateway<PermissionCommand> commands;

  @Inject
  SelfServePolicyResource(
      CurrentCaller caller, Access access, CommandGateway<PermissionCommand> commands) {
    this.caller = caller;
    this.access = access;
    this.commands = commands;
  }

  @POST
  @AllowedTo(value = Role.ADMIN_AGENT, bodySaysWhatWasAttempted = true)
  @Operation(summary = "Allow a customer to buy reservations (admin agent)")
  public RestResponse<SelfServePolicyForm> create(SelfServePolicyForm form) {
    PartnerAgent agent = caller.agent();
    PolicyId id = ofBody(form);
    if (!id.partnerId().equals(agent.partnerId())) {
      throw incorrectId("grantor.tenantID");
    }
    Requester by =
        naming(
            "selfServeEntity.tenantID",
            () -> access.admin(id.customerId(), PermissionCommandType.CREATE_PERMISSION));
    var created =
        commands.send(
            new CreatePermission(id.customerId(), form.products(), form.reasonText(), by),
            CustomerPurchasePermissionCreated.class);
    return answer(
        Status.CREATED,
        SelfServePolicyForm.of(
            id,
            created.event().products(),
            ResourceVersion.of(created.position()),
            created.event().reason(),
            warnings(id)));
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "List the policy of a customer, as a collection of at most one (agents)")
  public SeekBasedResourceCollection<SelfServePolicyForm> list(
      @QueryParam("entity_id") @Parameter(description = "the customer's tenant")
          Optional<String> entityId,
      @BeanParam PageQuery query) {
    CustomerView customer =
        naming(
            "entity_id",
            () ->
                access.forAgent(
                    entityId
                        .filter(text -> !text.isBlank())
                        .orElseThrow(
                            () ->
                                ErrorCode.INVALID_PARAMETER.because(
                                    "entity_id is missing. Give it the customer's tenant id.",
                                    "entity_id"))));
    return Lists.page(
        query,
        new ListAddress("/SelfServePolicy").with("entity_id", customer.customerId),
        _ -> Optional.<PolicyView>empty(),
        (_, _) -> PolicyView.of(customer.partnerId, customer.customerId).stream().toList(),
        policy -> policy.customerId,
        SelfServePolicyResource::form);
  }

  @GET
  @Path("/{id}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Get a policy (agents)")
  public RestResponse<SelfServePolicyForm> get(@PathParam("id") String text) {
    PolicyId id = ofPartner(caller.agent(), parse(text));
    return PolicyView.of(id.partnerId(), id.customerId())
        .map(policy -> answer(Status.OK, form(policy)))
        .orElseThrow(
            () -> ErrorCode.POLICY_NOT_FOUND.because(Refusal.PERMISSION_NOT_FOUND.text(), "id"));
  }

  @PUT
  @AllowedTo(value = Role.ADMIN_AGENT, bodySaysWhatWasAttempted = true)
  @Operation(summary = "Replace what a customer may buy; needs the policy's etag (admin agent)")
  public RestResponse<SelfServePolicyForm> update(
      @RestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch, SelfServePolicyForm form) {
    return update(form.id().orElseGet(() -> form.policyId().toString()), ifMatch, form);
  }

  @PUT
  @Path("/{id}")
  @Recorded(PermissionCommandType.UPDATE_PERMISSION)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Replace what a customer may buy; needs the policy's etag (admin agent)")
  public RestResponse<SelfServePolicyForm> update(
      @PathParam("id") String policy,
      @RestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      SelfServePolicyForm form) {
    PolicyId id = ofPartner(caller.agent(), parse(policy));
    if (!id.equals(ofBody(form))) {
      throw incorrectId();
    }
    Requester by = access.admin(id.customerId(), PermissionCommandType.UPDATE_PERMISSION);
    String etag =
        ifMatch
            .or(() -> form.attributes().flatMap(PolicyAttributes::etag))
            .flatMap(text -> ETag.version(Fields.text("attributes.etag", text)))
            .orElseThrow(
                () ->
                    ErrorCode.ETAG_OUTDATED.because(
                        "The policy's etag is missing. Give it in attributes.etag or If-Match, as"
                            + " it was last read.",
                        "attributes.etag"));
    var updated =
        commands.send(
            new UpdatePermission(id.customerId(), form.products(), etag, form.reasonText(), by),
            CustomerPurchasePermissionUpdated.class);
    return answer(
        Status.OK,
        SelfServePolicyForm.of(
            id,
            updated.event().products(),
            ResourceVersion.of(updated.position()),
            updated.event().reason(),
            warnings(id)));
  }

  @DELETE
  @Path("/{id}")
  @Recorded(PermissionCommandType.DELETE_PERMISSION)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Stop allowing a customer to buy reservations (admin agent)")
  public void delete(
      @PathParam("id") String text,
      @RestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      @QueryParam("reason") @DefaultValue("") String reason) {
    PolicyId id = ofPartner(caller.agent(), parse(text));
    Requester by = access.admin(id.customerId(), PermissionCommandType.DELETE_PERMISSION);
    commands.send(
        new DeletePermission(
            id.customerId(), ifMatch.flatMap(ETag::version), Fields.reason(reason), by),
        CustomerPurchasePermissionDeleted.class);
  }

  static PolicyId parse(String text) {
    return PolicyId.parse(text).orElseThrow(SelfServePolicyResource::incorrectId);
  }

  /**
   * The policy id if it belongs to the calling agent's partner; else an id that matches no
   * customer.
   */
  static PolicyId ofPartner(PartnerAgent agent, PolicyId id) {
    if (!id.partnerId().equals(agent.partnerId())) {
      throw incorrectId();
    }
    return id;
  }

  /** Members that say the same thing must agree. */
  private static PolicyId ofBody(SelfServePolicyForm form) {
    PolicyId id = form.policyId();
    if (form.id().isPresent() && !parse(form.id().get()).equals(id)) {
      throw incorrectId();
    }
    return id;
  }

  private static RuntimeException incorrectId() {
    return incorrectId("id");
  }

  private static RuntimeException incorrectId(String field) {
    return ErrorCode.POLICY_ID_INCORRECT.because(
        "The policy identifier is incorrect. It is your tenant id and the customer's, joined by _,"
            + " and the same in address and body.",
        field);
  }

  /** Calls whose customer is not in the address name the field that is wrong instead. */
  private static <T> T naming(String field, Supplier<T> customer) {
    try {
      return customer.get();
    } catch (ProblemException why) {
      throw why.code().equals(ErrorCode.CUSTOMER_NOT_FOUND.code())
          ? ErrorCode.CUSTOMER_NOT_FOUND.because(
              "No such customer. Check " + field + "; GET /v1/customers lists yours.", field)
          : why;
    }
  }

  private static SelfServePolicyForm form(PolicyView policy) {
    PolicyId id = new PolicyId(policy.partnerId, policy.customerId);
    return SelfServePolicyForm.of(id, policy.products(), policy.etag, policy.reason, warnings(id));
  }

  private static RestResponse<SelfServePolicyForm> answer(Status status, SelfServePolicyForm form) {
    return RestResponse.ResponseBuilder.create(status, form)
        .header(HttpHeaders.ETAG, form.attributes().flatMap(PolicyAttributes::etag).orElseThrow())
        .build();
  }

  /** The permission is on, but nobody can use it (S36, S42, S43). */
  private static List<String> warnings(PolicyId id) {
    List<SubscriptionView> qualifying =
        SubscriptionView.ofCustomer(id.customerId()).stream()
            .filter(SubscriptionView::qualifies)
            .toList();
    if (qualifying.isEmpty()) {
      return List.of(
          "The customer has no active usage-based Azure plan or Azure Global subscription bought"
              + " through you, so every purchase is refused until it has one: reactivate a"
              + " suspended one, or POST /v1/customers/{customer}/subscriptions.");
    }
    Set<String> owned =
        OwnerView.ofCustomer(id.customerId()).stream()
            .map(owner -> owner.subscriptionId)
            .collect(Collectors.toSet());
    return qualifying.stream().anyMatch(s -> owned.contains(s.subscriptionId))
        ? List.of()
        : List.of(
            "No user is Owner of a subscription reservations can be bought for, so every purchase"
                + " is refused until one is: PUT"
                + " /v1/customers/{customer}/subscriptions/{subscription}/owners/{user}.");
  }
}
