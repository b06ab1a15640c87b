package cloud.reseller.log.decide.evidence;

import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Overlay;
import java.util.Map;

/**
 * The state on which a batch of one partition is decided.
 *
 * @param observed the exclusive fact positions, as text
 * @param unwritable inputs to park because their intended outcome cannot be written, with the
 *     reason, by {@link Origin}
 */
public record FrozenState<S, G>(
    Overlay<S> overlay, Fold.Shared<G> shared, byte[] observed, Map<String, String> unwritable) {}
