package cloud.reseller.permissions.write;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.permissions.write.state.Customer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every history, whatever the rules say. The seed names the history. */
@ParameterizedClass
@ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
class RuleLawsTest {

  private static final int MANY = 2_000;
  private static final int SOME = 200;

  private final PermissionMessageCodec messageCodec = new PermissionMessageCodec();
  private final RandomCommands commands;

  RuleLawsTest(long seed) {
    this.commands = new RandomCommands(seed);
  }

  @Test
  void every_command_has_an_answer_and_a_refusal_changes_nothing() {
    Customer state = new Customer.Unknown();
    for (int i = 0; i < MANY; i++) {
      Decision<PermissionEvent> decision = Scenario.decide(commands.next(), state);
      Customer after = Scenario.evolve(state, i, decision.event());
      if (decision instanceof Decision.Refused<PermissionEvent>) {
        assertThat(after).isEqualTo(state);
      }
      state = after;
    }
    assertThat(state).isInstanceOf(Customer.Known.class);
  }

  @Test
  void a_decision_taken_again_on_a_history_read_again_comes_out_the_same() throws Exception {
    List<PermissionEvent> history = new ArrayList<>();
    Customer state = new Customer.Unknown();
    for (int i = 0; i < SOME; i++) {
      PermissionCommand command = commands.next();
      Decision<PermissionEvent> first = Scenario.decide(command, state);
      assertThat(Scenario.decide(reread(command), Scenario.fold(reread(history)))).isEqualTo(first);
      history.add(first.event());
      state = Scenario.evolve(state, i, first.event());
    }
  }

  @Test
  void a_snapshot_holds_the_whole_state() {
    CustomerCodec codec = new CustomerCodec();
    Customer state = new Customer.Unknown();
    for (int i = 0; i < SOME; i++) {
      Customer again = codec.read(codec.write(state));
      assertThat(again).isEqualTo(state);
      assertThat(codec.write(again)).isEqualTo(codec.write(state));
      state = Scenario.evolve(state, i, Scenario.decide(commands.next(), state).event());
    }
  }

  @Test
  void a_fact_that_means_nothing_here_is_borne() {
    Customer elsewhere = new Customer.Unknown();
    Customer state = new Customer.Unknown();
    for (int i = 0; i < MANY; i++) {
      PermissionEvent event = Scenario.decide(commands.next(), elsewhere).event();
      elsewhere = Scenario.evolve(elsewhere, i, event);
      // Every third fact is missing, so the others meet states they were not decided on.
      state = i % 3 == 0 ? state : Scenario.evolve(state, i, event);
    }
    assertThat(state).isNotNull();
  }

  private PermissionCommand reread(PermissionCommand command) throws UnreadableInputException {
    return messageCodec.readInput(
        new Input(
            new Position("permission-commands", 0, 0),
            command.customerId(),
            Scenario.REQUEST_ID,
            PermissionMessageCodec.typeOf(command).typeName(),
            PermissionMessageCodec.write(command),
            2));
  }

  private List<PermissionEvent> reread(List<PermissionEvent> history) throws Exception {
    List<PermissionEvent> again = new ArrayList<>();
    for (PermissionEvent event : history) {
      again.add(messageCodec.readFact(messageCodec.typeOf(event), messageCodec.write(event)));
    }
    return again;
  }
}
