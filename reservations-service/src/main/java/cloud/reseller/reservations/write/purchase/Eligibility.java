package cloud.reseller.reservations.write.purchase;

import cloud.reseller.events.ProductKind;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.ReservationCommand;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseByCustomer;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseOnBehalf;
import cloud.reseller.reservations.write.ReservationCommand.PurchaseReservation;
import cloud.reseller.reservations.write.policies.Policy;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.state.Account;
import cloud.reseller.reservations.write.state.CustomerState;
import cloud.reseller.reservations.write.state.Permission;
import cloud.reseller.reservations.write.state.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * The requester may buy for this customer and this subscription.
 *
 * @param subscription the subscription to which the reservation is billed
 * @param grant the fact that permits the customer to buy; an empty string if the partner buys
 */
record Eligibility(PurchaseContext asked, Subscription subscription, String grant) {

  private static final List<Policy<PurchaseContext>> OF_CUSTOMER =
      List.of(
          Eligibility::customerIsThePartners,
          Eligibility::roleAllowsToBuy,
          Eligibility::orderIsNew,
          Eligibility::permissionIsOn);

  private static final List<Policy<Eligibility>> OF_SUBSCRIPTION =
      List.of(
          Eligibility::subscriptionIsThroughPartner,
          Eligibility::subscriptionIsActive,
          Eligibility::subscriptionIsUsageBased,
          Eligibility::requesterIsOwner);

  /** Resolves the requester, then the billing subscription. */
  static Resolution<Eligibility> of(
      Request<ReservationCommand> request, PurchaseReservation purchase, CustomerState state) {
    return switch (state.account()) {
      case Account.Unknown _ -> Refused.of(Refusal.CUSTOMER_UNKNOWN);
      case Account.Known account ->
          of(
              new PurchaseContext(
                  request,
                  purchase,
                  state,
                  account,
                  PurchaseIds.order(account.partnerId(), request.key(), request.id())));
    };
  }

  private static Resolution<Eligibility> of(PurchaseContext asked) {
    return switch (Policy.all(OF_CUSTOMER, asked)) {
      case Refused<PurchaseContext> refused -> refused.as();
      case Resolved<PurchaseContext> _ -> ofSubscription(asked);
    };
  }

  private static Resolution<Eligibility> ofSubscription(PurchaseContext asked) {
    String billingScope = asked.wanted().properties().billingScopeId();
    Optional<Subscription> subscription =
        asked
            .rules()
            .subscription(asked.account(), billingScope, Subscription.startOfId(billingScope));
    return subscription.isEmpty()
        ? Refused.of(Refusal.SUBSCRIPTION_UNKNOWN, asked.account().restsOn().toString())
        : Policy.all(OF_SUBSCRIPTION, new Eligibility(asked, subscription.get(), grant(asked)));
  }

  private static String grant(PurchaseContext asked) {
    return switch (asked.purchase()) {
      case PurchaseByCustomer _ when asked.account().permission() instanceof Permission.On on ->
          on.grant();
      case PurchaseByCustomer _, PurchaseOnBehalf _ -> "";
    };
  }

  /** For any other partner, the customer does not exist. */
  private static Optional<Refused<PurchaseContext>> customerIsThePartners(PurchaseContext asked) {
    return switch (asked.purchase()) {
      case PurchaseOnBehalf by when !by.partnerId().equalsIgnoreCase(asked.account().partnerId()) ->
          Policy.unmet(Refusal.CUSTOMER_UNKNOWN, "");
      case PurchaseOnBehalf _, PurchaseByCustomer _ -> Policy.met();
    };
  }

  private static Optional<Refused<PurchaseContext>> roleAllowsToBuy(PurchaseContext asked) {
    return switch (asked.purchase()) {
      case PurchaseOnBehalf by when !by.mayBuy() -> Policy.unmet(Refusal.ROLE_LACKS_RIGHTS, "");
      case PurchaseOnBehalf _, PurchaseByCustomer _ -> Policy.met();
    };
  }

  private static Optional<Refused<PurchaseContext>> orderIsNew(PurchaseContext asked) {
    Optional<Position> before = asked.state().orders().find(asked.order());
    return before.isEmpty()
        ? Policy.met()
        : Policy.unmet(Refusal.ORDER_EXISTS, before.get().toString(), asked.order());
  }

  /** A customer may buy while its partner permits it (S08, R8); the partner always may (S31). */
  private static Optional<Refused<PurchaseContext>> permissionIsOn(PurchaseContext asked) {
    return switch (asked.purchase()) {
      case PurchaseOnBehalf _ -> Policy.met();
      case PurchaseByCustomer _ ->
          switch (asked.account().permission()) {
            case Permission.Off off -> Policy.unmet(Refusal.PERMISSION_OFF, off.restsOn());
            case Permission.On on ->
                on.products().contains(ProductKind.AZURE_RESERVED_INSTANCES)
                    ? Policy.met()
                    : Policy.unmet(Refusal.PERMISSION_WITHOUT_RESERVATIONS, on.restsOn());
          };
    };
  }

  /** A reservation must be billed to a subscription that this partner bought (S09). */
  private static Optional<Refused<Eligibility>> subscriptionIsThroughPartner(Eligibility it) {
    return it.subscription.throughPartner()
        ? Policy.met()
        : Policy.unmet(
            Refusal.SUBSCRIPTION_NOT_THROUGH_PARTNER, it.subscription.restsOn().toString());
  }

  private static Optional<Refused<Eligibility>> subscriptionIsActive(Eligibility it) {
    return switch (it.subscription.status()) {
      case ACTIVE -> Policy.met();
      case SUSPENDED ->
          Policy.unmet(Refusal.SUBSCRIPTION_SUSPENDED, it.subscription.restsOn().toString());
      case DELETED ->
          Policy.unmet(Refusal.SUBSCRIPTION_DELETED, it.subscription.restsOn().toString());
    };
  }

  /** The subscription must be usage-based (S37). */
  private static Optional<Refused<Eligibility>> subscriptionIsUsageBased(Eligibility it) {
    return switch (it.subscription.billingType()) {
      case USAGE -> Policy.met();
      case LICENSE ->
          Policy.unmet(Refusal.SUBSCRIPTION_NOT_USAGE_BASED, it.subscription.restsOn().toString());
    };
  }

  /** A user of the customer needs the Owner role (S40, S42); an agent has its own role instead. */
  private static Optional<Refused<Eligibility>> requesterIsOwner(Eligibility it) {
    return switch (it.asked.purchase()) {
      case PurchaseByCustomer by when !it.subscription.isOwner(by.request().requestedBy()) ->
          Policy.unmet(Refusal.OWNER_MISSING, it.subscription.ownersRestOn().toString());
      case PurchaseByCustomer _, PurchaseOnBehalf _ -> Policy.met();
    };
  }
}
