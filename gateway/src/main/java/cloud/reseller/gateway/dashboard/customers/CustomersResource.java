package cloud.reseller.gateway.dashboard.customers;

import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

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
      @RestQuery("search") Optional<String> search, @RestQuery("after") Optional<String> after) {
    return page(search, after, CustomersPage.NewCustomer.empty());
  }

  private TemplateInstance page(
      Optional<String> search, Optional<String> after, CustomersPage.NewCustomer form) {
    Optional<String> wanted = Optional.of(Searched.text(search)).filter(text -> !text.isEmpty());
    Part<Items<Customer>> found =
        Part.of(
            permissions.customers(
                viewer.bearer(),
                wanted.orElse(null),
                true,
                PAGE,
                after.map(_ -> "Next").orElse(null),
                after.orElse(null)));
    Frame frame = frames.of(viewer.words().customers());
    return frame.show(
        Templates.customers(
            frame,
            CustomersPage.of(
                wanted.orElse(""), after.isPresent(), found, viewer.isAdmin(), form, viewer)));
  }

  @POST
  public RestResponse<TemplateInstance> add(
      @RestForm("company") Optional<String> company,
      @RestForm("domain") Optional<String> domain,
      @RestForm("country") Optional<String> country,
      @RestForm("request") Optional<String> request) {
    Part<Customer> added =
        Part.ofChange(
            permissions.addCustomer(
                viewer.bearer(),
                RequestIds.of(request),
                Customer.of(
                    company.orElse("").strip(),
                    domain.orElse("").strip(),
                    country.orElse("").strip().toUpperCase(Locale.ROOT))));
    return switch (added) {
      case Part.Had<Customer>(Customer customer) ->
          RestResponse.seeOther(URI.create("/dashboard/customers/" + customer.id().orElseThrow()));
      case Part.Refused<Customer> refused ->
          again(400, company, domain, country, request, refused.refusal().description());
      case Part.Missing<Customer> _ ->
          again(503, company, domain, country, request, viewer.words().changeUnknown());
    };
  }

  /** The page again, with what was sent and why it was not taken. */
  private RestResponse<TemplateInstance> again(
      int status,
      Optional<String> company,
      Optional<String> domain,
      Optional<String> country,
      Optional<String> request,
      String why) {
    Words words = viewer.words();
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(
            page(
                Optional.empty(),
                Optional.empty(),
                new CustomersPage.NewCustomer(
                    company.orElse(""),
                    domain.orElse(""),
                    country.orElse(""),
                    RequestIds.of(status == 503 ? request : Optional.empty()),
                    status == 503 ? why : words.notAdded(why))))
        .build();
  }
}
