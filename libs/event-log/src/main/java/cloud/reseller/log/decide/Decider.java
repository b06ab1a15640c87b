package cloud.reseller.log.decide;

import java.time.Instant;

/**
 * The rules of a service: how requests are decided and what facts do to the state of a key.
 *
 * <p>Rule sets are numbered from 1. New requests are decided under the newest one; an outcome names
 * its rule set, under which it is verified and evolved. Released rule sets are kept: methods branch
 * on the number only in named rules.
 *
 * <p>Every method is pure: no clock, no randomness, no I/O, nothing that depends on the machine or
 * its settings, so a repeated decision on the same state has the same result. Anything thrown while
 * an input is decided, even an {@link Error}, parks the input. Only a {@link VirtualMachineError}
 * other than a {@link StackOverflowError}, such as running out of memory, ends the decider.
 *
 * @param <C> a command or request
 * @param <S> the state of one key; immutable
 * @param <G> the state shared by all keys; immutable
 * @param <E> a fact, an outcome or a refusal as stored in the log
 */
public interface Decider<C, S, G, E> {

  /**
   * The number of the newest rule set, given by outcomes in {@code ce_rules}. All earlier ones are
   * known too; a released number never changes its meaning.
   */
  int newest();

  /** The state of an unknown key. */
  S initial();

  /** The shared state before its first fact. */
  G initialShared();

  /**
   * The state after a fact about this key. Total: an irrelevant fact returns the state unchanged.
   */
  S evolve(S state, Fact<E> fact);

  /** The shared state after a fact of the shared topic. Total. */
  G evolveShared(G shared, Fact<E> fact);

  /** Decides a request on the given state, under its rule set. */
  Decision<E> decide(Request<C> request, S state, G shared);

  /**
   * When the next fact of this key falls due by itself; {@link Instant#MAX} if none will. An
   * exception is treated like one thrown by {@link #evolve}.
   */
  default Instant nextDue(S state) {
    return Instant.MAX;
  }

  /**
   * The fact that falls due at {@link #nextDue}. Called only if that is not {@link Instant#MAX}.
   * {@code evolve} of the result must change the state, and eventually advance {@code nextDue}: a
   * fact that leaves the state equal, or an exception, parks it and closes the key.
   *
   * @param rules the rule set it is decided under
   */
  default E due(S state, int rules) {
    throw new IllegalStateException("nothing falls due under these rules");
  }
}
