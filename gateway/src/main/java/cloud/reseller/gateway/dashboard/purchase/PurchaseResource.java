package cloud.reseller.gateway.dashboard.purchase;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.gateway.buying.BuyPage;
import cloud.reseller.gateway.buying.Side;
import cloud.reseller.gateway.buying.Wish;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.PricePreview;
import cloud.reseller.gateway.services.Reservation;
import cloud.reseller.gateway.services.ReservationsService;
import cloud.reseller.gateway.services.Size;
import cloud.reseller.gateway.services.Subscription;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Chooses a reservation and buys it for a customer, with the permission on or off. The choice is in
 * the address, as in the portal.
 */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/buy")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class PurchaseResource {

  private static final int MOST = 500;

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  PurchaseResource(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.reservations = reservations;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/purchase",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance purchase(Frame frame, CustomerHead head, BuyPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance choose(
      @RestPath("customer") String customer,
      @RestQuery("subscription") Optional<String> subscription,
      @RestQuery("search") Optional<String> search,
      @RestQuery("size") Optional<String> size,
      @RestQuery("region") Optional<String> region,
      @RestQuery("quantity") Optional<String> quantity,
      @RestQuery("term") Optional<String> term,
      @RestQuery("plan") Optional<String> plan,
      @RestQuery("scope") Optional<String> scope,
      @RestQuery("name") Optional<String> name) {
    return page(
        customer,
        Searched.text(search),
        Wish.of(subscription, size, region, quantity, term, plan, scope, name),
        RequestIds.next(),
        "");
  }

  private TemplateInstance page(
      String customer, String search, Wish wish, String nonce, String problem) {
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedSubscriptions = permissions.subscriptions(bearer, customer, "usage", false, MOST);
    var askedSizes = reservations.sizes(bearer, customer, search.isEmpty() ? wish.size() : search);
    Optional<CompletionStage<PricePreview>> askedPrice =
        wish.hasPrice()
            ? Optional.of(
                reservations.pricePreview(
                    bearer,
                    customer,
                    PricePreview.Asked.of(
                        wish.size(), wish.region(), wish.plan(), wish.quantity())))
            : Optional.empty();
    Customer found = Part.of(asked).needed();
    Part<Items<Subscription>> subscriptions = Part.of(askedSubscriptions);
    Part<Items<Size>> sizes = Part.of(askedSizes);
    Optional<Part<PricePreview>> price = askedPrice.map(Part::of);
    CustomerHead head = CustomerHead.of(found, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.purchase(
            frame,
            head,
            BuyPage.of(
                "/dashboard/customers/" + customer + "/buy",
                Side.PARTNER,
                search,
                wish,
                subscriptions,
                _ -> true,
                sizes,
                price,
                nonce,
                problem,
                viewer.formats())));
  }

  @POST
  public RestResponse<TemplateInstance> buy(
      @RestPath("customer") String customer,
      @RestForm("nonce") Optional<String> nonce,
      @RestForm("subscription") Optional<String> subscription,
      @RestForm("size") Optional<String> size,
      @RestForm("region") Optional<String> region,
      @RestForm("quantity") Optional<String> quantity,
      @RestForm("term") Optional<String> term,
      @RestForm("plan") Optional<String> plan,
      @RestForm("scope") Optional<String> scope,
      @RestForm("name") Optional<String> name) {
    Wish wish = Wish.of(subscription, size, region, quantity, term, plan, scope, name);
    String once = RequestIds.of(nonce);
    if (wish.quantity() < 1) {
      return again(400, customer, wish, once, viewer.words().quantityInvalid());
    }
    PurchaseRequest request = wish.request(customer, viewer.objectId());
    String id = Wish.id(UUID.fromString(once), request).toString();
    return switch (Part.ofChange(
        reservations.buy(viewer.bearer(), id, customer, request.reservation()))) {
      case Part.Had<Reservation>(Reservation bought) ->
          RestResponse.seeOther(
              URI.create("/dashboard/customers/" + customer + "/reservations/" + bought.id()));
      case Part.Refused<Reservation>(Refusal refusal) ->
          again(
              refusal.status() == 403 ? 403 : 400,
              customer,
              wish,
              // A refusal is kept under its id; trying again is another request.
              RequestIds.next(),
              viewer
                  .agentWords()
                  .notBought(
                      Side.PARTNER.refused(
                          refusal.code(),
                          refusal.description(),
                          viewer.words(),
                          viewer::agentWords)));
      case Part.Missing<Reservation> _ ->
          again(503, customer, wish, once, viewer.agentWords().purchaseUnknown());
    };
  }

  private RestResponse<TemplateInstance> again(
      int status, String customer, Wish wish, String nonce, String problem) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(page(customer, "", wish, nonce, problem))
        .build();
  }
}
