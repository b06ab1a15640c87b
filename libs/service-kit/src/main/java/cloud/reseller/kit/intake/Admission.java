package cloud.reseller.kit.intake;

import java.util.Optional;

/**
 * What a service looks at before the body of a call is read, beside the role: whether the customer
 * that the address names is the caller's business. Asked of every call with a body, and of every
 * call of a caller whose role does not do.
 */
public interface Admission {

  /**
   * Ends the call if it may not go on; on a thread that may wait.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException as the route itself would answer
   */
  void admit(Call call);

  /**
   * A call that waits.
   *
   * @param allowed whether the caller has one of the route's roles
   */
  record Call(Route route, boolean allowed, Address address) {}

  /** The parameters in the path of an address. */
  interface Address {

    /** The value of a parameter; empty if the address has none of that name. */
    Optional<String> parameter(String name);
  }
}
