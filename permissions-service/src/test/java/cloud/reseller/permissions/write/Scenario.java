package cloud.reseller.permissions.write;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.permissions.write.state.Customer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A decision told as a story: given these facts, when this is asked, then that is the answer. */
public final class Scenario {

  /** When everything happens. */
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  static final String TOPIC = "permission-events";
  static final String REQUEST_ID = "5c1f0a52-9c53-4f6a-8a47-31f1b7cf9e11";

  private static final PermissionDecider RULES = new PermissionDecider();

  private final Customer state;

  private Scenario(Customer state) {
    this.state = state;
  }

  static Scenario given(PermissionEvent... history) {
    return new Scenario(fold(List.of(history)));
  }

  static Customer fold(List<PermissionEvent> history) {
    Customer state = RULES.initial();
    for (int i = 0; i < history.size(); i++) {
      state = evolve(state, i, history.get(i));
    }
    return state;
  }

  /** The state after a fact that stands there. */
  public static Customer evolve(Customer state, long offset, PermissionEvent event) {
    return RULES.evolve(
        state, new Fact<>(new Position(TOPIC, 0, offset), NOW, RULES.newest(), event));
  }

  /** What the newest rule set makes of a command. */
  public static Decision<PermissionEvent> decide(PermissionCommand command, Customer state) {
    return decide(command, state, RULES.newest());
  }

  private static Decision<PermissionEvent> decide(
      PermissionCommand command, Customer state, int rules) {
    return RULES.decide(
        new Request<>(command.customerId(), REQUEST_ID, NOW, rules, command),
        state,
        RULES.initialShared());
  }

  Outcome when(PermissionCommand command) {
    return new Outcome(command, decide(command, state));
  }

  Outcome whenUnder(int rules, PermissionCommand command) {
    return new Outcome(command, decide(command, state, rules));
  }

  record Outcome(PermissionCommand command, Decision<PermissionEvent> decision) {

    void then(PermissionEvent event) {
      assertThat(decision).isEqualTo(new Decision.Accepted<>(event));
    }

    void thenRefused(Refusal why) {
      thenRefused(why, "");
    }

    void thenRefused(Refusal why, String restsOn) {
      thenRefused(PermissionMessageCodec.typeOf(command).typeName(), why, restsOn);
    }

    void thenRefused(String asked, Refusal why, String restsOn) {
      CommandRefused refused =
          new CommandRefused(
              command.customerId(),
              REQUEST_ID,
              asked,
              why.code(),
              why.text(),
              restsOn,
              Optional.of(command.by().actor()));
      assertThat(decision).isEqualTo(new Decision.Refused<PermissionEvent>(why.code(), refused));
    }
  }
}
