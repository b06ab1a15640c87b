package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.BillingService;
import cloud.reseller.gateway.services.Items;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Shows what is charged and not yet invoiced, by customer. */
@Path("/dashboard/bill")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class BillResource {

  private static final int PAGE = 50;

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
      @RestQuery("period") Optional<String> period, @RestQuery("after") Optional<String> after) {
    Month month = Month.of(period);
    String bearer = viewer.bearer();
    var askedTotals = billing.totals(bearer, month.value());
    var askedCustomers =
        billing.customers(
            bearer, month.value(), PAGE, after.map(_ -> "Next").orElse(null), after.orElse(null));
    Part<Items<Unbilled.Total>> totals = Part.of(askedTotals);
    Part<Items<Unbilled.Total>> customers = Part.of(askedCustomers);
    Frame frame = frames.of(viewer.agentWords().bill());
    return frame.show(
        Templates.bill(
            frame, BillPage.of(month, totals, customers, after.isPresent(), viewer.formats())));
  }
}
