package cloud.reseller.gateway.dashboard.subscriptions;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.CustomerHeads;
import cloud.reseller.gateway.dashboard.DashboardWords;
import cloud.reseller.gateway.dashboard.subscriptions.SubscriptionsPage.NewSubscriptionForm;
import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.NewSubscription;
import cloud.reseller.gateway.services.PermissionsService;
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
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows a customer's subscriptions, adds one, and makes and removes Owners. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/subscriptions")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class SubscriptionsResource {

  private static final int PAGE = 100;

  /** As many as the service gives at once. */
  private static final int MOST = 500;

  /** What is refused because it is so already. */
  private static final Set<String> DONE = Set.of("OwnerAlreadyAssigned", "OwnerNotFound");

  private final PermissionsService permissions;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  SubscriptionsResource(
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
      basePath = "dashboard/subscriptions",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance subscriptions(Frame frame, SubscriptionsPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance list(
      @RestPath String customer,
      @RestQuery Optional<String> billed,
      @RestQuery Optional<String> after) {
    return page(
        customer,
        Choice.of(billed, Billed.ALL),
        after,
        NewSubscriptionForm.empty(),
        FormProblem.none());
  }

  private TemplateInstance page(
      String customer,
      Billed billed,
      Optional<String> after,
      NewSubscriptionForm form,
      FormProblem problem) {
    var asked = heads.of(customer, CustomerHead.Page.SUBSCRIPTIONS);
    var subscriptions =
        permissions.subscriptions(
            customer,
            billed.parameter(),
            true,
            SubscriptionsPage.address(billed, after).paging(PAGE));
    var users = permissions.users(customer, MOST);
    CustomerHead head = asked.get();
    SubscriptionsPage page =
        SubscriptionsPage.of(
            head,
            billed,
            after,
            Part.of(subscriptions),
            Part.of(users).orElse(Items.none()).items(),
            viewer,
            form,
            problem);
    return frames.show(head.name(), frame -> Templates.subscriptions(frame, page));
  }

  @POST
  public RestResponse<TemplateInstance> add(
      @RestPath String customer,
      @RestForm Optional<String> offer,
      @RestForm Optional<String> name,
      @RestForm Optional<String> entitlement,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    Optional<String> friendlyName = name.map(String::strip).filter(text -> !text.isEmpty());
    Optional<String> azureId = entitlement.map(String::strip).filter(text -> !text.isEmpty());
    NewSubscription wanted = new NewSubscription(offer.orElse(""), friendlyName, azureId);
    return switch (Part.ofChange(permissions.addSubscription(id, customer, wanted))) {
      case Part.Had<Subscription> _ -> RestResponse.seeOther(address(customer));
      case Part.NotHad<Subscription> answer -> {
        FormProblem problem = FormProblem.of(answer, id, this::why, unknown());
        yield problem.answer(
            page(
                customer,
                Billed.ALL,
                Optional.empty(),
                new NewSubscriptionForm(
                    wanted.offerId(), friendlyName.orElse(""), azureId.orElse(""), problem),
                FormProblem.none()));
      }
    };
  }

  private String why(Refusal refusal) {
    SubscriptionsWords words = viewer.words(SubscriptionsWords.class);
    if (refusal.isForbidden()) {
      return words.onlyAgentsAddSubscriptions();
    }
    return refusal.code().equals("SubscriptionAlreadyExists")
        ? words.subscriptionExists()
        : viewer.words(DashboardWords.class).notAdded(refusal.description());
  }

  @POST
  @Path("/{subscription: " + RequestIds.GUID + "}/owners")
  public RestResponse<TemplateInstance> makeOwner(
      @RestPath String customer,
      @RestPath String subscription,
      @RestForm Optional<String> user,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    return done(
        customer,
        id,
        Part.ofChange(permissions.assignOwner(id, customer, subscription, RequestIds.of(user))));
  }

  @POST
  @Path("/{subscription: " + RequestIds.GUID + "}/owners/{user: " + RequestIds.GUID + "}/remove")
  public RestResponse<TemplateInstance> removeOwner(
      @RestPath String customer,
      @RestPath String subscription,
      @RestPath String user,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    return done(
        customer, id, Part.ofChange(permissions.removeOwner(id, customer, subscription, user)));
  }

  private RestResponse<TemplateInstance> done(String customer, String id, Part<?> change) {
    return switch (change) {
      case Part.Had<?> _ -> RestResponse.seeOther(address(customer));
      case Part.Refused<?>(Refusal refusal) when DONE.contains(refusal.code()) ->
          RestResponse.seeOther(address(customer));
      case Part.NotHad<?> answer -> {
        FormProblem problem =
            FormProblem.of(
                answer,
                id,
                refusal ->
                    viewer.words(DashboardWords.class).notChanged() + " " + refusal.description(),
                unknown());
        yield problem.answer(
            page(customer, Billed.ALL, Optional.empty(), NewSubscriptionForm.empty(), problem));
      }
    };
  }

  private String unknown() {
    return viewer.words(CommonWords.class).changeUnknown();
  }

  private static URI address(String customer) {
    return URI.create(CustomerHead.Page.SUBSCRIPTIONS.address(customer));
  }
}
