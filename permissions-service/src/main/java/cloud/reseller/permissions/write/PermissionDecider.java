package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Refusal.CURRENCY_UNKNOWN;
import static cloud.reseller.permissions.write.Refusal.CUSTOMER_ALREADY_EXISTS;
import static cloud.reseller.permissions.write.Refusal.CUSTOMER_UNKNOWN;
import static cloud.reseller.permissions.write.Refusal.ETAG_NOT_VALID;
import static cloud.reseller.permissions.write.Refusal.FIXED_PRICE_NEEDS_SHEET_SKU;
import static cloud.reseller.permissions.write.Refusal.FIXED_PRICE_NEGATIVE;
import static cloud.reseller.permissions.write.Refusal.LIMIT_EMPTY;
import static cloud.reseller.permissions.write.Refusal.LIMIT_NOT_FOUND;
import static cloud.reseller.permissions.write.Refusal.LIMIT_NOT_POSITIVE;
import static cloud.reseller.permissions.write.Refusal.NOT_ALLOWED;
import static cloud.reseller.permissions.write.Refusal.NO_PRODUCT;
import static cloud.reseller.permissions.write.Refusal.NO_QUALIFYING_SUBSCRIPTION;
import static cloud.reseller.permissions.write.Refusal.OWNER_ALREADY_ASSIGNED;
import static cloud.reseller.permissions.write.Refusal.OWNER_NOT_FOUND;
import static cloud.reseller.permissions.write.Refusal.PERCENT_TOO_LOW;
import static cloud.reseller.permissions.write.Refusal.PERMISSION_ALREADY_EXISTS;
import static cloud.reseller.permissions.write.Refusal.PERMISSION_NOT_FOUND;
import static cloud.reseller.permissions.write.Refusal.PRICE_RULE_NOT_FOUND;
import static cloud.reseller.permissions.write.Refusal.PRICE_TARGET_INVALID;
import static cloud.reseller.permissions.write.Refusal.REQUESTER_NOT_OWNER;
import static cloud.reseller.permissions.write.Refusal.ROLE_LACKS_RIGHTS;
import static cloud.reseller.permissions.write.Refusal.SUBSCRIPTION_ALREADY_EXISTS;
import static cloud.reseller.permissions.write.Refusal.SUBSCRIPTION_NOT_ACTIVE;
import static cloud.reseller.permissions.write.Refusal.SUBSCRIPTION_NOT_FOUND;
import static cloud.reseller.permissions.write.Refusal.SUBSCRIPTION_NOT_SUSPENDED;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.PriceRule;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.permissions.write.state.Customer.Known;
import cloud.reseller.permissions.write.state.Customer.Permission;
import cloud.reseller.permissions.write.state.Customer.Unknown;
import cloud.reseller.permissions.write.state.Subscription;
import cloud.reseller.permissions.write.state.Subscription.Status;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Rule set 1: who may be given what, and by whom. What a role allows is the HTTP side's business;
 * what it does not allow is refused here, so that the attempt is kept.
 */
