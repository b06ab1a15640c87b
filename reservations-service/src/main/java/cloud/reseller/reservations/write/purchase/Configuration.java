package cloud.reseller.reservations.write.purchase;

import cloud.reseller.events.Flexibility;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.ReservedResourceProperties;
import cloud.reseller.events.Scope;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.policies.Policy;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.policies.RequestedScope;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.pricing.CatalogueSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The configuration of a reservation: its scope and its size flexibility. */
record Configuration(Scope scope, Flexibility flexibility) {

  /** Maximum length of a display name, as in the public form. */
  private static final int DISPLAY_NAME_MOST = 64;

  private static final String ON = "On";
  private static final String OFF = "Off";

  private static final List<Policy<Wanted>> POLICIES =
      List.of(
          Configuration::displayNameFits,
          Configuration::displayNameIsVisible,
          Configuration::reviewIsWithinTerm);

  private record Wanted(PurchaseContext asked, CatalogueSelection selection) {

    PurchaseRequest.Properties properties() {
      return asked.wanted().properties();
    }
  }

  /** Resolves name and review time, then scope, then flexibility. */
  static Resolution<Configuration> of(PurchaseContext asked, CatalogueSelection selection) {
    return switch (Policy.all(POLICIES, new Wanted(asked, selection))) {
      case Refused<Wanted> refused -> refused.as();
      case Resolved<Wanted>(Wanted wanted) ->
          switch (RequestedScope.of(asked.purchase().request(), asked.account(), asked.rules())) {
            case Refused<Scope> refused -> refused.as();
            case Resolved<Scope>(Scope scope) -> of(wanted, scope);
          };
    };
  }

  private static Resolution<Configuration> of(Wanted wanted, Scope scope) {
    Optional<ReservedResourceProperties> properties =
        wanted.properties().reservedResourceProperties();
    String flexibility = properties.isEmpty() ? ON : properties.get().instanceFlexibility();
    PurchaseRules rules = wanted.asked.rules();
    if (rules.matches(ON, flexibility)) {
      // A size without a flexibility group covers only itself, which is recorded as OFF (D8).
      return new Resolved<>(
          new Configuration(
              scope, wanted.selection.isFlexible() ? Flexibility.ON : Flexibility.OFF));
    }
    if (!rules.matches(OFF, flexibility)) {
      return Refused.of(Refusal.FLEXIBILITY_INVALID);
    }
    return isSingle(scope)
        ? new Resolved<>(new Configuration(scope, Flexibility.OFF))
        : Refused.of(Refusal.CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE);
  }

  private static boolean isSingle(Scope scope) {
    return switch (scope) {
      case Scope.Single _, Scope.ResourceGroup _ -> true;
      case Scope.Shared _, Scope.ManagementGroup _ -> false;
    };
  }

  private static Optional<Refused<Wanted>> displayNameFits(Wanted wanted) {
    Optional<String> displayName = wanted.properties().displayName();
    return displayName.isEmpty()
            || wanted.asked.rules().length(displayName.get()) <= DISPLAY_NAME_MOST
        ? Policy.met()
        : Policy.unmet(Refusal.DISPLAY_NAME_INVALID, "", DISPLAY_NAME_MOST);
  }

  private static Optional<Refused<Wanted>> displayNameIsVisible(Wanted wanted) {
    Optional<String> displayName = wanted.properties().displayName();
    return displayName.isEmpty() || wanted.asked.rules().isVisible(displayName.get())
        ? Policy.met()
        : Policy.unmet(Refusal.DISPLAY_NAME_NOT_VISIBLE, "");
  }

  /** The review must be later than now and not after the end of the term (E10). */
  private static Optional<Refused<Wanted>> reviewIsWithinTerm(Wanted wanted) {
    Optional<Instant> review = wanted.properties().reviewDateTime();
    if (review.isEmpty()) {
      return Policy.met();
    }
    Instant at = wanted.asked.request().at();
    Instant end = wanted.selection.endOfTerm(at);
    return review.get().isAfter(at) && !review.get().isAfter(end)
        ? Policy.met()
        : Policy.unmet(Refusal.REVIEW_TIME_INVALID, "", end);
  }
}
