package cloud.reseller.gateway.dashboard.purchase;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.gateway.buying.BuyPage;
import cloud.reseller.gateway.buying.BuyingWords;
import cloud.reseller.gateway.buying.Choosing;
import cloud.reseller.gateway.buying.Side;
import cloud.reseller.gateway.buying.Wish;
import cloud.reseller.gateway.buying.Wishes;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.CustomerHeads;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Reservation;
import cloud.reseller.gateway.services.ReservationsService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Chooses a reservation and buys it for a customer, with the permission on or off. The choice is in
 * the address, as in the portal.
 */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/buy")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class PurchaseResource {

  private final ReservationsService reservations;
  private final Choosing choosing;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  PurchaseResource(
      @RestClient ReservationsService reservations,
      Choosing choosing,
      CustomerHeads heads,
      Viewer viewer,
      Frames frames) {
    this.reservations = reservations;
    this.choosing = choosing;
    this.heads = heads;
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
  public TemplateInstance choose(@RestPath String customer, @BeanParam Wishes.Chosen chosen) {
    return page(customer, Searched.text(chosen.search()), chosen.wish(), FormProblem.none());
  }

  private TemplateInstance page(String customer, String search, Wish wish, FormProblem problem) {
    String address = "/dashboard/customers/" + customer + "/buy";
    var asked = heads.of(customer);
    var choice = choosing.of(Side.PARTNER, address, customer, search, wish, problem);
    CustomerHead head = asked.get();
    BuyPage page = choice.get();
    return frames.show(head.name(), frame -> Templates.purchase(frame, head, page));
  }

  @POST
  public RestResponse<TemplateInstance> buy(
      @RestPath String customer, @BeanParam Wishes.Sent sent) {
    Wish wish = sent.wish();
    String once = sent.once();
    if (wish.quantity() < 1) {
      String why = viewer.words(BuyingWords.class).quantityInvalid();
      return again(customer, wish, FormProblem.invalid(why, once));
    }
    PurchaseRequest request = wish.request(customer, viewer.objectId());
    String id = Wish.id(UUID.fromString(once), request).toString();
    return switch (Part.ofChange(reservations.buy(id, customer, request.reservation()))) {
      case Part.Had<Reservation>(Reservation bought) ->
          RestResponse.seeOther(
              URI.create(CustomerHead.Page.RESERVATIONS.address(customer) + "/" + bought.id()));
      case Part.NotHad<Reservation> answer ->
          again(
              customer,
              wish,
              FormProblem.of(
                  answer, once, this::why, viewer.words(PurchaseWords.class).purchaseUnknown()));
    };
  }

  private String why(Refusal refusal) {
    return viewer
        .words(PurchaseWords.class)
        .notBought(Side.PARTNER.refused(refusal.code(), refusal.description(), viewer.words()));
  }

  private RestResponse<TemplateInstance> again(String customer, Wish wish, FormProblem problem) {
    return problem.answer(page(customer, "", wish, problem));
  }
}