public final class PermissionDecider
    implements Decider<
        PermissionCommand, Customer, PermissionDecider.NothingShared, PermissionEvent> {

  private static final String ALL = "*";
  private static final Pattern SHEET_SKU = Pattern.compile("[A-Za-z0-9]{1,40}:[A-Za-z0-9]{1,40}");
  private static final Pattern ARM_SKU = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  private static final int FREE_OF_CHARGE_BASIS_POINTS = -10_000;

  /** Nothing is shared between customers here. */
  public record NothingShared() {}

  @Override
  public int number() {
    return 1;
  }

  @Override
  public Customer initial() {
    return new Unknown();
  }

  @Override
  public NothingShared initialShared() {
    return new NothingShared();
  }

  @Override
  public NothingShared evolveShared(NothingShared shared, Fact<PermissionEvent> fact) {
    return shared;
  }

  @Override
  public Decision<PermissionEvent> decide(
      Request<PermissionCommand> request, Customer state, NothingShared shared) {
    return switch (decide(request.body(), request.at(), state)) {
      case Granted(PermissionEvent event) -> new Decision.Accepted<>(event);
      case Refused(Refusal why, String restsOn) ->
          new Decision.Refused<>(
              why.code(),
              new CommandRefused(
                  request.key(),
                  request.id(),
                  PermissionMessageCodec.asked(request.body()),
                  why.code(),
                  why.text(),
                  restsOn,
                  Optional.of(request.body().by().actor())));
    };
  }

  private static Verdict decide(PermissionCommand command, Instant at, Customer state) {
    return switch (state) {
      case Unknown _ when command instanceof AddCustomer c && !c.by().byCustomer() ->
          granted(
              new CustomerAdded(
                  c.customerId(),
                  c.by().tenantId(),
                  c.companyName(),
                  c.domain(),
                  c.country(),
                  c.by().actor()));
      case Unknown _ -> refused(CUSTOMER_UNKNOWN);
      case Known customer when !customer.isKnownTo(command.customerId(), command.by()) ->
          refused(CUSTOMER_UNKNOWN);
      case Known _ when command.by().byCustomer() && !(command instanceof AssignOwner) ->
          refused(NOT_ALLOWED);
      case Known customer -> decide(command, at, customer);
    };
  }

  private static Verdict decide(PermissionCommand command, Instant at, Known customer) {
    String id = command.customerId();
    Actor by = command.by().actor();
    return switch (command) {
      case AttemptBeyondRole _ -> refused(ROLE_LACKS_RIGHTS);
      case AddCustomer _ -> refused(CUSTOMER_ALREADY_EXISTS);

      case AddSubscription c when customer.hasSubscription(c.subscriptionId(), c.entitlementId()) ->
          refused(SUBSCRIPTION_ALREADY_EXISTS);
      case AddSubscription c ->
          granted(
              new SubscriptionAdded(
                  id,
                  c.subscriptionId(),
                  c.entitlementId(),
                  c.offer(),
                  c.offerId(),
                  c.friendlyName(),
                  c.quantity(),
                  c.billingType(),
                  c.boughtThroughPartner(),
                  by));
      case SuspendSubscription(_, String sid, Optional<String> etag, _) ->
          onSubscription(
              customer,
              sid,
              etag,
              s ->
                  s.status() == Status.ACTIVE
                      ? granted(new SubscriptionSuspended(id, sid, by))
                      : refused(SUBSCRIPTION_NOT_ACTIVE));
      case ReactivateSubscription(_, String sid, Optional<String> etag, _) ->
          onSubscription(
              customer,
              sid,
              etag,
              s ->
                  s.status() == Status.SUSPENDED
                      ? granted(new SubscriptionReactivated(id, sid, by))
                      : refused(SUBSCRIPTION_NOT_SUSPENDED));
      case DeleteSubscription(_, String sid, Optional<String> etag, _) ->
          onSubscription(customer, sid, etag, _ -> granted(new SubscriptionDeleted(id, sid, by)));

      case AssignOwner(_, String sid, String userId, Requester requester) ->
          onSubscription(
              customer,
              sid,
              s -> {
                if (requester.byCustomer() && !s.isOwner(by.id())) {
                  return refused(REQUESTER_NOT_OWNER);
                }
                return s.isOwner(userId)
                    ? refused(OWNER_ALREADY_ASSIGNED)
                    : granted(new OwnerAssigned(id, sid, userId, by));
              });
      case RemoveOwner(_, String sid, String userId, _) ->
          onSubscription(
              customer,
              sid,
              s ->
                  s.isOwner(userId)
                      ? granted(new OwnerRemoved(id, sid, userId, by))
                      : refused(OWNER_NOT_FOUND));

      case CreatePermission _ when customer.permission().isPresent() ->
          refused(PERMISSION_ALREADY_EXISTS, customer.permission().get().setBy());
      case CreatePermission c when c.products().isEmpty() -> refused(NO_PRODUCT);
      case CreatePermission _ when !customer.hasQualifyingSubscription() ->
          refused(NO_QUALIFYING_SUBSCRIPTION);
      case CreatePermission c ->
          granted(
              new CustomerPurchasePermissionCreated(
                  id, customer.partnerId(), c.products(), c.reason(), by, at));
      case UpdatePermission c ->
          onPermission(
              customer,
              Optional.of(c.etag()),
              _ ->
                  c.products().isEmpty()
                      ? refused(NO_PRODUCT)
                      : granted(
                          new CustomerPurchasePermissionUpdated(
                              id, customer.partnerId(), c.products(), c.reason(), by, at)));
      case DeletePermission c ->
          onPermission(
              customer,
              c.etag(),
              permission ->
                  granted(
                      new CustomerPurchasePermissionDeleted(
                          id, customer.partnerId(), permission.products(), c.reason(), by, at)));

      case SetPriceRule(_, String target, PriceRule rule, _) ->
          wrongPrice(target, rule)
              .map(PermissionDecider::refused)
              .orElseGet(() -> granted(new PriceRuleSet(id, target, rule, by)));
      case RemovePriceRule(_, String target, _) ->
          customer.priceTargets().contains(target)
              ? granted(new PriceRuleRemoved(id, target, by))
              : refused(PRICE_RULE_NOT_FOUND);

      case SetPurchaseLimit c ->
          wrongLimit(c)
              .map(PermissionDecider::refused)
              .orElseGet(
                  () ->
                      granted(
                          new PurchaseLimitSet(
                              id,
                              c.currency(),
                              c.perOrderMinor(),
                              c.perDayMinor(),
                              c.per30DaysMinor(),
                              by)));
      case RemovePurchaseLimit _ ->
          customer.limited() ? granted(new PurchaseLimitRemoved(id, by)) : refused(LIMIT_NOT_FOUND);
    };
  }

  private static Verdict onSubscription(
      Known customer,
      String subscriptionId,
      Optional<String> etag,
      Function<Subscription, Verdict> decision) {
    return onSubscription(
        customer,
        subscriptionId,
        s -> isPresent(etag, s.etag()) ? decision.apply(s) : refused(ETAG_NOT_VALID, s.setBy()));
  }

  private static Verdict onSubscription(
      Known customer, String subscriptionId, Function<Subscription, Verdict> decision) {
    return customer
        .subscription(subscriptionId)
        .map(decision)
        .orElseGet(() -> refused(SUBSCRIPTION_NOT_FOUND));
  }

  private static Verdict onPermission(
      Known customer, Optional<String> etag, Function<Permission, Verdict> decision) {
    return customer
        .permission()
        .map(
            permission ->
                isPresent(etag, permission.etag())
                    ? decision.apply(permission)
                    : refused(ETAG_NOT_VALID, permission.setBy()))
        .orElseGet(() -> refused(PERMISSION_NOT_FOUND));
  }

  private static boolean isPresent(Optional<String> etag, String present) {
    return etag.isEmpty() || etag.get().equals(present);
  }

  private static Optional<Refusal> wrongPrice(String target, PriceRule rule) {
    boolean sheetSku = SHEET_SKU.matcher(target).matches();
    if (!sheetSku && !target.equals(ALL) && !ARM_SKU.matcher(target).matches()) {
      return Optional.of(PRICE_TARGET_INVALID);
    }
    return switch (rule) {
      case PriceRule.Fixed _ when !sheetSku -> Optional.of(FIXED_PRICE_NEEDS_SHEET_SKU);
      case PriceRule.Fixed fixed when fixed.unitPrice().amountMinor() < 0 ->
          Optional.of(FIXED_PRICE_NEGATIVE);
      case PriceRule.Percent percent when percent.basisPoints() < FREE_OF_CHARGE_BASIS_POINTS ->
          Optional.of(PERCENT_TOO_LOW);
      case PriceRule.Fixed _, PriceRule.Percent _ -> Optional.empty();
    };
  }

  private static Optional<Refusal> wrongLimit(SetPurchaseLimit c) {
    List<OptionalLong> limits = List.of(c.perOrderMinor(), c.perDayMinor(), c.per30DaysMinor());
    if (limits.stream().allMatch(OptionalLong::isEmpty)) {
      return Optional.of(LIMIT_EMPTY);
    }
    if (limits.stream().flatMapToLong(OptionalLong::stream).anyMatch(limit -> limit < 1)) {
      return Optional.of(LIMIT_NOT_POSITIVE);
    }
    return isCurrency(c.currency()) ? Optional.empty() : Optional.of(CURRENCY_UNKNOWN);
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  @Override
  public Customer evolve(Customer state, Fact<PermissionEvent> fact) {
    return switch (state) {
      case Unknown _ when fact.event() instanceof CustomerAdded added ->
          Known.of(added.partnerId());
      case Unknown unknown -> unknown;
      case Known customer -> evolve(customer, fact);
    };
  }

  private static Known evolve(Known customer, Fact<PermissionEvent> fact) {
    return switch (fact.event()) {
      case SubscriptionAdded e ->
          customer.with(e.subscriptionId(), Subscription.of(e, fact.position()));
      case SubscriptionSuspended e ->
          change(customer, e.subscriptionId(), s -> s.becomes(Status.SUSPENDED, fact.position()));
      case SubscriptionReactivated e ->
          change(customer, e.subscriptionId(), s -> s.becomes(Status.ACTIVE, fact.position()));
      case SubscriptionDeleted e ->
          change(customer, e.subscriptionId(), s -> s.becomes(Status.DELETED, fact.position()));
      case OwnerAssigned e -> change(customer, e.subscriptionId(), s -> s.withOwner(e.userId()));
      case OwnerRemoved e -> change(customer, e.subscriptionId(), s -> s.withoutOwner(e.userId()));
      case CustomerPurchasePermissionCreated e ->
          customer.with(Optional.of(new Permission(e.products(), fact.position())));
      case CustomerPurchasePermissionUpdated e ->
          customer.with(Optional.of(new Permission(e.products(), fact.position())));
      case CustomerPurchasePermissionDeleted _ -> customer.with(Optional.empty());
      case PriceRuleSet e -> customer.withPriceTarget(e.target());
      case PriceRuleRemoved e -> customer.withoutPriceTarget(e.target());
      case PurchaseLimitSet _ -> customer.limited(true);
      case PurchaseLimitRemoved _ -> customer.limited(false);
      case CustomerAdded _, CommandRefused _, CommandParked _, CommandRepeated _ -> customer;
    };
  }

  private static Known change(
      Known customer, String subscriptionId, UnaryOperator<Subscription> change) {
    return customer
        .subscription(subscriptionId)
        .map(s -> customer.with(subscriptionId, change.apply(s)))
        .orElse(customer);
  }

  private static Verdict granted(PermissionEvent event) {
    return new Granted(event);
  }

  private static Verdict refused(Refusal why) {
    return new Refused(why, "");
  }

  private static Verdict refused(Refusal why, Position restsOn) {
    return new Refused(why, restsOn.toString());
  }

  private sealed interface Verdict {}

  private record Granted(PermissionEvent event) implements Verdict {}

  private record Refused(Refusal why, String restsOn) implements Verdict {}
}
