package cloud.reseller.permissions.http;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ETag;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.read.history.PermissionChangeView;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who turned a customer's permission on and off, when and why: each change, however old. */
@Path("/v1/customers/{customerId}/purchasepermission/history")
class PermissionHistoryResource {

  private final Access access;

  @Inject
  PermissionHistoryResource(Access access) {
    this.access = access;
  }

  /**
   * A change.
   *
   * @param on whether the permission was on afterwards
   * @param by the agent; without names once erased
   * @param reason as given; left out if none was
   * @param etag of the policy after the change
   */
  record ChangeForm(
      boolean on,
      Instant date,
      Person by,
      Optional<String> reason,
      String etag,
      Attributes attributes) {}

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "List every change of a customer's permission, newest first (agents)")
  public SeekBasedResourceCollection<ChangeForm> list(
      @PathParam("customerId") String customer, @BeanParam PageQuery query) {
    String customerId = access.forAgent(customer).customerId;
    return Lists.page(
        query,
        new ListAddress("/customers/" + customerId + "/purchasepermission/history"),
        id -> PermissionChangeView.of(customerId, id),
        (after, most) -> PermissionChangeView.of(customerId, after, most),
        change -> change.id,
        PermissionHistoryResource::form);
  }

  private static ChangeForm form(PermissionChangeView change) {
    return new ChangeForm(
        change.isOn,
        change.changedAt,
        new Person(change.byId, change.userPrincipalName(), change.displayName()),
        Optional.of(change.reason).filter(text -> !text.isEmpty()),
        ETag.of(change.etag),
        Attributes.of("PurchasePermissionChange"));
  }
}
