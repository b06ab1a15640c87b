package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.CustomerHeads;
import cloud.reseller.gateway.dashboard.prices.PricesPage.LimitForm;
import cloud.reseller.gateway.dashboard.prices.PricesPage.Limits;
import cloud.reseller.gateway.dashboard.prices.PricesPage.RuleForm;
import cloud.reseller.gateway.dashboard.prices.PricesPage.Rules;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.PricePreview;
import cloud.reseller.gateway.services.PriceRule;
import cloud.reseller.gateway.services.PurchaseLimits;
import cloud.reseller.gateway.services.ReservationsService;
import cloud.reseller.gateway.services.Size;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows and changes the price rules and purchase limits of a customer. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/prices")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class PricesResource {

  private static final int MOST = 500;

  /** What is refused because it is removed already. */
  private static final Set<String> GONE = Set.of("PriceRuleNotFound", "LimitNotFound");

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final CustomerHeads heads;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  PricesResource(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      CustomerHeads heads,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.reservations = reservations;
    this.heads = heads;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(
      basePath = "dashboard/prices",
      defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance prices(Frame frame, PricesPage page);

    private Templates() {}
  }

  @GET
  public TemplateInstance show(
      @RestPath String customer,
      @RestQuery Optional<String> size,
      @RestQuery Optional<String> region) {
    return page(customer, Searched.text(size), region, RuleForm.empty(), Optional.empty());
  }

  private TemplateInstance page(
      String customer,
      String size,
      Optional<String> region,
      RuleForm ruleForm,
      Optional<LimitForm> limitForm) {
    Formats formats = viewer.formats();
    var asked = heads.of(customer, CustomerHead.Page.PRICES);
    var askedRules = permissions.priceRules(customer, MOST);
    var askedLimits = permissions.purchaseLimits(customer);
    var askedUse = reservations.limitUse(customer);
    Trial trial = size.isEmpty() ? Trial.none() : trial(customer, size, region);
    CustomerHead head = asked.get();
    Part<Items<PriceRule>> rules = Part.of(askedRules);
    Part<PurchaseLimits> limits = Part.of(askedLimits);
    PricesPage page =
        new PricesPage(
            head,
            viewer.isAdmin(),
            !head.currency().isEmpty(),
            Rules.of(rules, formats),
            ruleForm,
            trial,
            Limits.of(limits, Part.of(askedUse), formats),
            limitForm.orElseGet(() -> LimitForm.of(limits)),
            RequestIds.next());
    return frames.show(head.name(), frame -> Templates.prices(frame, page));
  }

  private Trial trial(String customer, String size, Optional<String> region) {
    Part<Items<Size>> sizes = Part.of(reservations.sizes(customer, size));
    Optional<Size> exact = Trial.exact(size, sizes.orElse(Items.none()).items());
    List<String> regions =
        exact.stream().flatMap(one -> one.regions().stream()).map(Size.Region::name).toList();
    Optional<String> chosen =
        region.filter(regions::contains).or(() -> regions.stream().findFirst());
    Optional<Part<PricePreview>> price =
        chosen.map(
            where ->
                Part.of(
                    reservations.pricePreview(
                        customer,
                        PricePreview.Asked.of(exact.orElseThrow().name(), where, "Upfront", 1))));
    return Trial.of(size, sizes, chosen, price, viewer.formats());
  }

  @POST
  @Path("/rules")
  public RestResponse<TemplateInstance> setRule(
      @RestPath String customer,
      @RestForm Optional<String> target,
      @RestForm Optional<String> kind,
      @RestForm Optional<String> value,
      @RestForm Optional<String> currency,
      @RestForm Optional<String> request) {
    PricesWords words = viewer.words(PricesWords.class);
    String id = RequestIds.of(request);
    String what = target.map(String::strip).orElse("");
    String number = value.map(String::strip).orElse("");
    boolean fixed = kind.filter("fixed"::equals).isPresent();
    Function<FormProblem, RuleForm> form = problem -> new RuleForm(what, fixed, number, problem);
    Optional<PriceRule.How> how = fixed ? fixed(number, currency.orElse("")) : percent(number);
    if (how.isEmpty()) {
      String why = fixed ? words.amountInvalid() : words.percentInvalid();
      return ruleAgain(customer, FormProblem.invalid(why, id), form);
    }
    return rulesChanged(
        customer,
        id,
        permissions.setPriceRule(
            id,
            customer,
            what.isEmpty() ? PricesPage.ALL : what,
            new PriceRule(Optional.empty(), how.get(), Optional.empty())),
        form);
  }

  private static Optional<PriceRule.How> percent(String number) {
    return Entered.basisPoints(number).map(PriceRule.Percent::new);
  }

  private static Optional<PriceRule.How> fixed(String number, String currency) {
    return Entered.minor(number, currency)
        .map(minor -> new PriceRule.Fixed(new PriceRule.Minor(minor, currency)));
  }

  @POST
  @Path("/rules/remove")
  public RestResponse<TemplateInstance> removeRule(
      @RestPath String customer,
      @RestForm Optional<String> target,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    String what = target.filter(text -> !text.isEmpty()).orElse(PricesPage.ALL);
    return rulesChanged(
        customer, id, permissions.removePriceRule(id, customer, what), RuleForm::with);
  }

  private RestResponse<TemplateInstance> rulesChanged(
      String customer, String id, CompletionStage<?> change, Function<FormProblem, RuleForm> form) {
    return changed(customer, id, change, "#rules", problem -> ruleAgain(customer, problem, form));
  }

  private RestResponse<TemplateInstance> ruleAgain(
      String customer, FormProblem problem, Function<FormProblem, RuleForm> form) {
    return problem.answer(
        page(customer, "", Optional.empty(), form.apply(problem), Optional.empty()));
  }

  @POST
  @Path("/limits")
  public RestResponse<TemplateInstance> setLimits(
      @RestPath String customer,
      @RestForm Optional<String> perOrder,
      @RestForm Optional<String> perDay,
      @RestForm Optional<String> per30Days,
      @RestForm Optional<String> currency,
      @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    String in = currency.orElse("");
    List<String> texts =
        Stream.of(perOrder, perDay, per30Days)
            .map(text -> text.map(String::strip).orElse(""))
            .toList();
    List<Optional<Long>> amounts = texts.stream().map(text -> Entered.minor(text, in)).toList();
    Function<FormProblem, LimitForm> form =
        problem -> new LimitForm(texts.get(0), texts.get(1), texts.get(2), problem);
    boolean invalid =
        IntStream.range(0, texts.size())
            .anyMatch(i -> !texts.get(i).isEmpty() && amounts.get(i).isEmpty());
    if (invalid) {
      String why = viewer.words(PricesWords.class).amountInvalid();
      return limitsAgain(customer, FormProblem.invalid(why, id), form);
    }
    return limitsChanged(
        customer,
        id,
        permissions.setPurchaseLimits(
            id, customer, new PurchaseLimits(in, amounts.get(0), amounts.get(1), amounts.get(2))),
        form);
  }

  @POST
  @Path("/limits/remove")
  public RestResponse<TemplateInstance> removeLimits(
      @RestPath String customer, @RestForm Optional<String> request) {
    String id = RequestIds.of(request);
    return limitsChanged(
        customer, id, permissions.removePurchaseLimits(id, customer), LimitForm::with);
  }

  private RestResponse<TemplateInstance> limitsChanged(
      String customer,
      String id,
      CompletionStage<?> change,
      Function<FormProblem, LimitForm> form) {
    return changed(
        customer, id, change, "#limits", problem -> limitsAgain(customer, problem, form));
  }

  private RestResponse<TemplateInstance> limitsAgain(
      String customer, FormProblem problem, Function<FormProblem, LimitForm> form) {
    return problem.answer(
        page(customer, "", Optional.empty(), RuleForm.empty(), Optional.of(form.apply(problem))));
  }

  /** Answers a change with the part of the page that shows it, or with why it was not made. */
  private RestResponse<TemplateInstance> changed(
      String customer,
      String id,
      CompletionStage<?> change,
      String part,
      Function<FormProblem, RestResponse<TemplateInstance>> again) {
    URI shown = URI.create(CustomerHead.Page.PRICES.address(customer) + part);
    return switch (Part.ofChange(change)) {
      case Part.Had<?> _ -> RestResponse.seeOther(shown);
      case Part.Refused<?>(Refusal refusal) when GONE.contains(refusal.code()) ->
          RestResponse.seeOther(shown);
      case Part.NotHad<?> answer ->
          again.apply(
              FormProblem.of(
                  answer,
                  id,
                  refusal -> PriceRefusal.words(refusal, viewer.words()),
                  viewer.words(CommonWords.class).changeUnknown()));
    };
  }
}
