package cloud.reseller.permissions.write;

import cloud.reseller.events.EventJson;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.permissions.write.state.Customer;
import cloud.reseller.permissions.write.state.Customer.Known;
import cloud.reseller.permissions.write.state.Customer.Unknown;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Codec of a customer's state in snapshots: JSON, or an empty array for an unknown customer. */
public final class CustomerCodec implements StateCodec<Customer> {

  private static final JsonMapper MAPPER = EventJson.mapper();

  @Override
  public int version() {
    return 4;
  }

  @Override
  public byte[] write(Customer state) {
    return switch (state) {
      case Unknown _ -> new byte[0];
      case Known known -> json(known);
    };
  }

  private static byte[] json(Known known) {
    try {
      return MAPPER.writeValueAsBytes(known);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the state of a customer", e);
    }
  }

  @Override
  public Customer read(byte[] bytes) {
    try {
      return bytes.length == 0 ? new Unknown() : MAPPER.readValue(bytes, Known.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not the state of a customer", e);
    }
  }
}
