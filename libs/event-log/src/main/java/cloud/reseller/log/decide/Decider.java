package cloud.reseller.log.decide;

import java.time.Instant;

/**
 * The rules of a service: how requests are decided and what facts do to the state of a key.
 *
 * <p>Rule sets are numbered from 1. New requests are decided under the newest one; an outcome names
 * the number it was decided under, and is decided again and evolved under that one. Every released
 * number stays: methods branch on it only at a rule that has a name.
 *
 * <p>Every method is pure: no clock, no random number, no input or output, nothing that depends on
 * the machine or its settings. So a decision taken again on the same state comes out the same. What
 * one throws while an input is judged, an {@link Error} too, is an outcome: the input is parked.
 * Only memory that runs out, or another fault of the virtual machine that is not a stack that ran
 * over, ends the decider.
 *
 * @param <C> a command or request
 * @param <S> the state of one key; immutable
 * @param <G> the state shared by all keys; immutable
 * @param <E> a fact, an outcome or a refusal as it stands in the log
 */
public interface Decider<C, S, G, E> {

  /**
   * The number of the newest rule set, which outcomes name in {@code ce_rules}. It and every one
   * before it are known; a released number never changes its meaning.
   */
  int newest();

  /** The state of a key nothing is known about. */
  S initial();

  /** The shared state before its first fact. */
  G initialShared();

  /**
   * The state after a fact about this key. Total: a fact that means nothing here returns the state.
   */
  S evolve(S state, Fact<E> fact);

  /** The shared state after a fact of the shared topic. Total. */
  G evolveShared(G shared, Fact<E> fact);

  /** Decides one request on what is known, under the rule set it names. */
  Decision<E> decide(Request<C> request, S state, G shared);

  /**
   * When the next fact of this key falls due by itself; {@link Instant#MAX} if none will. A throw
   * counts as one of {@link #evolve}.
   */
  default Instant nextDue(S state) {
    return Instant.MAX;
  }

  /**
   * The fact that falls due at {@link #nextDue}. Asked only when that is not {@link Instant#MAX}.
   * {@code evolve} of the result must change the state, in the end so that {@code nextDue} moves
   * on: a fact that leaves it equal, or a throw, parks it and closes the key.
   *
   * @param rules the rule set it is decided under
   */
  default E due(S state, int rules) {
    throw new IllegalStateException("nothing falls due under these rules");
  }
}
