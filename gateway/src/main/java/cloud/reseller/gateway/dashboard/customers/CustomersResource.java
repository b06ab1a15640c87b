package cloud.reseller.gateway.dashboard.customers;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
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
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Finds, lists and adds customers. */
@Path("/dashboard/customers")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class CustomersResource {

  private static final int PAGE = 25;

  private final PermissionsService permissions;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  CustomersResource(@RestClient PermissionsService permissions, Viewer viewer, Frames frames) {
    this.permissions = permissions;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/customers",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance customers(Frame frame, CustomersPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestQuery Optional<String> search, @RestQuery Optional<String> after) {
    return page(Searched.text(search), after, CustomersPage.NewCustomer.empty());
  }

  private TemplateInstance page(
      String search, Optional<String> after, CustomersPage.NewCustomer form) {
    Part<Items<Customer>> found =
        Part.of(
            permissions.customers(
                search.isEmpty() ? null : search,
                true,
                CustomersPage.address(search, after).paging(PAGE)));
    CustomersPage page =
        CustomersPage.of(search, after, found, viewer.isAdmin(), form, viewer.formats());
    return frames.show(
        viewer.words(CommonWords.class).customers(), frame -> Templates.customers(frame, page));
  }

  @POST
  public RestResponse<TemplateInstance> add(
      @RestForm Optional<String> company,
      @RestForm Optional<String> domain,
      @RestForm Optional<String> country,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    Part<Customer> added =
        Part.ofChange(
            permissions.addCustomer(
                id,
                Customer.of(
                    company.orElse("").strip(),
                    domain.orElse("").strip(),
                    country.orElse("").strip().toUpperCase(Locale.ROOT))));
    return switch (added) {
      case Part.Had<Customer>(Customer customer) ->
          RestResponse.seeOther(
              URI.create(CustomerHead.Page.ACCOUNT.address(customer.id().orElseThrow())));
      case Part.NotHad<Customer> answer -> {
        FormProblem problem =
            FormProblem.of(answer, id, this::why, viewer.words(CommonWords.class).changeUnknown());
        yield problem.answer(
            page(
                "",
                Optional.empty(),
                new CustomersPage.NewCustomer(
                    company.orElse(""), domain.orElse(""), country.orElse(""), problem)));
      }
    };
  }

  private String why(Refusal refusal) {
    return refusal.isForbidden()
        ? viewer.words(CustomersWords.class).onlyAdminsAddCustomers()
        : viewer.words(DashboardWords.class).notAdded(refusal.description());
  }
}
