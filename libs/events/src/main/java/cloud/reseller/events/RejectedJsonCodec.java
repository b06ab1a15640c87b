package cloud.reseller.events;

import static cloud.reseller.events.Streamed.actor;

import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;

/** Codec of refused purchases. */
final class RejectedJsonCodec extends StreamedJsonCodec<ReservationPurchaseRejected> {

  private static final SerializableString CUSTOMER_ID = name("customerId");
  private static final SerializableString REQUEST_ID = name("requestId");
  private static final SerializableString CODE = name("code");
  private static final SerializableString TEXT = name("text");
  private static final SerializableString RESTS_ON = name("restsOn");
  private static final SerializableString ORIGIN = name("origin");
  private static final SerializableString BY = name("by");

  @Override
  void write(ReservationPurchaseRejected rejected, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text(json, CUSTOMER_ID, rejected.customerId());
    text(json, REQUEST_ID, rejected.requestId());
    text(json, CODE, rejected.code());
    text(json, TEXT, rejected.text());
    text(json, RESTS_ON, rejected.restsOn());
    text(json, ORIGIN, rejected.origin().name());
    actor(json, BY, rejected.by());
    json.writeEndObject();
  }

  @Override
  ReservationPurchaseRejected read(JsonParser json) throws IOException {
    ReservationPurchaseRejected rejected =
        new ReservationPurchaseRejected(
            text(json, CUSTOMER_ID),
            text(json, REQUEST_ID),
            text(json, CODE),
            text(json, TEXT),
            text(json, RESTS_ON),
            Actor.Side.valueOf(text(json, ORIGIN)),
            actor(json, BY));
    end(json);
    return rejected;
  }
}
