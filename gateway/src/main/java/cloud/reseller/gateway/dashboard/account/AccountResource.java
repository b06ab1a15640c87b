package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.CustomerHeads;
import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.NewUser;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Policy;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows a customer's account, and turns its permission to purchase on and off. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class AccountResource {

  private static final int HISTORY = 50;
  private static final int PEOPLE = 100;

  private final PermissionsService permissions;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  AccountResource(
      @RestClient PermissionsService permissions,
      CustomerHeads heads,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.heads = heads;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/account",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance account(Frame frame, AccountPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance show(@RestPath String customer, @RestQuery Optional<String> change) {
    return page(customer, Switch.of(change), People.Form.empty(), FormProblem.none());
  }

  private TemplateInstance page(
      String customer, Optional<Switch> change, People.Form newPerson, FormProblem problem) {
    var asked = heads.of(customer, CustomerHead.Page.ACCOUNT);
    var precheck = permissions.precheck(customer);
    var history = permissions.permissionHistory(customer, HISTORY);
    var people = permissions.users(customer, PEOPLE);
    CustomerHead head = asked.get();
    AccountPage page =
        AccountPage.of(
            head,
            viewer.formats(),
            // In the order in which they are asked for: the time of a page is one for all parts.
            PermissionArea.of(
                head,
                Part.of(precheck),
                Part.of(history),
                viewer.isAdmin(),
                change,
                problem,
                viewer.formats()),
            People.of(Part.of(people), viewer.isAdmin(), newPerson));
    return frames.show(head.name(), frame -> Templates.account(frame, page));
  }

  @POST
  @Path("/people")
  public RestResponse<TemplateInstance> add(
      @RestPath String customer,
      @RestForm Optional<String> name,
      @RestForm Optional<String> signInName,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    String person = name.map(String::strip).orElse("");
    String principal = signInName.map(String::strip).orElse("");
    return switch (Part.ofChange(
        permissions.addUser(id, customer, new NewUser(principal, person)))) {
      case Part.Had<Person> _ -> RestResponse.seeOther(address(customer, "#people"));
      case Part.NotHad<Person> answer -> {
        FormProblem problem = FormProblem.of(answer, id, this::why, unknown());
        yield problem.answer(
            page(
                customer,
                Optional.empty(),
                new People.Form(person, principal, problem),
                FormProblem.none()));
      }
    };
  }

  private String why(Refusal refusal) {
    AccountWords words = viewer.words(AccountWords.class);
    if (refusal.isForbidden()) {
      return words.onlyAdminsAddPeople();
    }
    return refusal.code().equals("UserAlreadyExists")
        ? words.personExists()
        : viewer.words(DashboardWords.class).notAdded(refusal.description());
  }

  @POST
  @Path("/permission")
  public RestResponse<TemplateInstance> change(
      @RestPath String customer,
      @RestForm Optional<String> to,
      @RestForm Optional<String> etag,
      @RestForm Optional<String> reason,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    Optional<Part<?>> turned =
        Switch.of(to).map(wanted -> turn(customer, wanted, etag, reason, id));
    if (turned.isEmpty()) {
      return again(
          customer, FormProblem.invalid(viewer.words(DashboardWords.class).notChanged(), id));
    }
    return switch (turned.get()) {
      case Part.Had<?> _ -> RestResponse.seeOther(address(customer, "#permissions"));
      case Part.Refused<?>(Refusal refusal) ->
          again(customer, SwitchRefusal.problem(refusal, viewer.words()));
      case Part.Missing<?> _ -> again(customer, FormProblem.unknown(unknown(), id));
    };
  }

  private Part<?> turn(
      String customer,
      Switch to,
      Optional<String> etag,
      Optional<String> reason,
      String requestId) {
    String why = reason.map(String::strip).orElse("");
    return switch (to) {
      case ON ->
          Part.ofChange(
              permissions.turnOn(
                  requestId, Policy.reservations(viewer.partnerId(), customer, why)));
      case OFF ->
          Part.ofChange(
              permissions.turnOff(
                  requestId,
                  Policy.id(viewer.partnerId(), customer),
                  etag.filter(text -> !text.isEmpty()).orElse(null),
                  why.isEmpty() ? null : why));
    };
  }

  private RestResponse<TemplateInstance> again(String customer, FormProblem problem) {
    return problem.answer(page(customer, Optional.empty(), People.Form.empty(), problem));
  }

  private String unknown() {
    return viewer.words(CommonWords.class).changeUnknown();
  }

  private static URI address(String customer, String part) {
    return URI.create(CustomerHead.Page.ACCOUNT.address(customer) + part);
  }
}
