package cloud.reseller.reservations.http;

import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.intake.Admission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Checks the customer in the address before the body is read. */
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
    call.address()
        .parameter("customerId")
        .map(Access::guid)
        .ifPresent(customerId -> admit(customerId, call));
  }

  private void admit(String customerId, Call call) {
    if (call.allowed() || isAgentToBeRecorded(call)) {
      access.toWrite(customerId);
    }
  }

  private boolean isAgentToBeRecorded(Call call) {
    return call.route().bodySaysWhatWasAttempted() && caller.get() instanceof Caller.PartnerAgent;
  }
}
