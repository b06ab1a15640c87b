package cloud.reseller.gateway.portal.buy;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.gateway.buying.BuyPage;
import cloud.reseller.gateway.buying.Side;
import cloud.reseller.gateway.buying.Wish;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.PricePreview;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Chooses a reservation and buys it. The choice is in the address, so that a reload shows it again;
 * buying is a form of its own with everything that was chosen.
 */
@Path("/portal/buy")
@RolesAllowed(Role.USER)
@RunOnVirtualThread
class BuyResource {

  private static final int MOST = 500;

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final PurchaseRequests requests;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  BuyResource(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      PurchaseRequests requests,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.reservations = reservations;
    this.requests = requests;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "portal/buy", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance buy(Frame frame, BuyPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance choose(
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
        Searched.text(search),
        Wish.of(subscription, size, region, quantity, term, plan, scope, name),
        RequestIds.next(),
        "");
  }

  private TemplateInstance page(String search, Wish wish, String nonce, String problem) {
    String bearer = viewer.bearer();
    String customer = viewer.customerId();
    var askedSubscriptions = permissions.subscriptions(bearer, customer, "usage", true, MOST);
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
    Part<Items<Subscription>> subscriptions = Part.of(askedSubscriptions);
    Part<Items<Size>> sizes = Part.of(askedSizes);
    Optional<Part<PricePreview>> price = askedPrice.map(Part::of);
    Frame frame = frames.of(viewer.words().buyReservation());
    return frame.show(
        Templates.buy(
            frame,
            BuyPage.of(
                "/portal/buy",
                Side.CUSTOMER,
                search,
                wish,
                subscriptions,
                this::isOwner,
                sizes,
                price,
                nonce,
                problem,
                viewer.formats())));
  }

  private boolean isOwner(Subscription one) {
    return one.owners().orElse(List.of()).stream()
        .anyMatch(person -> person.id().equals(viewer.objectId()));
  }

  @POST
  public RestResponse<TemplateInstance> buy(
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
      return again(400, wish, once, viewer.words().quantityInvalid());
    }
    PurchaseRequest request = wish.request(viewer.customerId(), viewer.objectId());
    UUID id = Wish.id(UUID.fromString(once), request);
    return requests.publish(id, request)
        ? RestResponse.seeOther(URI.create("/portal/requests/" + id))
        : again(503, wish, once, viewer.words().notPublished());
  }

  private RestResponse<TemplateInstance> again(
      int status, Wish wish, String nonce, String problem) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(page("", wish, nonce, problem))
        .build();
  }
}
