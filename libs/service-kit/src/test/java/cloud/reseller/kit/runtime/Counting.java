package cloud.reseller.kit.runtime;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.Request;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Decides one thing: a customer is added once. A command is the customer's name. */
@Singleton
@LookupIfProperty(name = "test.counting", stringValue = "true")
class Counting implements Deciding {

  private static final Actor SOMEONE =
      new Actor("33333333-3333-4333-8333-333333333333", Actor.Side.PARTNER);

  @Override
  public DeciderSpec spec(String service, int partitions) {
    return new DeciderSpec(
        service,
        List.of(Topics.PERMISSION_COMMANDS),
        Topics.PERMISSION_EVENTS,
        List.of(),
        List.of(),
        Optional.empty(),
        partitions);
  }

  @Override
  public String commandTopic() {
    return Topics.PERMISSION_COMMANDS;
  }

  @Override
  public DeciderRunner<?, ?, ?, ?> decider(
      DeciderSpec spec, DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics) {
    return new DeciderRunner<>(
        spec,
        settings,
        new Once(),
        new Words(),
        new Flag(),
        SharedStateCodec.constant(false),
        snapshots,
        metrics);
  }

  private static final class Once implements Decider<String, Boolean, Boolean, Object> {

    @Override
    public int newest() {
      return 1;
    }

    @Override
    public Boolean initial() {
      return false;
    }

    @Override
    public Boolean initialShared() {
      return false;
    }

    @Override
    public Boolean evolve(Boolean present, Fact<Object> fact) {
      return present || fact.event() instanceof CustomerAdded;
    }

    @Override
    public Boolean evolveShared(Boolean shared, Fact<Object> fact) {
      return shared;
    }

    @Override
    public Decision<Object> decide(Request<String> request, Boolean present, Boolean shared) {
      return present
          ? new Decision.Refused<>(
              "CustomerPresent",
              new CommandRefused(
                  request.key(),
                  request.id(),
                  "Add.v1",
                  "CustomerPresent",
                  "There is one.",
                  "",
                  Optional.of(SOMEONE)))
          : new Decision.Accepted<>(
              new CustomerAdded(
                  request.key(), "partner", request.body(), "example.com", "DE", SOMEONE));
    }
  }

  private static final class Words implements MessageCodec<String, Object> {

    @Override
    public String readInput(Input input) {
      return new String(input.body(), StandardCharsets.UTF_8);
    }

    @Override
    public Object readFact(String type, byte[] body) throws EventJson.UnreadableException {
      return EventJson.read(type, body);
    }

    @Override
    public String typeOf(Object event) {
      return EventJson.typeName(event);
    }

    @Override
    public byte[] write(Object event) {
      return EventJson.write(event);
    }

    @Override
    public Object refused(Input input, String code, String text, String restsOn) {
      return new CommandRefused(
          input.key(), input.id(), input.type(), code, text, restsOn, Optional.empty());
    }

    @Override
    public Object parked(Input input, String reason) {
      return new CommandParked(input.key(), input.id(), input.type(), reason);
    }

    @Override
    public Object repeated(Input input, Position firstOutcome) {
      return new CommandRepeated(input.key(), input.id(), firstOutcome.toString());
    }

    @Override
    public List<Copy> copies(Input input, Object event) {
      return List.of();
    }
  }

  private static final class Flag implements StateCodec<Boolean> {

    @Override
    public int version() {
      return 1;
    }

    @Override
    public byte[] write(Boolean state) {
      return new byte[] {(byte) (state ? 1 : 0)};
    }

    @Override
    public Boolean read(byte[] bytes) {
      return bytes[0] == 1;
    }
  }
}
