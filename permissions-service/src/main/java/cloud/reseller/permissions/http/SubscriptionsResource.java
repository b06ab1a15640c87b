package cloud.reseller.permissions.http;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Guid;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.kit.DeterministicIds;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.ETag;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.NotSettable;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.log.Position;
import cloud.reseller.permissions.http.SubscriptionForm.Offers;
import cloud.reseller.permissions.read.subscriptions.SubscriptionStatus;
import cloud.reseller.permissions.read.subscriptions.SubscriptionView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.permissions.write.ResourceVersion;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The subscriptions of a customer (S33, S37, R4, R5). */
@Path("/v1/customers/{customerId}/subscriptions")
class SubscriptionsResource {

  private final Access access;
  private final CommandGateway<PermissionCommand> commands;

  @Inject
  SubscriptionsResource(Access access, CommandGateway<PermissionCommand> commands) {
    this.access = access;
    this.commands = commands;
  }

  /**
   * A subscription to add.
   *
   * @param offerId MS-AZR-0145P (Azure Global), MS-AZR-0017G or DZH318Z0BPS6 (Azure plan), any
   *     other for a licence
   * @param friendlyName defaults to the offer's name
   * @param quantity defaults to 1
   * @param entitlementId the Azure subscription id; defaults to the subscription's own id
   * @param boughtThroughPartner false if the customer has it from elsewhere (S09)
   * @param id cannot be set
   * @param status always active for a new subscription
   * @param billingType determined by the offer
   */
  record NewSubscription(
      Optional<String> id,
      Optional<String> status,
      Optional<String> billingType,
      String offerId,
      Optional<String> friendlyName,
      OptionalInt quantity,
      Optional<String> entitlementId,
      Optional<Boolean> boughtThroughPartner) {}

  /**
   * A change of a subscription; only the status of the public form can be changed. The other
   * members may be sent unchanged.
   */
  record SubscriptionChange(
      String status,
      Optional<String> id,
      Optional<String> entitlementId,
      Optional<String> offerId,
      Optional<String> offerName,
      Optional<String> friendlyName,
      OptionalInt quantity,
      Optional<String> billingType,
      Optional<Boolean> boughtThroughPartner) {

    private void requireOnlyStatusOf(SubscriptionView s) {
      Fields.same("id", id, s.subscriptionId);
      Fields.same("entitlementId", entitlementId, s.entitlementId);
      Fields.same("offerId", offerId, s.offerId);
      Fields.same("friendlyName", friendlyName, s.friendlyName);
      Fields.same(
          "quantity",
          quantity.isPresent()
              ? Optional.of(Integer.toString(quantity.getAsInt()))
              : Optional.empty(),
          Integer.toString(s.quantity));
      Fields.same("offerName", offerName, Offers.name(s.offer, s.offerId));
      Fields.same("billingType", billingType, SubscriptionForm.text(s.billingType));
      Fields.same(
          "boughtThroughPartner",
          boughtThroughPartner.map(String::valueOf),
          String.valueOf(s.boughtThroughPartner));
    }
  }

