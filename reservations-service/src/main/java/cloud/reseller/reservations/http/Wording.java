package cloud.reseller.reservations.http;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.ProductName;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Scope;
import cloud.reseller.events.Term;

/** The values of the public interface for the values in events. */
final class Wording {

  private Wording() {}

  /** Which side bought (S25). */
  static String origin(Actor.Side side) {
    return switch (side) {
      case PARTNER -> "partner";
      case CUSTOMER -> "customer";
    };
  }

  static String friendlyName(ReservationPurchased bought) {
    return ProductName.of(bought.sku(), bought.region(), bought.term());
  }

  static String billingCycle(BillingPlan plan) {
    return switch (plan) {
      case UPFRONT -> "one_time";
      case MONTHLY -> "monthly";
    };
  }

  static String billingPlan(BillingPlan plan) {
    return switch (plan) {
      case UPFRONT -> "Upfront";
      case MONTHLY -> "Monthly";
    };
  }

  static String duration(Term term) {
    return switch (term) {
      case P1Y -> "1Year";
      case P3Y -> "3Years";
    };
  }

  /** The scope of an order line, in lower case (C34). */
  static String lineScope(Scope scope) {
    return switch (scope) {
      case Scope.Shared _ -> "shared";
      case Scope.Single _, Scope.ResourceGroup _ -> "single";
      case Scope.ManagementGroup _ -> "managementGroup";
    };
  }

  /** The scope type of a reservation (E3). */
  static String scopeType(Scope scope) {
    return switch (scope) {
      case Scope.Shared _ -> "Shared";
      case Scope.Single _, Scope.ResourceGroup _ -> "Single";
      case Scope.ManagementGroup _ -> "ManagementGroup";
    };
  }

  /** The display name of the scope type (E3). */
  static String friendlyScopeType(Scope scope) {
    return switch (scope) {
      case Scope.Shared _ -> "Shared";
      case Scope.Single _ -> "Single";
      case Scope.ResourceGroup _ -> "ResourceGroup";
      case Scope.ManagementGroup _ -> "ManagementGroup";
    };
  }
}
