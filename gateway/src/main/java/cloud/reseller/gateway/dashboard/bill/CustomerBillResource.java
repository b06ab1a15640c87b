package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.CustomerHeads;
import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.BillingService;
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

  private final BillingService billing;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  CustomerBillResource(
      @RestClient BillingService billing, CustomerHeads heads, Viewer viewer, Frames frames) {
    this.billing = billing;
    this.heads = heads;
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
      @RestPath String customer,
      @RestQuery Optional<String> period,
      @RestQuery Optional<String> after) {
    Month month = Choice.of(period, Month.CURRENT);
    ListAddress address = month.address(after);
    var asked = heads.orUnnamed(customer, CustomerHead.Page.BILL);
    var lines =
        billing.lines(
            "onetime", "billinglineitems", month.value(), customer, address.paging(Month.LINES));
    CustomerHead head = asked.get();
    CustomerBillPage page =
        CustomerBillPage.of(head, month, address, Part.of(lines), viewer.formats());
    return frames.show(head.name(), frame -> Templates.customerBill(frame, page));
  }
}
