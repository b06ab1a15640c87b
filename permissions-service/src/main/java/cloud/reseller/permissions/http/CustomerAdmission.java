package cloud.reseller.permissions.http;

import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.intake.Admission;
import cloud.reseller.kit.intake.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Checks the customer in the address, and records attempts, before the body is read. */
@Singleton
class CustomerAdmission implements Admission {

  private final CurrentCaller caller;
  private final Access access;

  @Inject
  CustomerAdmission(CurrentCaller caller, Access access) {
    this.caller = caller;
    this.access = access;
  }

  @Override
  public void admit(Call call) {
    Optional<String> named = customer(call.address());
    if (named.isEmpty()) {
      return;
    }
    String customerId = Access.guid(named.get());
    Route route = call.route();
    Optional<Recorded> recorded = route.annotation(Recorded.class);
    if (recorded.isPresent()) {
      access.agent(customerId, recorded.get().value(), agents(route));
    } else if (call.allowed()) {
      access.adminOf(customerId);
    } else if (route.bodySaysWhatWasAttempted()) {
      access.toWrite(customerId);
    }
  }

  /**
   * Only agents: users of a customer send no bodies here, and their attempts are handled elsewhere.
   */
  private static Role[] agents(Route route) {
    return route.allowed().stream().filter(role -> role != Role.CUSTOMER_USER).toArray(Role[]::new);
  }

  /** An address names its customer directly or in the policy id. */
  private Optional<String> customer(Address address) {
    return address
        .parameter("customerId")
        .or(
            () ->
                address
                    .parameter("id")
                    .map(
                        id ->
                            SelfServePolicyResource.ofPartner(
                                    caller.agent(), SelfServePolicyResource.parse(id))
                                .customerId()));
  }
}
