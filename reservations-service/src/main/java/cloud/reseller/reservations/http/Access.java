package cloud.reseller.reservations.http;

import cloud.reseller.events.Guid;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.tenant.TenantGate;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.OwnerView;
import cloud.reseller.reservations.read.ReservationView;
import cloud.reseller.reservations.read.ReservationView.Order;
import cloud.reseller.reservations.read.ReservationView.Wanted;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Who may see which customer's reservations (R9, R17). */
@RequestScoped
class Access {

  private final CurrentCaller caller;
  private final TenantGate gate;

  @Inject
  Access(CurrentCaller caller, TenantGate gate) {
    this.caller = caller;
    this.gate = gate;
  }

  /** A customer of the calling agent's partner; 404 for any other, 403 for a customer's user. */
  CustomerView forAgent(String customerId) {
    return of(caller.agent(), guid(customerId));
  }

  /** A customer of the calling agent's partner, or the calling user's own; 404 for any other. */
  Caller.Member forAnyone(String customerId) {
    Caller.Member who = caller.forCustomer(customerId);
    if (who instanceof Caller.PartnerAgent agent) {
      of(agent, customerId);
    }
    return who;
  }

  /**
   * An agent who writes about a customer of its partner, or a user who writes about its own
   * customer; 404 for any other, before anything is written.
   */
  Caller.Member toWrite(String customerId) {
    Caller.Member who = caller.forCustomer(customerId);
    gate.pass(
        who,
        customerId,
        () ->
            switch (who) {
              case Caller.PartnerAgent agent -> CustomerView.of(agent.partnerId(), customerId);
              case Caller.CustomerUser user -> CustomerView.of(user.customerId());
            });
    return who;
  }

  private static CustomerView of(Caller.PartnerAgent agent, String customerId) {
    return CustomerView.of(agent.partnerId(), customerId)
        .orElseThrow(CurrentCaller::customerNotFound);
  }

  /**
   * The user to whose view the caller's list is restricted; 403 for a user who could not see any
   * item.
   */
  static Optional<String> cutTo(Caller.Member who, String customerId) {
    return switch (who) {
      case Caller.PartnerAgent _ -> Optional.empty();
      case Caller.CustomerUser user -> {
        Optional<String> oid = Optional.of(user.oid());
        if (!OwnerView.isOwner(customerId, user.oid())
            && ReservationView.page(
                    customerId, Wanted.by(oid), Order.OLDEST_FIRST, Optional.empty(), 1)
                .isEmpty()) {
          throw ErrorCode.ROLE_LACKS_RIGHTS.because(
              "You need the Owner role on a subscription to see its reservations. Ask the partner"
                  + " or another Owner to assign it to you.");
        }
        yield oid;
      }
    };
  }

  /** Whether a user may be Owner of the subscription named in a purchase, according to the view. */
  static boolean mayBeOwner(String customerId, String billingScopeId, Caller.CustomerUser user) {
    return Guid.parse(ReservationMessageCodec.subscriptionIn(billingScopeId))
        .map(named -> OwnerView.mayBeOwner(customerId, named, user.oid()))
        .orElseGet(() -> OwnerView.isOwner(customerId, user.oid()));
  }

  /** Whether the caller may see a reservation. */
  static boolean sees(Caller.Member who, ReservationView reservation) {
    return switch (who) {
      case Caller.PartnerAgent _ -> true;
      case Caller.CustomerUser user -> reservation.isSeenBy(user.oid());
    };
  }

  /** An id of our own in an address, in the case in which it is stored. */
  static String stored(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /** The customer id of an address, normalized to lower case. */
  static String guid(String customerId) {
    return Guid.parse(customerId).orElseThrow(CurrentCaller::customerNotFound);
  }
}