  @POST
  @Recorded(PermissionCommandType.ADD_SUBSCRIPTION)
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT})
  @Operation(summary = "Record a subscription of the customer (admin or sales agent)")
  public RestResponse<SubscriptionForm> add(
      @PathParam("customerId") String customer,
      @NotSettable(
              value = {
                "offerName",
                "creationDate",
                "effectiveStartDate",
                "commitmentEndDate",
                "billingCycle",
                "termDuration",
                "autoRenewEnabled",
                "isTrial",
                "parentSubscriptionId",
                "orderId"
              },
              inAddress = "customerId")
          NewSubscription form) {
    Requester by =
        access.agent(
            customer, PermissionCommandType.ADD_SUBSCRIPTION, Role.ADMIN_AGENT, Role.SALES_AGENT);
    String customerId = Access.guid(customer);
    String id =
        DeterministicIds.uuid5(by.tenantId(), customerId + "/subscriptions", commands.requestId())
            .toString();
    String offerId = Fields.text("offerId", form.offerId());
    Offer offer = Offers.of(offerId);
    Fields.same("id", form.id(), id);
    Fields.same("status", form.status(), SubscriptionForm.text(SubscriptionStatus.ACTIVE));
    Fields.same("billingType", form.billingType(), SubscriptionForm.text(Offers.billing(offer)));
    int quantity = form.quantity().orElse(1);
    if (quantity < 1) {
      throw Fields.wrong("quantity", "a whole number of 1 or more");
    }
    String entitlementId =
        form.entitlementId().map(text -> Fields.guid("entitlementId", text)).orElse(id);
    // A retry gets its first answer, whatever other customers got since. Concurrent calls do not
    // see each other here; if both are accepted, operations see them in /v1/sharedentitlements.
    if (SubscriptionView.of(customerId, id).isEmpty()
        && SubscriptionView.isOfAnotherCustomer(by.tenantId(), customerId, entitlementId)) {
      throw ProblemException.of(
          409,
          Refusal.SUBSCRIPTION_ALREADY_EXISTS.code(),
          "Another customer of yours has this entitlementId. Check the Azure subscription id, or"
              + " delete the subscription there first.",
          "entitlementId");
    }
    var added =
        commands.send(
            new AddSubscription(
                customerId,
                id,
                entitlementId,
                offer,
                offerId,
                form.friendlyName()
                    .map(text -> Fields.text("friendlyName", text))
                    .orElse(Offers.name(offer, offerId)),
                quantity,
                Offers.billing(offer),
                form.boughtThroughPartner().orElse(true),
                by),
            SubscriptionAdded.class);
    return answer(
        Status.CREATED,
        SubscriptionForm.of(added.event(), added.at(), ResourceVersion.of(added.position())));
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(
      summary = "List the customer's subscriptions, all or of one billingType (usage, license)")
  public SeekBasedResourceCollection<SubscriptionForm> list(
      @PathParam("customerId") String customer,
      @QueryParam("billingType") String billingType,
      @BeanParam PageQuery query) {
    String customerId = access.forAnyone(customer).customerId;
    Optional<BillingType> wanted =
        Optional.ofNullable(billingType)
            .map(
                text ->
                    named(BillingType.values(), text)
                        .orElseThrow(
                            () ->
                                ErrorCode.INVALID_PARAMETER.because(
                                    "billingType must be usage or license.", "billingType")));
    return Lists.page(
        query,
        new ListAddress("/customers/" + customerId + "/subscriptions")
            .withIf("billingType", wanted.map(SubscriptionForm::text)),
        id -> SubscriptionView.of(customerId, id),
        (after, most) -> SubscriptionView.ofCustomer(customerId, wanted, after, most),
        subscription -> subscription.subscriptionId,
        SubscriptionForm::of);
  }

  @GET
  @Path("/{subscriptionId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "Get a subscription of the customer")
  public RestResponse<SubscriptionForm> get(
      @PathParam("customerId") String customer, @PathParam("subscriptionId") String id) {
    return answer(Status.OK, SubscriptionForm.of(find(access.forAnyone(customer).customerId, id)));
  }

  @PATCH
  @Path("/{subscriptionId}")
  @AllowedTo(value = Role.ADMIN_AGENT, bodySaysWhatWasAttempted = true)
  @Operation(summary = "Suspend, reactivate or delete a subscription (admin agent)")
  public RestResponse<SubscriptionForm> change(
      @PathParam("customerId") String customer,
      @PathParam("subscriptionId") String subscription,
      @RestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
      SubscriptionChange change) {
    SubscriptionStatus status = status(change);
    Requester by = access.admin(customer, wanted(status));
    String customerId = Access.guid(customer);
    String id = guid(subscription);
    SubscriptionView.of(customerId, id).ifPresent(change::requireOnlyStatusOf);
    Optional<String> etag = ifMatch.flatMap(ETag::version);
    if (status == SubscriptionStatus.DELETED && isDeleted(customerId, id)) {
      return answer(Status.OK, SubscriptionForm.of(find(customerId, id)));
    }
    Optional<Position> changedBy =
        switch (status) {
          case SUSPENDED ->
              commands
                  .sendUnless(
                      PermissionCommands.publicCode(Refusal.SUBSCRIPTION_NOT_ACTIVE),
                      new SuspendSubscription(customerId, id, etag, by),
                      SubscriptionSuspended.class)
                  .map(CommandGateway.Written::position);
          case ACTIVE ->
              commands
                  .sendUnless(
                      PermissionCommands.publicCode(Refusal.SUBSCRIPTION_NOT_SUSPENDED),
                      new ReactivateSubscription(customerId, id, etag, by),
                      SubscriptionReactivated.class)
                  .map(CommandGateway.Written::position);
          case DELETED ->
              Optional.of(
                  commands
                      .send(
                          new DeleteSubscription(customerId, id, etag, by),
                          SubscriptionDeleted.class)
                      .position());
        };
    SubscriptionView view = find(customerId, id);
    return answer(
        Status.OK,
        SubscriptionForm.of(view, status, changedBy.map(ResourceVersion::of).orElse(view.etag)));
  }

  /** The only status that is safe to read from a view that may be behind, because it is final. */
  private static boolean isDeleted(String customerId, String id) {
    return SubscriptionView.of(customerId, id)
        .filter(s -> s.status == SubscriptionStatus.DELETED)
        .isPresent();
  }

  private static SubscriptionStatus status(SubscriptionChange change) {
    return named(SubscriptionStatus.values(), change.status())
        .orElseThrow(
            () ->
                Fields.wrong(
                    "status",
                    "one of "
                        + Arrays.stream(SubscriptionStatus.values())
                            .map(SubscriptionForm::text)
                            .collect(Collectors.joining(", "))));
  }

  private static PermissionCommandType wanted(SubscriptionStatus status) {
    return switch (status) {
      case SUSPENDED -> PermissionCommandType.SUSPEND_SUBSCRIPTION;
      case ACTIVE -> PermissionCommandType.REACTIVATE_SUBSCRIPTION;
      case DELETED -> PermissionCommandType.DELETE_SUBSCRIPTION;
    };
  }

  private static RestResponse<SubscriptionForm> answer(Status status, SubscriptionForm form) {
    return RestResponse.ResponseBuilder.create(status, form)
        .header(HttpHeaders.ETAG, form.attributes().etag().orElseThrow())
        .build();
  }

  static SubscriptionView find(String customerId, String id) {
    return SubscriptionView.of(customerId, guid(id)).orElseThrow(SubscriptionsResource::notFound);
  }

  /** The subscription id of an address, normalized to lower case. */
  static String guid(String id) {
    return Guid.parse(id).orElseThrow(SubscriptionsResource::notFound);
  }

  private static RuntimeException notFound() {
    return ErrorCode.SUBSCRIPTION_NOT_FOUND.because(
        Refusal.SUBSCRIPTION_NOT_FOUND.text(), "subscriptionId");
  }

  private static <T extends Enum<T>> Optional<T> named(T[] values, String text) {
    return Arrays.stream(values).filter(v -> v.name().equalsIgnoreCase(text)).findFirst();
  }
}
