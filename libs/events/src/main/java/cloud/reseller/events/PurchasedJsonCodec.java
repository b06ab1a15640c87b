package cloud.reseller.events;

import static cloud.reseller.events.Streamed.actor;
import static cloud.reseller.events.Streamed.money;
import static cloud.reseller.events.Streamed.price;
import static cloud.reseller.events.Streamed.scope;

import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Codec of purchases, which are written for every accepted request and read by every restore and
 * projection.
 */
final class PurchasedJsonCodec extends StreamedJsonCodec<ReservationPurchased> {

  private static final SerializableString CUSTOMER_ID = name("customerId");
  private static final SerializableString PARTNER_ID = name("partnerId");
  private static final SerializableString REQUEST_ID = name("requestId");
  private static final SerializableString ORDER_ID = name("orderId");
  private static final SerializableString RESERVATION_ID = name("reservationId");
  private static final SerializableString SUBSCRIPTION_ID = name("subscriptionId");
  private static final SerializableString SKU = name("sku");
  private static final SerializableString SHEET_SKU = name("sheetSku");
  private static final SerializableString REGION = name("region");
  private static final SerializableString TERM = name("term");
  private static final SerializableString BILLING_PLAN = name("billingPlan");
  private static final SerializableString QUANTITY = name("quantity");
  private static final SerializableString SCOPE = name("scope");
  private static final SerializableString FLEXIBILITY = name("flexibility");
  private static final SerializableString DISPLAY_NAME = name("displayName");
  private static final SerializableString PARTNER_COST = name("partnerCost");
  private static final SerializableString CUSTOMER_PRICE = name("customerPrice");
  private static final SerializableString PRICE = name("price");
  private static final SerializableString SHEET = name("sheet");
  private static final SerializableString ORIGIN = name("origin");
  private static final SerializableString GRANT = name("grant");
  private static final SerializableString BY = name("by");
  private static final SerializableString PURCHASED_AT = name("purchasedAt");
  private static final SerializableString EXPIRES_AT = name("expiresAt");
  private static final SerializableString RENEW = name("renew");
  private static final SerializableString REVIEW_AT = name("reviewAt");

  @Override
  void write(ReservationPurchased bought, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text(json, CUSTOMER_ID, bought.customerId());
    text(json, PARTNER_ID, bought.partnerId());
    text(json, REQUEST_ID, bought.requestId());
    text(json, ORDER_ID, bought.orderId());
    text(json, RESERVATION_ID, bought.reservationId());
    text(json, SUBSCRIPTION_ID, bought.subscriptionId());
    text(json, SKU, bought.sku());
    text(json, SHEET_SKU, bought.sheetSku());
    text(json, REGION, bought.region());
    text(json, TERM, bought.term().name());
    text(json, BILLING_PLAN, bought.billingPlan().name());
    number(json, QUANTITY, bought.quantity());
    scope(json, SCOPE, bought.scope());
    text(json, FLEXIBILITY, bought.flexibility().name());
    text(json, DISPLAY_NAME, bought.displayName());
    money(json, PARTNER_COST, bought.partnerCost());
    money(json, CUSTOMER_PRICE, bought.customerPrice());
    price(json, PRICE, bought.price());
    text(json, SHEET, bought.sheet());
    text(json, ORIGIN, bought.origin().name());
    text(json, GRANT, bought.grant());
    actor(json, BY, bought.by());
    time(json, PURCHASED_AT, bought.purchasedAt());
    time(json, EXPIRES_AT, bought.expiresAt());
    flag(json, RENEW, bought.renew());
    if (bought.reviewAt().isPresent()) {
      time(json, REVIEW_AT, bought.reviewAt().get());
    }
    json.writeEndObject();
  }

  @Override
  ReservationPurchased read(JsonParser json) throws IOException {
    return new ReservationPurchased(
        text(json, CUSTOMER_ID),
        text(json, PARTNER_ID),
        text(json, REQUEST_ID),
        text(json, ORDER_ID),
        text(json, RESERVATION_ID),
        text(json, SUBSCRIPTION_ID),
        text(json, SKU),
        text(json, SHEET_SKU),
        text(json, REGION),
        Term.valueOf(text(json, TERM)),
        BillingPlan.valueOf(text(json, BILLING_PLAN)),
        Math.toIntExact(number(json, QUANTITY)),
        scope(json, SCOPE),
        Flexibility.valueOf(text(json, FLEXIBILITY)),
        text(json, DISPLAY_NAME),
        money(json, PARTNER_COST),
        money(json, CUSTOMER_PRICE),
        price(json, PRICE),
        text(json, SHEET),
        Actor.Side.valueOf(text(json, ORIGIN)),
        text(json, GRANT),
        actor(json, BY),
        time(json, PURCHASED_AT),
        time(json, EXPIRES_AT),
        flag(json, RENEW),
        reviewAt(json));
  }

  /** Reads the optional last field, or the end of the object. */
  private static Optional<Instant> reviewAt(JsonParser json) throws IOException {
    if (json.nextFieldName(REVIEW_AT)) {
      Instant at = time(json);
      end(json);
      return Optional.of(at);
    }
    if (!json.hasToken(JsonToken.END_OBJECT)) {
      throw unsure();
    }
    return Optional.empty();
  }
}
