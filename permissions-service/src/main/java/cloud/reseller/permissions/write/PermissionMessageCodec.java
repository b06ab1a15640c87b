package cloud.reseller.permissions.write;

import cloud.reseller.events.BodyCodec;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.Refusals;
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.PermissionCommand.AddSubscription;
import cloud.reseller.permissions.write.PermissionCommand.AssignOwner;
import cloud.reseller.permissions.write.PermissionCommand.AttemptBeyondRole;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeletePermission;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Commands and facts of this service as JSON. */
public final class PermissionMessageCodec
    implements MessageCodec<PermissionCommand, PermissionEvent> {

  private static final JsonMapper MAPPER = EventJson.mapper();

  private static final List<PermissionCommandType> TYPES = List.of(PermissionCommandType.values());

  private static final Map<PermissionCommandType, BodyCodec<? extends PermissionCommand>> BODIES =
      new EnumMap<>(PermissionCommandType.class);

  static {
    TYPES.forEach(type -> BODIES.put(type, BodyCodec.of(type.typeName(), bodyOf(type))));
  }

  /** Rule set 1 uses codes specific to this service and does not describe the fault. */
  private static final int HAS_OWN_CODES = 1;

  private static final List<String> TYPE_NAMES =
      TYPES.stream().map(PermissionCommandType::typeName).sorted().toList();

  /** The type a command is stored under. */
  public static PermissionCommandType typeOf(PermissionCommand command) {
    return switch (command) {
      case AddCustomer _ -> PermissionCommandType.ADD_CUSTOMER;
      case AddSubscription _ -> PermissionCommandType.ADD_SUBSCRIPTION;
      case SuspendSubscription _ -> PermissionCommandType.SUSPEND_SUBSCRIPTION;
      case ReactivateSubscription _ -> PermissionCommandType.REACTIVATE_SUBSCRIPTION;
      case DeleteSubscription _ -> PermissionCommandType.DELETE_SUBSCRIPTION;
      case AssignOwner _ -> PermissionCommandType.ASSIGN_OWNER;
      case RemoveOwner _ -> PermissionCommandType.REMOVE_OWNER;
      case CreatePermission _ -> PermissionCommandType.CREATE_PERMISSION;
      case UpdatePermission _ -> PermissionCommandType.UPDATE_PERMISSION;
      case DeletePermission _ -> PermissionCommandType.DELETE_PERMISSION;
      case SetPriceRule _ -> PermissionCommandType.SET_PRICE_RULE;
      case RemovePriceRule _ -> PermissionCommandType.REMOVE_PRICE_RULE;
      case SetPurchaseLimit _ -> PermissionCommandType.SET_PURCHASE_LIMIT;
      case RemovePurchaseLimit _ -> PermissionCommandType.REMOVE_PURCHASE_LIMIT;
      case AttemptBeyondRole _ -> PermissionCommandType.ATTEMPT_BEYOND_ROLE;
    };
  }

  private static Class<? extends PermissionCommand> bodyOf(PermissionCommandType type) {
    return switch (type) {
      case ADD_CUSTOMER -> AddCustomer.class;
      case ADD_SUBSCRIPTION -> AddSubscription.class;
      case SUSPEND_SUBSCRIPTION -> SuspendSubscription.class;
      case REACTIVATE_SUBSCRIPTION -> ReactivateSubscription.class;
      case DELETE_SUBSCRIPTION -> DeleteSubscription.class;
      case ASSIGN_OWNER -> AssignOwner.class;
      case REMOVE_OWNER -> RemoveOwner.class;
      case CREATE_PERMISSION -> CreatePermission.class;
      case UPDATE_PERMISSION -> UpdatePermission.class;
      case DELETE_PERMISSION -> DeletePermission.class;
      case SET_PRICE_RULE -> SetPriceRule.class;
      case REMOVE_PRICE_RULE -> RemovePriceRule.class;
      case SET_PURCHASE_LIMIT -> SetPurchaseLimit.class;
      case REMOVE_PURCHASE_LIMIT -> RemovePurchaseLimit.class;
      case ATTEMPT_BEYOND_ROLE -> AttemptBeyondRole.class;
    };
  }

  /** The body of a command. */
  public static byte[] write(PermissionCommand command) {
    try {
      return MAPPER.writeValueAsBytes(command);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + typeOf(command).typeName(), e);
    }
  }

  @Override
  public PermissionCommand readInput(Input input) throws UnreadableInputException {
    boolean ownCodes = input.rules() == HAS_OWN_CODES;
    PermissionCommandType type =
        TYPES.stream()
            .filter(known -> known.typeName().equals(input.type()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UnreadableInputException(
                        ownCodes ? "UnknownType" : Refusals.TYPE_UNKNOWN,
                        "ce_type \"" + input.type() + "\" is none of " + TYPE_NAMES));
    PermissionCommand command = ownCodes ? readByTheFirst(input, type) : read(input, type);
    if (!input.key().equals(command.customerId())) {
      throw new UnreadableInputException(
          ownCodes ? "KeyMismatch" : Refusals.BODY_UNREADABLE,
          "the record's key and the body's customerId differ; make them equal");
    }
    return command;
  }

  private static PermissionCommand readByTheFirst(Input input, PermissionCommandType type)
      throws UnreadableInputException {
    try {
      // Jackson reads the JSON literal null as a null command.
      return Objects.requireNonNull(MAPPER.readValue(input.body(), bodyOf(type)));
    } catch (IOException | RuntimeException e) {
      throw new UnreadableInputException("Unreadable", "the body is not a " + input.type());
    }
  }

  private static PermissionCommand read(Input input, PermissionCommandType type)
      throws UnreadableInputException {
    try {
      return BODIES.get(type).read(input.body());
    } catch (EventJson.UnreadableException e) {
      throw new UnreadableInputException(Refusals.BODY_UNREADABLE, e.getMessage() + '.');
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
      // An unreadable command names nobody, so the actor is absent.
      return Optional.empty();
    }
  }

  /** The type name of the requested command, also for attempts beyond a role. */
  static String asked(PermissionCommand command) {
    return command instanceof AttemptBeyondRole beyond
        ? beyond.attempted()
        : typeOf(command).typeName();
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
