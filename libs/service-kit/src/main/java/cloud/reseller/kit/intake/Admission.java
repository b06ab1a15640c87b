package cloud.reseller.kit.intake;

import java.util.Optional;

/**
 * A service's own check before the body of a call is read, in addition to the role: whether the
 * caller may act on the customer in the address. Applied to every call with a body, and to every
 * call whose caller lacks the role.
 */
public interface Admission {

  /**
   * Throws if the call may not proceed. Called on a thread that may block.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException with the answer that the route itself
   *     would give
   */
  void admit(Call call);

  /**
   * A call to be admitted.
   *
   * @param allowed whether the caller has one of the route's roles
   */
  record Call(Route route, boolean allowed, Address address) {}

  /** The path parameters of an address. */
  interface Address {

    /** The value of a parameter; empty if the path has no parameter with that name. */
    Optional<String> parameter(String name);
  }
}
