package cloud.reseller.permissions.write;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.UnreadableInputException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Commands and facts of this service as JSON. A command's type name is its own plus ".v1". */
public final class PermissionMessageCodec
    implements MessageCodec<PermissionCommand, PermissionEvent> {

  private static final JsonMapper MAPPER = EventJson.mapper();

  private static final Map<String, Class<? extends PermissionCommand>> COMMANDS =
      Arrays.stream(PermissionCommand.class.getPermittedSubclasses())
          .map(command -> command.asSubclass(PermissionCommand.class))
          .collect(
              Collectors.toUnmodifiableMap(PermissionMessageCodec::typeOf, Function.identity()));

  /** The stable type name of a command. */
  public static String typeOf(PermissionCommand command) {
    return typeOf(command.getClass());
  }

  /** The stable type name of a kind of command. */
  public static String typeOf(Class<? extends PermissionCommand> command) {
    return command.getSimpleName() + ".v1";
  }

  /** The body of a command. */
  public static byte[] write(PermissionCommand command) {
    try {
      return MAPPER.writeValueAsBytes(command);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + typeOf(command), e);
    }
  }

  @Override
  public PermissionCommand readInput(Input input) throws UnreadableInputException {
    Class<? extends PermissionCommand> type = COMMANDS.get(input.type());
    if (type == null) {
      throw new UnreadableInputException(
          "UnknownType", "ce_type \"" + input.type() + "\" is none of " + COMMANDS.keySet());
    }
    PermissionCommand command = read(input, type);
    if (!input.key().equals(command.customerId())) {
      throw new UnreadableInputException(
          "KeyMismatch", "the record's key and the body's customerId differ; make them equal");
    }
    return command;
  }

  private static PermissionCommand read(Input input, Class<? extends PermissionCommand> type)
      throws UnreadableInputException {
    try {
      // The JSON text null is read as no command at all.
      return Objects.requireNonNull(MAPPER.readValue(input.body(), type));
    } catch (IOException | RuntimeException e) {
      throw new UnreadableInputException("Unreadable", "the body is not a " + input.type());
    }
  }

  @Override
  public PermissionEvent readFact(String type, byte[] body) throws EventJson.UnreadableException {
    return (PermissionEvent) EventJson.read(type, body);
  }

  @Override
  public String typeOf(PermissionEvent event) {
    return EventJson.typeName(event);
  }

  @Override
  public byte[] write(PermissionEvent event) {
    return EventJson.write(event);
  }

  @Override
  public PermissionEvent refused(Input input, String code, String text, String restsOn) {
    Optional<PermissionCommand> command = readable(input);
    return new CommandRefused(
        input.key(),
        input.id(),
        command.map(PermissionMessageCodec::asked).orElse(input.type()),
        code,
        text,
        restsOn,
        command.map(known -> known.by().actor()));
  }

  private Optional<PermissionCommand> readable(Input input) {
    try {
      return Optional.of(readInput(input));
    } catch (UnreadableInputException e) {
      // What cannot be read names nobody; that is what the absence says.
      return Optional.empty();
    }
  }

  /** The type name of what was asked, also where the role did not allow to ask it. */
  static String asked(PermissionCommand command) {
    return command instanceof PermissionCommand.AttemptBeyondRole beyond
        ? beyond.attempted()
        : typeOf(command);
  }

  @Override
  public PermissionEvent parked(Input input, String reason) {
    return new CommandParked(input.key(), input.id(), input.type(), reason);
  }

  @Override
  public PermissionEvent repeated(Input input, Position firstOutcome) {
    return new CommandRepeated(input.key(), input.id(), firstOutcome.toString());
  }

  @Override
  public List<Copy> copies(Input input, PermissionEvent event) {
    return List.of();
  }
}
