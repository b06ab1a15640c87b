package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.dashboard.prices.PricesPage.LimitForm;
import cloud.reseller.gateway.dashboard.prices.PricesPage.Limits;
import cloud.reseller.gateway.dashboard.prices.PricesPage.RuleForm;
import cloud.reseller.gateway.dashboard.prices.PricesPage.Rules;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Searched;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.LimitUse;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Shows and changes the price rules and purchase limits of a customer. */
@Path("/dashboard/customers/{customer: " + RequestIds.GUID + "}/prices")
@RolesAllowed({Role.ADMIN, Role.SALES, Role.HELPDESK})
@RunOnVirtualThread
class PricesResource {

  private static final int MOST = 500;

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  PricesResource(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      Viewer viewer,
      Frames frames) {
    this.permissions = permissions;
    this.reservations = reservations;
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
      @RestPath("customer") String customer,
      @RestQuery("size") Optional<String> size,
      @RestQuery("region") Optional<String> region) {
    return page(
        customer,
        Optional.of(Searched.text(size)).filter(text -> !text.isEmpty()),
        region,
        RuleForm.empty(),
        Optional.empty());
  }

  private TemplateInstance page(
      String customer,
      Optional<String> size,
      Optional<String> region,
      RuleForm ruleForm,
      Optional<LimitForm> limitForm) {
    String bearer = viewer.bearer();
    var asked = permissions.customer(bearer, customer);
    var askedRules = permissions.priceRules(bearer, customer, MOST);
    var askedLimits = permissions.purchaseLimits(bearer, customer);
    var askedUse = reservations.limitUse(bearer, customer);
    Trial trial = size.map(text -> trial(customer, text, region)).orElseGet(Trial::none);
    Customer found = Part.of(asked).needed();
    Part<Items<PriceRule>> rules = Part.of(askedRules);
    Part<PurchaseLimits> limits = Part.of(askedLimits);
    Part<LimitUse> use = Part.of(askedUse);
    CustomerHead head = CustomerHead.of(found, CustomerHead.Page.PRICES, viewer);
    Frame frame = frames.of(head.name());
    return frame.show(
        Templates.prices(
            frame,
            new PricesPage(
                head,
                viewer.isAdmin(),
                !head.currency().isEmpty(),
                Rules.of(rules, viewer.formats()),
                ruleForm,
                trial,
                Limits.of(limits, use, viewer.formats()),
                limitForm.orElseGet(() -> LimitForm.of(limits)),
                RequestIds.next())));
  }

