package cloud.reseller.reservations.write;

import cloud.reseller.events.Actor;
import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.policies.Market;
import cloud.reseller.reservations.write.policies.RequestedScope;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.Pricing;
import cloud.reseller.reservations.write.pricing.VmSize;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.CustomerState;
import cloud.reseller.reservations.write.state.Limit;
import cloud.reseller.reservations.write.state.Permission;
import cloud.reseller.reservations.write.state.SpendingWindow;
import cloud.reseller.reservations.write.state.Subscription;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Rule set 1: when a reservation may be bought. Conditions are looked at in the order of {@link
 * PurchaseRefusal}; the first that fails is the refusal. There are no quotes yet; whether one still
 * holds has its place between scope and limits.
 *
 * <p>The default markup is configuration, not a fact. It decides nothing but the customer's price
 * where no price rule holds, and the outcome then carries it as an {@link AppliedPrice} of origin
 * {@code DEFAULT}; {@link #thatMade} takes it from there, so a decision can be taken again after
 * the configuration changed.
 */
public final class ReservationDecider
    implements Decider<ReservationCommand, CustomerState, Catalogue, Event> {

  /** The only kind of product a reservation is sold for today. */
  static final String VIRTUAL_MACHINES = "VirtualMachines";

  /** The longest display name, as in the public form. */
  static final int DISPLAY_NAME_MOST = 64;

  private static final Scope SHARED = new Scope.Shared();

  private final AppliedPrice defaultPrice;

  /**
   * The rules with a default markup.
   *
   * @param defaultMarkupBasisPoints hundredths of a percent added to the partner's cost where no
   *     price rule holds
   * @throws IllegalArgumentException if it is below -10000, which would make prices negative
   */
  public ReservationDecider(int defaultMarkupBasisPoints) {
    if (defaultMarkupBasisPoints < -10_000) {
      throw new IllegalArgumentException(
          "reseller.default-markup-basis-points must be -10000 or more, not "
              + defaultMarkupBasisPoints);
    }
    defaultPrice =
        new AppliedPrice(
            new PriceRule.Percent(defaultMarkupBasisPoints),
            AppliedPrice.Origin.DEFAULT,
            Pricing.ALL);
  }

  /** The rules an outcome was made under, to take its decision again. */
  public static ReservationDecider thatMade(Event outcome) {
    return outcome instanceof ReservationPurchased bought
            && bought.price().origin() == AppliedPrice.Origin.DEFAULT
            && bought.price().rule() instanceof PriceRule.Percent percent
        ? new ReservationDecider(percent.basisPoints())
        : new ReservationDecider(0);
  }

  @Override
  public int number() {
    return 1;
  }

  @Override
  public CustomerState initial() {
    return CustomerState.INITIAL;
  }

  @Override
  public Catalogue initialShared() {
    return Catalogue.EMPTY;
  }

  @Override
  public CustomerState evolve(CustomerState state, Fact<Event> fact) {
    return state.after(fact);
  }

  @Override
  public Catalogue evolveShared(Catalogue shared, Fact<Event> fact) {
    return fact.event() instanceof CatalogueEvent event
        ? shared.after(event, fact.position(), fact.time())
        : shared;
  }

  @Override
  public Decision<Event> decide(
      Request<ReservationCommand> request, CustomerState state, Catalogue catalogue) {
    return switch (state.account()) {
      case Account.Unknown _ -> customerUnknown(request);
      case Account.Known account ->
          switch (request.body()) {
            case ReservationCommand.PurchaseOnBehalf by
                when !by.partnerId().equalsIgnoreCase(account.partnerId()) ->
                customerUnknown(request);
            case ReservationCommand.PurchaseOnBehalf by when !by.mayBuy() ->
                roleLacksRights(request);
            case ReservationCommand.PurchaseOnBehalf _, ReservationCommand.PurchaseByCustomer _ ->
                byOrder(
                    new PurchaseContext(
                        request,
                        account,
                        state,
                        catalogue,
                        PurchaseIds.order(account.partnerId(), request.key(), request.id())));
          };
    };
  }

  /**
   * A request with the state it is decided on.
   *
   * @param order the id its order has, whenever it is asked
   */
  private record PurchaseContext(
      Request<ReservationCommand> request,
      Account.Known account,
      CustomerState state,
      Catalogue catalogue,
      UUID order) {

    PurchaseRequest.Properties wanted() {
      return request.body().request().reservation().properties();
    }
  }

  private static Decision<Event> customerUnknown(Request<ReservationCommand> request) {
    return refused(
        request,
        Refusal.CUSTOMER_UNKNOWN,
        "No such customer of this partner: check customerId, or add the customer first.",
        "");
  }

  private static Decision<Event> roleLacksRights(Request<ReservationCommand> request) {
    return refused(
        request,
        Refusal.ROLE_LACKS_RIGHTS,
        "The role of the agent does not allow to buy: ask an admin or sales agent of the partner.",
        "");
  }

  private Decision<Event> byOrder(PurchaseContext asked) {
    Optional<Position> before = asked.state().orders().find(asked.order());
    if (before.isPresent()) {
      return refused(
          asked.request(),
          Refusal.ORDER_EXISTS,
          "This request was accepted before as order "
              + asked.order()
              + ": read that one, or send another purchase under a new id.",
          before.get().toString());
    }
    return switch (asked.request().body()) {
      case ReservationCommand.PurchaseByCustomer _ -> byPermission(asked);
      case ReservationCommand.PurchaseOnBehalf _ -> bySubscription(asked, "");
    };
  }

  private Decision<Event> byPermission(PurchaseContext asked) {
    Request<ReservationCommand> request = asked.request();
    return switch (asked.account().permission()) {
      case Permission.Off off ->
          refused(
              request,
              Refusal.PERMISSION_OFF,
              "The partner has not allowed this customer to buy reservations: ask the partner's"
                  + " admin agent to turn \"Allow customer to purchase\" on, or to buy it.",
              off.restsOn());
      case Permission.On on ->
          on.products().contains(ProductKind.AZURE_RESERVED_INSTANCES)
              ? bySubscription(asked, on.grant())
              : refused(
                  request,
                  Refusal.PERMISSION_OFF,
                  "The partner's permission does not cover Azure reservations: ask the partner's"
                      + " admin agent to add them.",
                  on.restsOn());
    };
  }

  private Decision<Event> bySubscription(PurchaseContext asked, String grant) {
    Request<ReservationCommand> request = asked.request();
    Account.Known account = asked.account();
    String billingScope = asked.wanted().billingScopeId();
    Optional<Subscription> found =
        account.subscription(billingScope, RequestedScope.startOfSubscription(billingScope));
    if (found.isEmpty()) {
      return refused(
          request,
          Refusal.SUBSCRIPTION_UNKNOWN,
          "billingScopeId names no subscription of this customer: use /subscriptions/{id} of one"
              + " the partner bought for it.",
          account.restsOn().toString());
    }
    Subscription subscription = found.get();
    if (!subscription.throughPartner()) {
      return refused(
          request,
          Refusal.SUBSCRIPTION_NOT_THROUGH_PARTNER,
          "This subscription was not bought through the partner: use one that was.",
          subscription.restsOn().toString());
    }
    if (subscription.status() != Subscription.Status.ACTIVE) {
      return refused(
          request,
          Refusal.SUBSCRIPTION_INACTIVE,
          switch (subscription.status()) {
            case SUSPENDED ->
                "This subscription is suspended: ask the partner to reactivate it, or use another"
                    + " one.";
            case DELETED, ACTIVE -> "This subscription was deleted: use another one.";
          },
          subscription.restsOn().toString());
    }
    if (subscription.billingType() != BillingType.USAGE) {
      return refused(
          request,
          Refusal.SUBSCRIPTION_NOT_USAGE_BASED,
          "Reservations are billed to usage-based subscriptions only: use an Azure plan or an"
              + " Azure Global subscription.",
          subscription.restsOn().toString());
    }
    if (request.body() instanceof ReservationCommand.PurchaseByCustomer
        && !subscription.isOwner(request.body().request().requestedBy())) {
      return refused(
          request,
          Refusal.OWNER_MISSING,
          Refusal.OWNER_MISSING_TEXT,
          subscription.ownersRestOn().toString());
    }
    return byProduct(asked, grant, subscription);
  }

  private Decision<Event> byProduct(
      PurchaseContext asked, String grant, Subscription subscription) {
    Request<ReservationCommand> request = asked.request();
    Account.Known account = asked.account();
    PurchaseRequest.Properties wanted = asked.wanted();
    String sku = request.body().request().reservation().sku().name();
    String region = request.body().request().reservation().location();
    String country = account.country();
    if (!Market.sellsReservations(country)) {
      return refused(
          request,
          Refusal.MARKET_NOT_SOLD,
          "Azure reservations are not sold in the customer's market "
              + country
              + ": they cannot be bought for this customer.",
          account.restsOn().toString());
    }
    Optional<Catalogue.Sheet> inForce = asked.catalogue().sheetInForce(country, request.at());
    if (inForce.isEmpty()) {
      return refused(
          request,
          Refusal.PRICES_NOT_IN_FORCE,
          "No price sheet for market "
              + country
              + " is in force: the partner must import the current one.",
          asked.catalogue().latest(country).map(Position::toString).orElse(""));
    }
    if (!wanted.reservedResourceType().equals(VIRTUAL_MACHINES)) {
      return refused(
          request,
          Refusal.RESOURCE_TYPE_NOT_SOLD,
          "reservedResourceType must be " + VIRTUAL_MACHINES + '.',
          "");
    }
    if (VmSize.isExcluded(sku)) {
      return refused(
          request,
          Refusal.PRODUCT_EXCLUDED,
          "Sizes of the A, Av2 and G series, promotional, preview and classic sizes cannot be"
              + " reserved: choose another size in sku.name.",
          "");
    }
    Map<String, Catalogue.Terms> regions = inForce.get().products().get(sku);
    if (regions == null) {
      return refused(
          request,
          Refusal.PRODUCT_NOT_FOUND,
          "sku.name is not in the price sheet in force: use an ARM size name such as"
              + " Standard_D2s_v5.",
          inForce.get().restsOn().toString());
    }
    Optional<Term> term = term(wanted.term());
    if (term.isEmpty()) {
      return refused(
          request,
          Refusal.TERM_UNSUPPORTED,
          "term must be P1Y or P3Y; P5Y is not sold for this size.",
          "");
    }
    Catalogue.Terms terms = regions.get(region);
    if (terms == null) {
      return refused(
          request,
          Refusal.REGION_NOT_SOLD,
          "This size is not sold in that location: use the ARM name of a region it is sold in, such"
              + " as eastus.",
          inForce.get().restsOn().toString());
    }
    Optional<PriceSheetLine> line = terms.line(term.get());
    if (line.isEmpty()) {
      return refused(
          request,
          Refusal.TERM_NOT_SOLD,
          "This size is not sold in that region for this term: choose the other term.",
          inForce.get().restsOn().toString());
    }
    Optional<BillingPlan> plan = plan(wanted.billingPlan());
    if (plan.isEmpty()) {
      return refused(
          request, Refusal.BILLING_PLAN_NOT_SOLD, "billingPlan must be Upfront or Monthly.", "");
    }
    return byQuantityAndScope(
        asked,
        grant,
        subscription,
        new CatalogueSelection(inForce.get().id(), line.get(), plan.get()));
  }

  /** What the request chose from the catalogue. */
  private record CatalogueSelection(String sheet, PriceSheetLine line, BillingPlan plan) {}

  private Decision<Event> byQuantityAndScope(
      PurchaseContext asked, String grant, Subscription subscription, CatalogueSelection choice) {
    Request<ReservationCommand> request = asked.request();
    Account.Known account = asked.account();
    PurchaseRequest.Properties wanted = asked.wanted();
    PriceSheetLine line = choice.line();
    if (wanted.quantity() < 1 || wanted.quantity() > Integer.MAX_VALUE) {
      return refused(request, Refusal.QUANTITY_INVALID, "quantity must be 1 or more.", "");
    }
    AppliedPrice price = Pricing.rule(account.prices(), line.sheetSku(), line.sku(), defaultPrice);
    long unitPrice =
        price.rule() instanceof PriceRule.Fixed fixed ? fixed.unitPrice().amountMinor() : 0;
    if (!Pricing.inRange(line.unitCost().amountMinor(), wanted.quantity())
        || !Pricing.inRange(unitPrice, wanted.quantity())) {
      return refused(
          request,
          Refusal.QUANTITY_INVALID,
          "quantity makes a commitment larger than one order can hold: order fewer.",
          "");
    }
    String displayName = wanted.displayName().orElse("");
    if (displayName.length() > DISPLAY_NAME_MOST) {
      return refused(
          request,
          Refusal.DISPLAY_NAME_INVALID,
          "displayName has more than " + DISPLAY_NAME_MOST + " characters: shorten it.",
          "");
    }
    Instant end = endOfTerm(request.at(), line.term());
    if (wanted
        .reviewDateTime()
        .filter(at -> !at.isAfter(request.at()) || at.isAfter(end))
        .isPresent()) {
      return refused(
          request,
          Refusal.REVIEW_TIME_INVALID,
          "reviewDateTime must lie within the term: later than now and not after "
              + end
              + ". Leave it out if the reservation needs no review.",
          "");
    }
    return switch (RequestedScope.of(wanted, account)) {
      case RequestedScope.Invalid invalid ->
          refused(request, invalid.refusal(), invalid.text(), invalid.restsOn());
      case RequestedScope.Valid valid ->
          byFlexibility(asked, grant, subscription, choice, price, valid.scope());
    };
  }

  private Decision<Event> byFlexibility(
      PurchaseContext asked,
      String grant,
      Subscription subscription,
      CatalogueSelection choice,
      AppliedPrice price,
      Scope scope) {
    Request<ReservationCommand> request = asked.request();
    PurchaseRequest.Properties wanted = asked.wanted();
    String flexibility =
        wanted
            .reservedResourceProperties()
            .map(PurchaseRequest.ReservedResourceProperties::instanceFlexibility)
            .orElse("On");
    if (!flexibility.equals("On") && !flexibility.equals("Off")) {
      return refused(
          request, Refusal.FLEXIBILITY_INVALID, "instanceFlexibility must be On or Off.", "");
    }
    boolean single =
        switch (scope) {
          case Scope.Single _ -> true;
          case Scope.ResourceGroup _ -> true;
          case Scope.Shared _ -> false;
          case Scope.ManagementGroup _ -> false;
        };
    if (flexibility.equals("Off") && !single) {
      return refused(
          request,
          Refusal.CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE,
          "Capacity priority (instanceFlexibility Off) needs a single scope: ask for"
              + " appliedScopeType Single, or leave the flexibility On.",
          "");
    }
    Money cost = choice.line().unitCost().times(wanted.quantity());
    // A size without a flexibility group covers itself only, which is what OFF says (D8).
    boolean covers = flexibility.equals("On") && asked.catalogue().isFlexible(choice.line().sku());
    return withinLimits(asked, cost)
        .orElseGet(
            () ->
                bought(
                    asked,
                    grant,
                    subscription,
                    choice,
                    price,
                    scope,
                    covers ? Flexibility.ON : Flexibility.OFF,
                    cost));
  }

  private static Optional<Decision<Event>> withinLimits(PurchaseContext asked, Money cost) {
    Request<ReservationCommand> request = asked.request();
    if (!(asked.account().limit() instanceof Limit.Of set)
        || !(request.body() instanceof ReservationCommand.PurchaseByCustomer)) {
      return Optional.empty();
    }
    if (!set.currency().equals(cost.currency())) {
      return Optional.of(
          refused(
              request,
              Refusal.LIMIT_CURRENCY_MISMATCH,
              "The purchase limit is in "
                  + set.currency()
                  + " and this market is priced in "
                  + cost.currency()
                  + ": ask the partner to set the limit in "
                  + cost.currency()
                  + '.',
              set.restsOn()));
    }
    long minor = cost.amountMinor();
    if (minor > set.perOrderMinor().orElse(Long.MAX_VALUE)) {
      return Optional.of(
          refused(
              request,
              Refusal.LIMIT_PER_ORDER_EXCEEDED,
              "This order is above the limit per order the partner set: order less, or ask the"
                  + " partner to buy it or to raise the limit.",
              set.restsOn()));
    }
    SpendingWindow spending = asked.state().spendingIn(cost.currency());
    long atMs = request.at().toEpochMilli();
    if (spending.onDayOf(atMs) + minor > set.perDayMinor().orElse(Long.MAX_VALUE)) {
      return Optional.of(
          refused(
              request,
              Refusal.LIMIT_PER_DAY_EXCEEDED,
              "With this order the purchases of this UTC day are above the limit the partner set:"
                  + " order less, wait for the next day, or ask the partner.",
              set.restsOn()));
    }
    if (spending.within30Days(atMs) + minor > set.per30DaysMinor().orElse(Long.MAX_VALUE)) {
      return Optional.of(
          refused(
              request,
              Refusal.LIMIT_30_DAYS_EXCEEDED,
              "With this order the purchases of the last 30 days are above the limit the partner"
                  + " set: order less, wait, or ask the partner.",
              set.restsOn()));
    }
    return Optional.empty();
  }

  private static Decision<Event> bought(
      PurchaseContext asked,
      String grant,
      Subscription subscription,
      CatalogueSelection choice,
      AppliedPrice price,
      Scope scope,
      Flexibility flexibility,
      Money cost) {
    Request<ReservationCommand> request = asked.request();
    Account.Known account = asked.account();
    PurchaseRequest.Properties wanted = asked.wanted();
    PriceSheetLine line = choice.line();
    Actor by = request.body().by();
    Instant at = request.at();
    return new Decision.Accepted<>(
        new ReservationPurchased(
            request.key(),
            account.partnerId(),
            request.id(),
            asked.order().toString(),
            PurchaseIds.reservation(account.partnerId(), request.key(), request.id()).toString(),
            subscription.id(),
            line.sku(),
            line.sheetSku(),
            line.region(),
            line.term(),
            choice.plan(),
            (int) wanted.quantity(),
            scope,
            flexibility,
            wanted.displayName().orElse(""),
            cost,
            switch (price.rule()) {
              case PriceRule.Fixed fixed -> fixed.unitPrice().times(wanted.quantity());
              case PriceRule.Percent percent -> Pricing.marked(cost, percent.basisPoints());
            },
            price,
            choice.sheet(),
            by.side(),
            grant,
            by,
            at,
            endOfTerm(at, line.term()),
            wanted.renew().orElse(false),
            wanted.reviewDateTime()));
  }

  private static Instant endOfTerm(Instant start, Term term) {
    return start.atOffset(ZoneOffset.UTC).plusYears(term.years()).toInstant();
  }

  private static Optional<Term> term(String text) {
    return switch (text) {
      case "P1Y" -> Optional.of(Term.P1Y);
      case "P3Y" -> Optional.of(Term.P3Y);
      default -> Optional.empty();
    };
  }

  private static Optional<BillingPlan> plan(String text) {
    return switch (text) {
      case "Upfront" -> Optional.of(BillingPlan.UPFRONT);
      case "Monthly" -> Optional.of(BillingPlan.MONTHLY);
      default -> Optional.empty();
    };
  }

  private static Decision<Event> refused(
      Request<ReservationCommand> request, Refusal refusal, String text, String restsOn) {
    Actor by = request.body().by();
    return new Decision.Refused<>(
        refusal.code(),
        new ReservationPurchaseRejected(
            request.key(), request.id(), refusal.code(), text, restsOn, by.side(), by));
  }
}
