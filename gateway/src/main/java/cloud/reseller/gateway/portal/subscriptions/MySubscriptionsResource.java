package cloud.reseller.gateway.portal.subscriptions;

import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.Subscription;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Shows a user the customer's subscriptions, and whether the user is Owner of each. */
@Path("/portal/subscriptions")
@RolesAllowed(Role.USER)
@RunOnVirtualThread
class MySubscriptionsResource {

  private static final int MOST = 500;

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
  public TemplateInstance list() {
    String bearer = viewer.bearer();
    String customer = viewer.customerId();
    var asked = permissions.customer(bearer, customer);
    var askedSubscriptions = permissions.subscriptions(bearer, customer, null, true, MOST);
    Part<Customer> found = Part.of(asked);
    Part<Items<Subscription>> subscriptions = Part.of(askedSubscriptions);
    Frame frame = frames.of(viewer.words().subscriptions());
    return frame.show(
        Templates.mySubscriptions(
            frame, MySubscriptionsPage.of(found.needed(), subscriptions, viewer)));
  }
}
