package cloud.reseller.permissions.http;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.read.subscriptions.SharedEntitlementView;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Azure subscriptions that several customers have. A partner is not refused one because another
 * partner's customer has it: it would learn about that customer, and whoever is first could lock
 * the owner out. It is accepted instead, and shown to operations.
 */
@Path("/v1/sharedentitlements")
class SharedEntitlementsResource {

  /**
   * One of the subscriptions that share an Azure subscription.
   *
   * @param creationDate when it was recorded
   */
  record SharedEntitlement(
      String entitlementId,
      String partnerId,
      String customerId,
      String subscriptionId,
      String status,
      Instant creationDate,
      Attributes attributes) {

    static SharedEntitlement of(SharedEntitlementView s) {
      return new SharedEntitlement(
          s.entitlementId,
          s.partnerId,
          s.customerId,
          s.subscriptionId,
          SubscriptionForm.text(s.status),
          s.addedAt,
          Attributes.of("SharedEntitlement"));
    }
  }

  @GET
  @AllowedTo(Role.OPERATIONS)
  @Operation(
      summary =
          "List the subscriptions whose Azure subscription another customer also has, of any partner"
              + " (operations)")
  public SeekBasedResourceCollection<SharedEntitlement> list(@BeanParam PageQuery query) {
    return Lists.page(
        query,
        new ListAddress("/sharedentitlements"),
        SharedEntitlementView::of,
        SharedEntitlementView::page,
        shared -> shared.subscriptionId,
        SharedEntitlement::of);
  }
}
