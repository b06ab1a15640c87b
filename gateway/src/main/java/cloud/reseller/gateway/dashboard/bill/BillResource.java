package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.ListAddress;
import cloud.reseller.gateway.pages.Part;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Shows what is charged and not yet invoiced, by customer. */
@Path("/dashboard/bill")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class BillResource {

  private final BillingService billing;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  BillResource(@RestClient BillingService billing, Viewer viewer, Frames frames) {
    this.billing = billing;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/bill",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance bill(Frame frame, BillPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance all(
      @RestQuery Optional<String> period, @RestQuery Optional<String> after) {
    Month month = Choice.of(period, Month.CURRENT);
    ListAddress address = month.address(after);
    var totals = billing.totals(month.value());
    var customers = billing.customers(month.value(), address.paging(Month.LINES));
    BillPage page =
        BillPage.of(month, address, Part.of(totals), Part.of(customers), viewer.formats());
    return frames.show(
        viewer.words(CommonWords.class).bill(), frame -> Templates.bill(frame, page));
  }
}
