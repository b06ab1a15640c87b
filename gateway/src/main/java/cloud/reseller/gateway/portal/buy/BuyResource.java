package cloud.reseller.gateway.portal.buy;

import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.gateway.buying.BuyPage;
import cloud.reseller.gateway.buying.BuyingWords;
import cloud.reseller.gateway.buying.Choosing;
import cloud.reseller.gateway.buying.Side;
import cloud.reseller.gateway.buying.Wish;
import cloud.reseller.gateway.buying.Wishes;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
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
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Chooses a reservation and buys it. The choice is in the address, so that a reload shows it again;
 * buying is a form of its own with everything that was chosen.
 */
@Path("/portal/buy")
@RolesAllowed(Role.USER)
@RunOnVirtualThread
class BuyResource {

  private final Choosing choosing;
  private final PurchaseRequests requests;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  BuyResource(Choosing choosing, PurchaseRequests requests, Viewer viewer, Frames frames) {
    this.choosing = choosing;
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
  public TemplateInstance choose(@BeanParam Wishes.Chosen chosen) {
    return page(Searched.text(chosen.search()), chosen.wish(), FormProblem.none());
  }

  private TemplateInstance page(String search, Wish wish, FormProblem problem) {
    BuyPage page =
        choosing.of(Side.CUSTOMER, "/portal/buy", viewer.customerId(), search, wish, problem).get();
    return frames.show(
        viewer.words(CommonWords.class).buyReservation(), frame -> Templates.buy(frame, page));
  }

  @POST
  public RestResponse<TemplateInstance> buy(@BeanParam Wishes.Sent sent) {
    Wish wish = sent.wish();
    String once = sent.once();
    if (wish.quantity() < 1) {
      String why = viewer.words(BuyingWords.class).quantityInvalid();
      return again(wish, FormProblem.invalid(why, once));
    }
    PurchaseRequest request = wish.request(viewer.customerId(), viewer.objectId());
    UUID id = Wish.id(UUID.fromString(once), request);
    return requests.publish(id, request)
        ? RestResponse.seeOther(URI.create("/portal/requests/" + id))
        : again(wish, FormProblem.unknown(viewer.words(BuyWords.class).notPublished(), once));
  }

  private RestResponse<TemplateInstance> again(Wish wish, FormProblem problem) {
    return problem.answer(page("", wish, problem));
  }
}