  private Trial trial(String customer, String size, Optional<String> region) {
    String bearer = viewer.bearer();
    Part<Items<Size>> sizes = Part.of(reservations.sizes(bearer, customer, size));
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
                        bearer,
                        customer,
                        PricePreview.Asked.of(exact.orElseThrow().name(), where, "Upfront", 1))));
    return Trial.of(size, sizes, chosen, price, viewer.formats());
  }

  @POST
  @Path("/rules")
  public RestResponse<TemplateInstance> setRule(
      @RestPath("customer") String customer,
      @RestForm("target") Optional<String> target,
      @RestForm("kind") Optional<String> kind,
      @RestForm("value") Optional<String> value,
      @RestForm("currency") Optional<String> currency,
      @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    String what = target.map(String::strip).filter(text -> !text.isEmpty()).orElse("");
    String number = value.map(String::strip).orElse("");
    boolean fixed = kind.filter("fixed"::equals).isPresent();
    Optional<PriceRule.How> how = fixed ? fixed(number, currency.orElse("")) : percent(number);
    if (how.isEmpty()) {
      return ruleAgain(
          400,
          customer,
          new RuleForm(
              what,
              fixed,
              number,
              RequestIds.of(request),
              fixed ? viewer.agentWords().amountInvalid() : viewer.agentWords().percentInvalid()));
    }
    Part<PriceRule> set =
        Part.ofChange(
            permissions.setPriceRule(
                viewer.bearer(),
                RequestIds.of(request),
                customer,
                what.isEmpty() ? PricesPage.ALL : what,
                new PriceRule(Optional.empty(), how.get(), Optional.empty())));
    return switch (set) {
      case Part.Had<PriceRule> _ -> RestResponse.seeOther(address(customer, "#rules"));
      case Part.Refused<PriceRule>(Refusal refusal) ->
          ruleAgain(
              status(refusal),
              customer,
              new RuleForm(
                  what,
                  fixed,
                  number,
                  RequestIds.next(),
                  PriceRefusals.words(refusal, viewer.formats())));
      case Part.Missing<PriceRule> _ ->
          ruleAgain(
              503,
              customer,
              new RuleForm(what, fixed, number, RequestIds.of(request), words.changeUnknown()));
    };
  }

  private static Optional<PriceRule.How> percent(String number) {
    OptionalInt points = Entered.basisPoints(number);
    return points.isPresent()
        ? Optional.of(new PriceRule.Percent(points.getAsInt()))
        : Optional.empty();
  }

  private static Optional<PriceRule.How> fixed(String number, String currency) {
    OptionalLong minor = Entered.minor(number, currency);
    return minor.isPresent()
        ? Optional.of(new PriceRule.Fixed(new PriceRule.Minor(minor.getAsLong(), currency)))
        : Optional.empty();
  }

  @POST
  @Path("/rules/remove")
  public RestResponse<TemplateInstance> removeRule(
      @RestPath("customer") String customer,
      @RestForm("target") Optional<String> target,
      @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    Part<Void> removed =
        Part.ofChange(
            permissions.removePriceRule(
                viewer.bearer(),
                RequestIds.of(request),
                customer,
                target.filter(text -> !text.isEmpty()).orElse(PricesPage.ALL)));
    return switch (removed) {
      case Part.Had<Void> _ -> RestResponse.seeOther(address(customer, "#rules"));
      case Part.Refused<Void>(Refusal refusal) ->
          // What was wanted is already so.
          refusal.code().equals("PriceRuleNotFound")
              ? RestResponse.seeOther(address(customer, "#rules"))
              : ruleAgain(
                  status(refusal),
                  customer,
                  problem(PriceRefusals.words(refusal, viewer.formats())));
      case Part.Missing<Void> _ -> ruleAgain(503, customer, problem(words.changeUnknown()));
    };
  }

  private static RuleForm problem(String why) {
    return new RuleForm("", false, "", RequestIds.next(), why);
  }

  @POST
  @Path("/limits")
  public RestResponse<TemplateInstance> setLimits(
      @RestPath("customer") String customer,
      @RestForm("perOrder") Optional<String> perOrder,
      @RestForm("perDay") Optional<String> perDay,
      @RestForm("per30Days") Optional<String> per30Days,
      @RestForm("currency") Optional<String> currency,
      @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    List<String> texts =
        Stream.of(perOrder, perDay, per30Days)
            .map(text -> text.map(String::strip).orElse(""))
            .toList();
    String in = currency.orElse("");
    List<OptionalLong> amounts =
        texts.stream()
            .map(text -> text.isEmpty() ? OptionalLong.empty() : Entered.minor(text, in))
            .toList();
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isEmpty() && amounts.get(i).isEmpty()) {
        return limitsAgain(
            400,
            customer,
            limits(texts, RequestIds.of(request), viewer.agentWords().amountInvalid()));
      }
    }
    Part<PurchaseLimits> set =
        Part.ofChange(
            permissions.setPurchaseLimits(
                viewer.bearer(),
                RequestIds.of(request),
                customer,
                new PurchaseLimits(in, amounts.get(0), amounts.get(1), amounts.get(2))));
    return switch (set) {
      case Part.Had<PurchaseLimits> _ -> RestResponse.seeOther(address(customer, "#limits"));
      case Part.Refused<PurchaseLimits>(Refusal refusal) ->
          limitsAgain(
              status(refusal),
              customer,
              limits(texts, RequestIds.next(), PriceRefusals.words(refusal, viewer.formats())));
      case Part.Missing<PurchaseLimits> _ ->
          limitsAgain(503, customer, limits(texts, RequestIds.of(request), words.changeUnknown()));
    };
  }

  private static LimitForm limits(List<String> texts, String request, String why) {
    return new LimitForm(texts.get(0), texts.get(1), texts.get(2), request, why);
  }

  @POST
  @Path("/limits/remove")
  public RestResponse<TemplateInstance> removeLimits(
      @RestPath("customer") String customer, @RestForm("request") Optional<String> request) {
    Words words = viewer.words();
    List<String> none = List.of("", "", "");
    Part<Void> removed =
        Part.ofChange(
            permissions.removePurchaseLimits(viewer.bearer(), RequestIds.of(request), customer));
    return switch (removed) {
      case Part.Had<Void> _ -> RestResponse.seeOther(address(customer, "#limits"));
      case Part.Refused<Void>(Refusal refusal) ->
          refusal.code().equals("LimitNotFound")
              ? RestResponse.seeOther(address(customer, "#limits"))
              : limitsAgain(
                  status(refusal),
                  customer,
                  limits(none, RequestIds.next(), PriceRefusals.words(refusal, viewer.formats())));
      case Part.Missing<Void> _ ->
          limitsAgain(503, customer, limits(none, RequestIds.next(), words.changeUnknown()));
    };
  }

  private static int status(Refusal refusal) {
    return refusal.status() == 403 ? 403 : 400;
  }

  private RestResponse<TemplateInstance> ruleAgain(int status, String customer, RuleForm form) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(page(customer, Optional.empty(), Optional.empty(), form, Optional.empty()))
        .build();
  }

  private RestResponse<TemplateInstance> limitsAgain(int status, String customer, LimitForm form) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(
            page(customer, Optional.empty(), Optional.empty(), RuleForm.empty(), Optional.of(form)))
        .build();
  }

  private static URI address(String customer, String part) {
    return URI.create("/dashboard/customers/" + customer + "/prices" + part);
  }
}
