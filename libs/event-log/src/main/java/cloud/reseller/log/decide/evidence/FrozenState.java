package cloud.reseller.log.decide.evidence;

import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Overlay;
import java.util.Map;

/**
 * What a batch of one partition is decided on.
 *
 * @param observed the exclusive fact positions, as text
 * @param unwritable what cannot have the outcome it should have and is parked instead, and why; by
 *     what it answers, as in {@link Origin}
 */
public record FrozenState<S, G>(
    Overlay<S> overlay, Fold.Shared<G> shared, byte[] observed, Map<String, String> unwritable) {}
