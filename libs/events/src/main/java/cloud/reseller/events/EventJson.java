package cloud.reseller.events;

import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON form of facts, requests and outcomes. A type has a stable name such as {@code
 * ReservationPurchased.v1}; unknown fields are tolerated when reading, missing ones are not, and
 * values are never coerced to another type.
 */
public final class EventJson {

  private static final Map<String, BodyCodec<?>> BY_NAME = new LinkedHashMap<>();
  private static final Map<Class<?>, BodyCodec<?>> BY_TYPE = new HashMap<>();

  static {
    // Type names are stored permanently; a class may be renamed.
    register("CustomerAdded.v1", PermissionEvent.CustomerAdded.class);
    register("SubscriptionAdded.v1", PermissionEvent.SubscriptionAdded.class);
    register("SubscriptionSuspended.v1", PermissionEvent.SubscriptionSuspended.class);
    register("SubscriptionReactivated.v1", PermissionEvent.SubscriptionReactivated.class);
    register("SubscriptionDeleted.v1", PermissionEvent.SubscriptionDeleted.class);
    register("OwnerAssigned.v1", PermissionEvent.OwnerAssigned.class);
    register("OwnerRemoved.v1", PermissionEvent.OwnerRemoved.class);
    register(
        "CustomerPurchasePermissionCreated.v1",
        PermissionEvent.CustomerPurchasePermissionCreated.class);
    register(
        "CustomerPurchasePermissionUpdated.v1",
        PermissionEvent.CustomerPurchasePermissionUpdated.class);
    register(
        "CustomerPurchasePermissionDeleted.v1",
        PermissionEvent.CustomerPurchasePermissionDeleted.class);
    register("PriceRuleSet.v1", PermissionEvent.PriceRuleSet.class);
    register("PriceRuleRemoved.v1", PermissionEvent.PriceRuleRemoved.class);
    register("PurchaseLimitSet.v1", PermissionEvent.PurchaseLimitSet.class);
    register("PurchaseLimitRemoved.v1", PermissionEvent.PurchaseLimitRemoved.class);
    register("CommandRefused.v1", CommandRefused.class);
    register("CommandParked.v1", CommandParked.class);
    register("CommandRepeated.v1", CommandRepeated.class);
    register("PriceSheetLine.v1", CatalogueEvent.PriceSheetLineV1.class);
    register("PriceSheetPublished.v1", CatalogueEvent.PriceSheetPublishedV1.class);
    register("PriceSheetLine.v2", CatalogueEvent.PriceSheetLine.class);
    register("PriceSheetPublished.v2", CatalogueEvent.PriceSheetPublished.class);
    register("FlexibilityRatio.v1", CatalogueEvent.FlexibilityRatio.class);
    register("FlexibilityRatiosPublished.v1", CatalogueEvent.FlexibilityRatiosPublishedV1.class);
    register("FlexibilityRatiosPublished.v2", CatalogueEvent.FlexibilityRatiosPublished.class);
    register("PurchaseAccepted.v1", PurchaseOutcome.PurchaseAccepted.class);
    register("PurchaseRejected.v1", PurchaseOutcome.PurchaseRejected.class);
    register("PurchaseParked.v1", PurchaseOutcome.PurchaseParked.class);
    register("DirectoryUser.v1", DirectoryUser.class);
    register("DirectoryErased.v1", DirectoryErased.class);
    register("DirectoryAnswer.v1", DirectoryAnswer.class);
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

  private static void register(String name, Class<?> type) {
    register(type, BodyCodec.of(name, type));
  }

  private static void register(Class<?> type, BodyCodec<?> body) {
    BY_NAME.put(body.name(), body);
    BY_TYPE.put(type, body);
  }

  /** A mapper with the settings every stored body is written and read with. */
  public static JsonMapper mapper() {
    return StrictJson.mapper();
  }

  /**
   * For mappers of other JSON forms: rejects strings that an event could not hold, and reads times
   * only from strings.
   */
  public static Module texts() {
    return StrictJson.texts();
  }

  /** All type names. */
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
   * The codec of one published type.
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
   * cause, because Jackson's own messages repeat values.
   */
  public static final class UnreadableException extends Exception {

    private final boolean json;

    UnreadableException(boolean json, String message) {
      super(message, null, false, false);
      this.json = json;
    }

    /** False if the body is not valid JSON, or has a duplicate name in an object. */
    public boolean isJson() {
      return json;
    }
  }
}
