package cloud.reseller.gateway.dashboard.subscriptions;

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
import cloud.reseller.gateway.services.NewSubscription;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.Person;
import cloud.reseller.gateway.services.Subscription;
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

/** Shows a customer's subscriptions, adds one, and makes and removes Owners. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/subscriptions")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class SubscriptionsResource {

  /** As many as the service gives at once. */
  private static final int MOST = 500;

  private final PermissionsService permissions;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  SubscriptionsResource(@RestClient PermissionsService permissions, Viewer viewer, Frames frames) {
    this.permissions = permissions;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/subscriptions",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance subscriptions(Frame frame, SubscriptionsPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestPath("customer") String customer, @RestQuery("billed") Optional<String> billed) {
    return page(customer, Billed.of(billed), SubscriptionsPage.NewSubscriptionForm.empty(), "");
  }

  private TemplateInstance page(
      String customer, Billed billed, SubscriptionsPage.NewSubscriptionForm form, String problem) {
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedSubscriptions =
        permissions.subscriptions(bearer, customer, billed.parameter(), true, MOST);
    var askedUsers = permissions.users(bearer, customer, MOST);
    Customer found = Part.of(asked).needed();
    Part<Items<Subscription>> subscriptions = Part.of(askedSubscriptions);
    Part<Items<Person>> users = Part.of(askedUsers);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.SUBSCRIPTIONS, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.subscriptions(
            frame,
            SubscriptionsPage.of(
                head,
                billed,
                subscriptions,
                users.orElse(Items.none()).items(),
                viewer,
                form,
                problem)));
  }

  @POST
  public RestResponse<TemplateInstance> add(
      @RestPath("customer") String customer,
      @RestForm("offer") Optional<String> offer,
      @RestForm("name") Optional<String> name,
      @RestForm("entitlement") Optional<String> entitlement,
      @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    Optional<String> friendlyName = name.map(String::strip).filter(text -> !text.isEmpty());
    Optional<String> azureId = entitlement.map(String::strip).filter(text -> !text.isEmpty());
    Part<Subscription> added =
        Part.ofChange(
            permissions.addSubscription(
                viewer.bearer(),
                RequestIds.of(request),
                customer,
                new NewSubscription(offer.orElse(""), friendlyName, azureId)));
    return switch (added) {
      case Part.Had<Subscription> _ -> RestResponse.seeOther(address(customer));
      case Part.Refused<Subscription> refused ->
          again(
              customer,
              400,
              offer,
              friendlyName,
              azureId,
              Optional.empty(),
              why(refused.refusal(), words));
      case Part.Missing<Subscription> _ ->
          again(customer, 503, offer, friendlyName, azureId, request, words.changeUnknown());
    };
  }

  private static String why(Refusal refusal, Words words) {
    return switch (refusal.code()) {
      case "SubscriptionAlreadyExists" -> words.subscriptionExists();
      case "900150" -> words.onlyAgentsAddSubscriptions();
      default -> words.notAdded(refusal.description());
    };
  }

  /**
   * The page again, with what was sent and why it was not taken.
   *
   * @param request the request's id if its outcome is unknown, so that sending the form again adds
   *     one subscription
   */
  private RestResponse<TemplateInstance> again(
      String customer,
      int status,
      Optional<String> offer,
      Optional<String> name,
      Optional<String> entitlement,
      Optional<String> request,
      String why) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(
            page(
                customer,
                Billed.ALL,
                new SubscriptionsPage.NewSubscriptionForm(
                    offer.orElse(""),
                    name.orElse(""),
                    entitlement.orElse(""),
                    RequestIds.of(request),
                    why),
                ""))
        .build();
  }

  @POST
  @Path("/{subscription: " + RequestIds.GUID + "}/owners")
  public RestResponse<TemplateInstance> makeOwner(
      @RestPath("customer") String customer,
      @RestPath("subscription") String subscription,
      @RestForm("user") Optional<String> user,
      @RestForm("request") Optional<String> request) {
    return done(
        customer,
        Part.ofChange(
            permissions.assignOwner(
                viewer.bearer(),
                RequestIds.of(request),
                customer,
                subscription,
                RequestIds.of(user))));
  }

  @POST
  @Path("/{subscription: " + RequestIds.GUID + "}/owners/{user: " + RequestIds.GUID + "}/remove")
  public RestResponse<TemplateInstance> removeOwner(
      @RestPath("customer") String customer,
      @RestPath("subscription") String subscription,
      @RestPath("user") String user,
      @RestForm("request") Optional<String> request) {
    return done(
        customer,
        Part.ofChange(
            permissions.removeOwner(
                viewer.bearer(), RequestIds.of(request), customer, subscription, user)));
  }

  private RestResponse<TemplateInstance> done(String customer, Part<?> change) {
    Words words = viewer.words();
    return switch (change) {
      case Part.Had<?> _ -> RestResponse.seeOther(address(customer));
      case Part.Refused<?> refused ->
          switch (refused.refusal().code()) {
            // What was wanted is already so.
            case "OwnerAlreadyAssigned", "OwnerNotFound" ->
                RestResponse.seeOther(address(customer));
            default ->
                problem(customer, 400, words.notChanged() + " " + refused.refusal().description());
          };
      case Part.Missing<?> _ -> problem(customer, 503, words.changeUnknown());
    };
  }

  private RestResponse<TemplateInstance> problem(String customer, int status, String problem) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(page(customer, Billed.ALL, SubscriptionsPage.NewSubscriptionForm.empty(), problem))
        .build();
  }

  private static URI address(String customer) {
    return URI.create("/dashboard/customers/" + customer + "/subscriptions");
  }
}
