package cloud.reseller.reservations.http;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageSize;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.Link;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.reservations.read.PurchaseOutcomeView;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The outcome of purchase requests, wherever they were made; both sides see refusals (I4). */
@Path("/v1/customers/{customerId}/purchaserequests")
class PurchaseRequestsResource {

  private static final PageSize SIZE = PageSize.upTo(500);

  private final Access access;

  @Inject
  PurchaseRequestsResource(Access access) {
    this.access = access;
  }

  /**
   * The outcome of a request.
   *
   * @param state accepted, rejected or parked
   * @param code the stable code of a rejection
   * @param description the reason and the next step, for people
   */
  record OutcomeForm(
      String requestId,
      String state,
      Optional<String> code,
      Optional<String> description,
      Optional<String> orderId,
      Optional<String> reservationId,
      Instant decidedAt,
      Links links,
      Attributes attributes) {

    private static OutcomeForm of(PurchaseOutcomeView row) {
      return new OutcomeForm(
          row.requestId,
          row.state,
          present(row.code),
          present(row.description),
          present(row.orderId),
          present(row.reservationId),
          row.decidedAt,
          Links.self(
              "/customers/" + row.customerId + "/purchaserequests/" + Link.segment(row.requestId)),
          Attributes.of("PurchaseRequestOutcome"));
    }

    private static Optional<String> present(String text) {
      return Optional.of(text).filter(t -> !t.isEmpty());
    }
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(
      summary = "List the answers to purchase requests, newest first (agents; users their own)")
  public SeekBasedResourceCollection<OutcomeForm> list(
      @PathParam("customerId") String customerId, @BeanParam PageQuery query) {
    String id = Access.guid(customerId);
    Optional<String> askedBy =
        switch (access.forAnyone(id)) {
          case Caller.PartnerAgent _ -> Optional.empty();
          case Caller.CustomerUser user -> Optional.of(user.oid());
        };
    int size = query.size(SIZE);
    return Pages.page(
        size,
        Pages.last(query.token(), last -> PurchaseOutcomeView.byId(id, last)),
        (after, most) -> PurchaseOutcomeView.page(id, askedBy, after, most),
        row -> PageToken.of(row.id),
        Pages.each(OutcomeForm::of),
        new ListAddress("/customers/" + id + "/purchaserequests").with("size", size));
  }

  @GET
  @Path("/{requestId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "Get the outcome of a purchase request (agents; users their own)")
  public OutcomeForm get(
      @PathParam("customerId") String customerId, @PathParam("requestId") String requestId) {
    String id = Access.guid(customerId);
    Caller.Member who = access.forAnyone(id);
    return PurchaseOutcomeView.of(id, requestId)
        // The portal's own ids are kept as it wrote them, those of calls in lower case.
        .or(() -> PurchaseOutcomeView.of(id, Access.stored(requestId)))
        .filter(row -> sees(who, row))
        .map(OutcomeForm::of)
        .orElseThrow(
            () ->
                ErrorCode.NOT_FOUND.because(
                    "There is no outcome of this request yet. Check the id, or ask again in a"
                        + " moment.",
                    "requestId"));
  }

  private static boolean sees(Caller.Member who, PurchaseOutcomeView row) {
    return switch (who) {
      case Caller.PartnerAgent _ -> true;
      // Unreadable and parked requests name nobody; whoever knows the id may see them.
      case Caller.CustomerUser user -> row.askedBy.isEmpty() || row.askedBy.equals(user.oid());
    };
  }
}
