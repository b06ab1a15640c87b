package cloud.reseller.log.decide.state;

import cloud.reseller.log.Position;
import java.util.HashMap;
import java.util.Map;

/**
 * The state of one key.
 *
 * @param state the rules' own state; for a closed key, that before the fact that closed it
 * @param repeats the requests answered before
 * @param closing what closed it, {@link Closing#NOTHING} if nothing did
 */
public record KeyState<S>(S state, AnsweredRequests repeats, Closing closing) {

  /**
   * An unreadable fact, with the positions from which the key is folded once it can be read.
   *
   * @param at the fact as topic/partition@offset, empty if all could be read
   * @param from next offset by topic that the state was folded up to; empty until it is known
   * @param repeats the requests answered before it
   */
  record Closing(String at, Map<String, Long> from, AnsweredRequests repeats) {
    static final Closing NOTHING = new Closing("", Map.of(), AnsweredRequests.none());
  }

  static <S> KeyState<S> unknown(S initial) {
    return new KeyState<>(initial, AnsweredRequests.none(), Closing.NOTHING);
  }

  /** The same with another state of the rules. */
  public KeyState<S> with(S next) {
    return new KeyState<>(next, repeats, closing);
  }

  KeyState<S> with(S next, AnsweredRequests answered) {
    return new KeyState<>(next, answered, closing);
  }

  /** Closes the key at the first unreadable fact: nothing more is folded. */
  public KeyState<S> closed(String position) {
    return open() ? new KeyState<>(state, repeats, new Closing(position, Map.of(), repeats)) : this;
  }

  /** The same with the positions at which it was closed, if they are not known yet. */
  KeyState<S> closedFrom(Map<String, Long> positions) {
    if (open() || !closing.from().isEmpty()) {
      return this;
    }
    Position at = Position.parse(closing.at());
    Map<String, Long> from = new HashMap<>(positions);
    from.put(at.topic(), at.offset());
    return new KeyState<>(
        state, repeats, new Closing(closing.at(), Map.copyOf(from), closing.repeats()));
  }

  /** The state at the time of closing, to continue folding from there. */
  KeyState<S> opened() {
    return new KeyState<>(state, closing.repeats(), Closing.NOTHING);
  }

  /** Whether all its facts could be read. */
  public boolean open() {
    return closing.at().isEmpty();
  }

  /** The fact that could not be read as topic/partition@offset, empty if all could. */
  public String closedAt() {
    return closing.at();
  }
}
