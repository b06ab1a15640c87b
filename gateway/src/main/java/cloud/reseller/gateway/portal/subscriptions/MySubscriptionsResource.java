package cloud.reseller.gateway.portal.subscriptions;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.PermissionsService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows a user the customer's subscriptions, and whether the user is Owner of each. */
@Path("/portal/subscriptions")
@RolesAllowed(Role.USER)
@RunOnVirtualThread
class MySubscriptionsResource {

  private static final int PAGE = 100;

  private final PermissionsService permissions;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  MySubscriptionsResource(
      @RestClient PermissionsService permissions, Viewer viewer, Frames frames) {
    this.permissions = permissions;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "portal/subscriptions",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance mySubscriptions(Frame frame, MySubscriptionsPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(@RestQuery Optional<String> after) {
    String customer = viewer.customerId();
    ListAddress address = ListAddress.of(after);
    var asked = permissions.customer(customer);
    var subscriptions = permissions.subscriptions(customer, null, true, address.paging(PAGE));
    MySubscriptionsPage page =
        MySubscriptionsPage.of(Part.of(asked).needed(), Part.of(subscriptions), address, viewer);
    return frames.show(
        viewer.words(CommonWords.class).subscriptions(),
        frame -> Templates.mySubscriptions(frame, page));
  }
}
