package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.NewUser;
import cloud.reseller.gateway.services.PermissionChange;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Policy;
import cloud.reseller.gateway.services.Precheck;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Shows a customer's account, and turns its permission to purchase on and off. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class AccountResource {

  private static final int HISTORY = 50;
  private static final int PEOPLE = 100;

  private final PermissionsService permissions;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  AccountResource(@RestClient PermissionsService permissions, Viewer viewer, Frames frames) {
    this.permissions = permissions;
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
  public TemplateInstance show(
      @RestPath("customer") String customer, @RestQuery("change") Optional<String> change) {
    return page(customer, Switch.of(change), People.Form.empty(), "", "");
  }

  private TemplateInstance page(
      String customer,
      Optional<Switch> change,
      People.Form newPerson,
      String problem,
      String details) {
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedPrecheck = permissions.precheck(bearer, customer);
    var askedHistory = permissions.permissionHistory(bearer, customer, HISTORY);
    var askedPeople = permissions.users(bearer, customer, PEOPLE);
    Customer found = Part.of(asked).needed();
    Part<Precheck> precheck = Part.of(askedPrecheck);
    Part<Items<PermissionChange>> history = Part.of(askedHistory);
    Part<Items<Person>> people = Part.of(askedPeople);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.ACCOUNT, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.account(
            frame,
            AccountPage.of(
                head,
                viewer.formats(),
                People.of(people, viewer.isAdmin(), newPerson),
                PermissionArea.of(
                    head,
                    precheck,
                    history,
                    viewer.isAdmin(),
                    change,
                    problem,
                    details,
                    viewer.formats()))));
  }

  @POST
  @Path("/people")
  public RestResponse<TemplateInstance> add(
      @RestPath("customer") String customer,
      @RestForm("name") Optional<String> name,
      @RestForm("signInName") Optional<String> signInName,
      @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    String person = name.map(String::strip).orElse("");
    String principal = signInName.map(String::strip).orElse("");
    Part<Person> added =
        Part.ofChange(
            permissions.addUser(
                viewer.bearer(), RequestIds.of(request), customer, new NewUser(principal, person)));
    return switch (added) {
      case Part.Had<Person> _ ->
          RestResponse.seeOther(URI.create("/dashboard/customers/" + customer + "#people"));
      case Part.Refused<Person>(Refusal refusal) ->
          personAgain(
              customer,
              refusal.status() == 403 ? 403 : 400,
              new People.Form(person, principal, RequestIds.next(), why(refusal, words)));
      case Part.Missing<Person> _ ->
          personAgain(
              customer,
              503,
              new People.Form(person, principal, RequestIds.of(request), words.changeUnknown()));
    };
  }

  private String why(Refusal refusal, Words words) {
    return switch (refusal.code()) {
      case "UserAlreadyExists" -> viewer.agentWords().personExists();
      case "900150" -> viewer.agentWords().onlyAdminsAddPeople();
      default -> words.notAdded(refusal.description());
    };
  }

  private RestResponse<TemplateInstance> personAgain(
      String customer, int status, People.Form form) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(page(customer, Optional.empty(), form, "", ""))
        .build();
  }

  @POST
  @Path("/permission")
  public RestResponse<TemplateInstance> change(
      @RestPath("customer") String customer,
      @RestForm("to") Optional<String> to,
      @RestForm("etag") Optional<String> etag,
      @RestForm("reason") Optional<String> reason,
      @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    Optional<Switch> wanted = Switch.of(to);
    if (wanted.isEmpty()) {
      return again(customer, 400, words.notChanged(), "");
    }
    return switch (turn(customer, wanted.get(), etag, reason, RequestIds.of(request))) {
      case Part.Had<?> _ ->
          RestResponse.seeOther(URI.create("/dashboard/customers/" + customer + "#permissions"));
      case Part.Refused<?> refused -> refused(customer, refused.refusal(), words);
      case Part.Missing<?> _ -> again(customer, 503, words.changeUnknown(), "");
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
                  viewer.bearer(),
                  requestId,
                  Policy.reservations(viewer.partnerId(), customer, why)));
      case OFF ->
          Part.ofChange(
              permissions.turnOff(
                  viewer.bearer(),
                  requestId,
                  Policy.id(viewer.partnerId(), customer),
                  etag.filter(text -> !text.isEmpty()).orElse(null),
                  why.isEmpty() ? null : why));
    };
  }

  private RestResponse<TemplateInstance> refused(String customer, Refusal refusal, Words words) {
    String details = (refusal.code() + " " + refusal.correlationId()).strip();
    return switch (refusal.code()) {
      // Already on, already off, or another etag: somebody else was first.
      case "600041", "600039", "2055" -> again(customer, 409, words.changedMeanwhile(), details);
      case "NoQualifyingSubscription" ->
          again(customer, 409, words.notTurnedOnSubscription(), details);
      case "900150" -> again(customer, 403, words.notChangedRole(), details);
      default -> again(customer, 400, words.notChanged() + " " + refusal.description(), details);
    };
  }

  private RestResponse<TemplateInstance> again(
      String customer, int status, String problem, String details) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(page(customer, Optional.empty(), People.Form.empty(), problem, details))
        .build();
  }
}
