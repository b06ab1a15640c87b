package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.ProductKind;
import cloud.reseller.kit.DeterministicIds;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.paging.PageToken;
import cloud.reseller.kit.paging.Pages;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.FieldFilter;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.permissions.read.customers.CustomerView.Beginning;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.read.policies.PolicyView;
import cloud.reseller.permissions.read.subscriptions.SubscriptionView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.Requester;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;

/** The customers of a partner (R4). */
@Path("/v1/customers")
class CustomersResource {

  private static final String PLACE = "/customers";

  private final CurrentCaller caller;
  private final Access access;
  private final CommandGateway<PermissionCommand> commands;

  @Inject
  CustomersResource(
      CurrentCaller caller, Access access, CommandGateway<PermissionCommand> commands) {
    this.caller = caller;
    this.access = access;
    this.commands = commands;
  }

  @POST
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Add a customer (admin agent)")
  public RestResponse<CustomerForm> add(CustomerForm form) {
    Requester by = access.admin();
    String id = DeterministicIds.uuid5(by.tenantId(), PLACE, commands.requestId()).toString();
    Fields.same("id", form.id(), id);
    Fields.same("companyProfile.tenantId", form.companyProfile().tenantId(), id);
    Fields.same("relationshipToPartner", form.relationshipToPartner(), CustomerForm.RELATIONSHIP);
    Fields.same(
        "billingProfile.companyName",
        form.billingProfile().companyName(),
        form.companyProfile().companyName());
    if (form.selfServePermissions().filter(some -> !some.isEmpty()).isPresent()) {
      throw ErrorCode.INVALID_BODY.because(
          "Field selfServePermissions cannot be set by this call: a new customer may buy nothing"
              + " itself. Leave it out, and POST /v1/SelfServePolicy once the customer has a"
              + " subscription.",
          "selfServePermissions");
    }
    var added =
        commands.send(
            new AddCustomer(
                id,
                Fields.text("companyProfile.companyName", form.companyProfile().companyName()),
                Fields.domain("companyProfile.domain", form.companyProfile().domain()),
                Fields.country(
                    "billingProfile.defaultAddress.country",
                    form.billingProfile().defaultAddress().country()),
                by),
            CustomerAdded.class);
    return RestResponse.status(RestResponse.Status.CREATED, CustomerForm.of(added.event()));
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "List the partner's customers, or a customer user's own")
  public SeekBasedResourceCollection<CustomerForm> list(
      @QueryParam("filter")
          @Parameter(
              description =
                  "a JSON object {\"Field\", \"Value\", \"Operator\"}: CompanyName or Domain,"
                      + " starts_with")
          Optional<String> filter,
      @QueryParam("search")
          @Parameter(description = "the beginning of the company name or of the domain")
          Optional<String> search,
      @QueryParam("precheck")
          @Parameter(description = "true adds which prerequisites of a purchase each has (agents)")
          Optional<String> precheck,
      @BeanParam PageQuery query) {
    Optional<String> wanted = filter.filter(text -> !text.isBlank());
    Optional<String> searched = search.map(String::strip).filter(text -> !text.isEmpty());
    if (wanted.isPresent() && searched.isPresent()) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "search and filter were both given. Give one of them.", "search");
    }
    boolean prechecked = Lists.flag("precheck", precheck);
    Beginning beginning =
        wanted
            .map(CustomersResource::beginning)
            .or(() -> searched.map(Beginning::either))
            .orElse(Beginning.ANY);
    ListAddress address =
        new ListAddress(PLACE).withIf("filter", wanted).withIf("search", searched);
    return switch (caller.member()) {
      case Caller.PartnerAgent agent ->
          page(
              query,
              address.withIf("precheck", precheck.filter(_ -> prechecked)),
              id -> CustomerView.of(agent.partnerId(), id),
              (after, count) -> CustomerView.page(agent.partnerId(), beginning, after, count),
              customers ->
                  prechecked ? prechecked(forms(customers, true)) : forms(customers, true));
      case Caller.CustomerUser user ->
          page(
              query,
              address,
              _ -> Optional.empty(),
              (_, _) -> CustomerView.of(user.customerId(), beginning),
              customers -> forms(customers, false));
    };
  }

  private static SeekBasedResourceCollection<CustomerForm> page(
      PageQuery query,
      ListAddress address,
      Function<String, Optional<CustomerView>> byId,
      Pages.Reading<CustomerView, CustomerView> list,
      Function<List<CustomerView>, List<CustomerForm>> forms) {
    int most = query.size(Lists.SIZE);
    return Pages.page(
        most,
        Pages.last(query.token(), byId),
        list,
        last -> PageToken.of(last.customerId),
        forms,
        address.with("size", most));
  }

  private static List<CustomerForm> forms(List<CustomerView> customers, boolean forAgent) {
    Map<String, Set<ProductKind>> products =
        PolicyView.products(customers.stream().map(customer -> customer.customerId).toList());
    return customers.stream()
        .map(
            customer ->
                CustomerForm.of(
                    customer, products.getOrDefault(customer.customerId, Set.of()), forAgent))
        .toList();
  }

  /** Adds the prerequisites, with two statements for the whole page. */
  private static List<CustomerForm> prechecked(List<CustomerForm> customers) {
    List<String> ids = customers.stream().flatMap(customer -> customer.id().stream()).toList();
    Map<String, List<SubscriptionView>> qualifying =
        SubscriptionView.ofCustomers(ids).stream()
            .filter(SubscriptionView::qualifies)
            .collect(Collectors.groupingBy(subscription -> subscription.customerId));
    Set<String> owned = OwnerView.subscriptionsOf(ids);
    return customers.stream()
        .map(
            customer -> {
              List<SubscriptionView> its =
                  qualifying.getOrDefault(customer.id().orElse(""), List.of());
              return customer.with(
                  new CustomerForm.Prerequisites(
                      !its.isEmpty(),
                      its.stream().anyMatch(one -> owned.contains(one.subscriptionId)),
                      !customer.selfServePermissions().orElse(List.of()).isEmpty()));
            })
        .toList();
  }

  /** The filters of the public clients: a prefix of the company name or of the domain. */
  private static Beginning beginning(String filter) {
    return FieldFilter.read(filter)
        .filter(asked -> asked.is("startswith"))
        .flatMap(
            asked ->
                switch (asked.field()) {
                  case "companyname" -> Optional.of(new Beginning(asked.value(), ""));
                  case "domain" -> Optional.of(new Beginning("", asked.value()));
                  default -> Optional.empty();
                })
        .orElseThrow(
            () ->
                ErrorCode.INVALID_PARAMETER.because(
                    "filter must be a URL-encoded JSON object"
                        + " {\"Field\":..,\"Value\":..,\"Operator\":..} with the Field CompanyName"
                        + " or Domain, a Value and the Operator starts_with.",
                    "filter"));
  }

  @GET
  @Path("/{customerId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "Get a customer (agents; customer users their own)")
  public CustomerForm get(@PathParam("customerId") String customerId) {
    CustomerView customer = access.forAnyone(customerId);
    boolean forAgent =
        switch (caller.member()) {
          case Caller.PartnerAgent _ -> true;
          case Caller.CustomerUser _ -> false;
        };
    return forms(List.of(customer), forAgent).getFirst();
  }
}
