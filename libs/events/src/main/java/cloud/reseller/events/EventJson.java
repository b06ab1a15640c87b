package cloud.reseller.events;

import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
          CatalogueEvent.PriceSheetLine.class,
          CatalogueEvent.PriceSheetPublished.class,
          CatalogueEvent.FlexibilityRatio.class,
          CatalogueEvent.FlexibilityRatiosPublished.class,
          PurchaseOutcome.PurchaseAccepted.class,
          PurchaseOutcome.PurchaseRejected.class,
          PurchaseOutcome.PurchaseParked.class,
          DirectoryUser.class,
          DirectoryErased.class,
          DirectoryAnswer.class);

  private static final Map<String, BodyCodec<?>> BY_NAME = new LinkedHashMap<>();
  private static final Map<Class<?>, BodyCodec<?>> BY_TYPE = new HashMap<>();

  static {
    for (Class<?> type : TYPES) {
      register(type, BodyCodec.of(type.getSimpleName() + ".v1", type));
    }
    register(
        PurchaseRequest.class,
        BodyCodec.streamed(
            ReservationCommandType.PURCHASE_RESERVATION.typeName(),
            PurchaseRequest.class,
            new RequestJsonCodec()));
    register(
        ReservationPurchased.class,
        BodyCodec.streamed(
            "ReservationPurchased.v1", ReservationPurchased.class, new PurchasedJsonCodec()));
    register(
        ReservationPurchaseRejected.class,
        BodyCodec.streamed(
            "ReservationPurchaseRejected.v1",
            ReservationPurchaseRejected.class,
            new RejectedJsonCodec()));
  }

  private EventJson() {}

  private static void register(Class<?> type, BodyCodec<?> body) {
    BY_NAME.put(body.name(), body);
    BY_TYPE.put(type, body);
  }

  /** A mapper with the settings every stored body is written and read with. */
  public static JsonMapper mapper() {
    return StrictJson.mapper();
  }

  /**
   * For a mapper of another form: takes no text an event could not hold, and times as text alone.
   */
  public static Module texts() {
    return StrictJson.texts();
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
    return body(value.getClass()).name();
  }

  /**
   * The bodies of one published type.
   *
   * @throws IllegalArgumentException if the type is not part of the published language
   */
  public static <T> BodyCodec<T> body(Class<T> type) {
    BodyCodec<?> body = BY_TYPE.get(type);
    if (body == null) {
      throw new IllegalArgumentException(type + " is not a published type");
    }
    return body.as(type);
  }

  /**
   * Writes a value as UTF-8 JSON.
   *
   * @throws IllegalArgumentException if its type is not part of the published language, or it holds
   *     text that {@link #read} would refuse
   */
  public static byte[] write(Object value) {
    return body(value.getClass()).writeAny(value);
  }

  /**
   * Reads a value.
   *
   * @param typeName the stable type name the body was written under
   * @throws UnreadableException if the type is unknown or the body is not one of that type
   */
  public static Object read(String typeName, byte[] body) throws UnreadableException {
    BodyCodec<?> known = BY_NAME.get(typeName);
    if (known == null) {
      throw new UnreadableException(
          true,
          "the type must be one of the published names; it is "
              + (typeName.length() > 100 ? "something longer than any" : '"' + typeName + '"'));
    }
    return known.read(body);
  }

  /**
   * A body that cannot be read. The message names the field and never repeats a value; there is no
   * cause, because the library's own messages do repeat values.
   */
  public static final class UnreadableException extends Exception {

    private final boolean json;

    UnreadableException(boolean json, String message) {
      super(message, null, false, false);
      this.json = json;
    }

    /** False if the body is not JSON at all, or has a name twice in one object. */
    public boolean isJson() {
      return json;
    }
  }
}
