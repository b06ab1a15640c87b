package cloud.reseller.reservations.http;

import cloud.reseller.kit.Guid;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.form.ErrorCode;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.OwnerView;
import cloud.reseller.reservations.read.ReservationView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Who may see which customer's reservations (R9, R17). */
@RequestScoped
class Access {

  private final CurrentCaller caller;

  @Inject
  Access(CurrentCaller caller) {
    this.caller = caller;
  }

  /** A customer of the calling agent's partner; 404 for any other, 403 for a customer's user. */
  CustomerView forAgent(String customerId) {
    return of(caller.agent(), guid(customerId));
  }

  /** A customer of the calling agent's partner, or the calling user's own; 404 for any other. */
  Caller forAnyone(String customerId) {
    Caller who = caller.forCustomer(customerId);
    if (who instanceof Caller.PartnerAgent agent) {
      of(agent, customerId);
    }
    return who;
  }

  private static CustomerView of(Caller.PartnerAgent agent, String customerId) {
    return CustomerView.of(customerId)
        .filter(customer -> customer.partnerId.equals(agent.partnerId()))
        .orElseThrow(CurrentCaller::customerNotFound);
  }

  /** The reservations the caller may see; 403 for a user who could not see any. */
  static List<ReservationView> reservations(Caller who, String customerId) {
    return switch (who) {
      case Caller.PartnerAgent _ -> ReservationView.ofCustomer(customerId);
      case Caller.CustomerUser user -> {
        List<ReservationView> seen = ReservationView.seenBy(customerId, user.oid());
        if (seen.isEmpty() && !OwnerView.isOwner(customerId, user.oid())) {
          throw ErrorCode.ROLE_LACKS_RIGHTS.because(
              "You need the Owner role on a subscription to see its reservations. Ask the partner"
                  + " or another Owner to assign it to you.");
        }
        yield seen;
      }
    };
  }

  /** Whether the caller may see a reservation. */
  static boolean sees(Caller who, ReservationView reservation) {
    return switch (who) {
      case Caller.PartnerAgent _ -> true;
      case Caller.CustomerUser user -> reservation.isSeenBy(user.oid());
    };
  }

  /** The customer id of an address, in the one spelling it has inside. */
  static String guid(String customerId) {
    return Guid.parse(customerId).orElseThrow(CurrentCaller::customerNotFound);
  }
}
