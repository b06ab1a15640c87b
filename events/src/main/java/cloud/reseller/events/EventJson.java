package cloud.reseller.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How facts, requests and outcomes are written. A type has a stable name such as {@code
 * ReservationPurchased.v1}; unknown fields are tolerated when reading, missing ones are not, and no
 * value is read as another kind of value.
 */
public final class EventJson {

  private static final JsonMapper MAPPER = mapper();

  private static final List<Class<?>> TYPES =
      List.of(
          PermissionEvent.CustomerAdded.class,
          PermissionEvent.SubscriptionAdded.class,
          PermissionEvent.SubscriptionSuspended.class,
          PermissionEvent.SubscriptionReactivated.class,
          PermissionEvent.SubscriptionDeleted.class,
          PermissionEvent.OwnerAssigned.class,
          PermissionEvent.OwnerRemoved.class,
          PermissionEvent.CustomerPurchasePermissionCreated.class,
          PermissionEvent.CustomerPurchasePermissionUpdated.class,
          PermissionEvent.CustomerPurchasePermissionDeleted.class,
          PermissionEvent.PriceRuleSet.class,
          PermissionEvent.PriceRuleRemoved.class,
          PermissionEvent.PurchaseLimitSet.class,
          PermissionEvent.PurchaseLimitRemoved.class,
          CommandRefused.class,
          CommandParked.class,
          CommandRepeated.class,
          ReservationEvent.ReservationPurchased.class,
          ReservationEvent.ReservationPurchaseRejected.class,
          CatalogueEvent.PriceSheetLine.class,
          CatalogueEvent.PriceSheetPublished.class,
          CatalogueEvent.FlexibilityRatio.class,
          CatalogueEvent.FlexibilityRatiosPublished.class,
          PurchaseOutcome.PurchaseAccepted.class,
          PurchaseOutcome.PurchaseRejected.class,
          DirectoryUser.class);

  private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();
  private static final Map<Class<?>, String> NAMES = new HashMap<>();
  private static final Map<Class<?>, ObjectWriter> WRITERS = new HashMap<>();
  private static final Map<Class<?>, ObjectReader> READERS = new HashMap<>();

  static {
    for (Class<?> type : TYPES) {
      register(type, type.getSimpleName() + ".v1");
    }
    register(PurchaseRequest.class, "PurchaseReservation.v1");
  }

  private EventJson() {}

  private static void register(Class<?> type, String name) {
    BY_NAME.put(name, type);
    NAMES.put(type, name);
    WRITERS.put(type, MAPPER.writerFor(type));
    READERS.put(type, MAPPER.readerFor(type));
  }

  /** A mapper with the settings every stored body is written and read with. */
  public static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantText()))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .withCoercionConfig(
            LogicalType.Enum,
            c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Textual,
            c ->
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
        .build();
  }

  /** Every type name there is. */
  public static Collection<String> typeNames() {
    return BY_NAME.keySet();
  }

  /**
   * The stable name of a value's type.
   *
   * @throws IllegalArgumentException if the type is not part of the published language
   */
  public static String typeName(Object value) {
    String name = NAMES.get(value.getClass());
    if (name == null) {
      throw new IllegalArgumentException(value.getClass() + " is not a published type");
    }
    return name;
  }

  /**
   * Writes a value as UTF-8 JSON.
   *
   * @throws IllegalArgumentException if its type is not part of the published language
   */
  public static byte[] write(Object value) {
    String name = typeName(value);
    try {
      return WRITERS.get(value.getClass()).writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + name, e);
    }
  }

  /**
   * Reads a value.
   *
   * @param typeName the stable type name the body was written under
   * @throws Unreadable if the type is unknown or the body is not one of that type
   */
  public static Object read(String typeName, byte[] body) throws Unreadable {
    Class<?> type = BY_NAME.get(typeName);
    if (type == null) {
      throw new Unreadable(
          "the type must be one of the published names; it is "
              + (typeName.length() > 100 ? "something longer than any" : '"' + typeName + '"'));
    }
    Object value;
    try {
      value = READERS.get(type).readValue(body);
    } catch (IOException | RuntimeException e) {
      throw new Unreadable(typeName + ": " + Complaint.about(e));
    }
    // The JSON text null is a value to the library.
    if (value == null) {
      throw new Unreadable(typeName + ": the body must be an object");
    }
    return value;
  }

  /**
   * A body that cannot be read. The message names the field and never repeats a value; there is no
   * cause, because the library's own messages do repeat values.
   */
  public static final class Unreadable extends Exception {

    private Unreadable(String message) {
      super(message, null, false, false);
    }
  }

  /** The library's own reader also takes numbers, and text that holds a number, for a time. */
  private static final class InstantText extends StdScalarDeserializer<Instant> {

    private InstantText() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        try {
          return Instant.parse(parser.getText());
        } catch (DateTimeException notATime) {
          return (Instant) context.handleWeirdStringValue(Instant.class, "", "not a time");
        }
      }
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
  }
}
