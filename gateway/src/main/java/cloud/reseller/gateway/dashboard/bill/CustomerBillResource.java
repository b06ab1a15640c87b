package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.BillingService;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.Unbilled;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows what is charged for a customer and not yet invoiced. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/bill")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class CustomerBillResource {

  private static final int PAGE = 50;

  private final PermissionsService permissions;
  private final BillingService billing;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  CustomerBillResource(
      @RestClient PermissionsService permissions,
      @RestClient BillingService billing,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.billing = billing;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/bill",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance customerBill(Frame frame, CustomerBillPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance ofCustomer(
      @RestPath("customer") String customer,
      @RestQuery("period") Optional<String> period,
      @RestQuery("after") Optional<String> after) {
    Month month = Month.of(period);
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedLines =
        billing.lines(
            bearer,
            "onetime",
            "billinglineitems",
            month.value(),
            customer,
            PAGE,
            after.map(_ -> "Next").orElse(null),
            after.orElse(null));
    Customer found = Part.of(asked).needed();
    Part<Items<Unbilled.Line>> lines = Part.of(askedLines);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.BILL, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.customerBill(
            frame, CustomerBillPage.of(head, month, lines, after.isPresent(), viewer.formats())));
  }
}
