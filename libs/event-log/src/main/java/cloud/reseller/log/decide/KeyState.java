package cloud.reseller.log.decide;

/**
 * What is known of one key.
 *
 * @param state the rules' own state
 * @param repeats the requests answered before
 * @param closedAt the fact that could not be read as topic/partition@offset, empty if all could
 */
record KeyState<S>(S state, AnsweredRequests repeats, String closedAt) {

  static <S> KeyState<S> unknown(S initial) {
    return new KeyState<>(initial, AnsweredRequests.none(), "");
  }

  KeyState<S> with(S next) {
    return new KeyState<>(next, repeats, closedAt);
  }

  KeyState<S> with(S next, AnsweredRequests answered) {
    return new KeyState<>(next, answered, closedAt);
  }

  /** Closed for good by the first fact that cannot be read. */
  KeyState<S> closed(String position) {
    return closedAt.isEmpty() ? new KeyState<>(state, repeats, position) : this;
  }

  boolean open() {
    return closedAt.isEmpty();
  }
}
