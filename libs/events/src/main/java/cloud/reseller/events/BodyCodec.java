package cloud.reseller.events;

import cloud.reseller.events.EventJson.UnreadableException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes values of one type as the body of a record and reads them back, for a service's private
 * commands as well as for published facts.
 *
 * @param <T> the type
 */
public final class BodyCodec<T> {

  private static final JsonMapper MAPPER = StrictJson.mapper();
  private static final JsonFactory STREAMS = new JsonFactory();

  private final String name;
  private final Class<T> type;
  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final Optional<StreamedJsonCodec<T>> streamed;

  private BodyCodec(String name, Class<T> type, Optional<StreamedJsonCodec<T>> streamed) {
    this.name = name;
    this.type = type;
    this.writer = MAPPER.writerFor(type);
    this.reader = MAPPER.readerFor(type);
    this.streamed = streamed;
  }

  /**
   * A codec for one type.
   *
   * @param name its stable name
   */
  public static <T> BodyCodec<T> of(String name, Class<T> type) {
    return new BodyCodec<>(name, type, Optional.empty());
  }

  /**
   * A codec for a type on the hot path, with a hand-written streaming form. Bodies are the same.
   */
  static <T> BodyCodec<T> streamed(String name, Class<T> type, StreamedJsonCodec<T> form) {
    return new BodyCodec<>(name, type, Optional.of(form));
  }

  /** The stable name of the type. */
  public String name() {
    return name;
  }

  /**
   * Writes a value as UTF-8 JSON.
   *
   * @throws IllegalArgumentException if it holds text that {@link #read} would refuse, because a
   *     fact that cannot be read closes its customer
   */
  public byte[] write(T value) {
    byte[] body;
    try {
      body =
          streamed.isPresent()
              ? writeStreamed(streamed.get(), value)
              : writer.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " cannot be written", e);
    }
    if (!StrictStringDeserializer.isCertainIn(body)) {
      try {
        readInGeneral(body);
      } catch (UnreadableException e) {
        throw new IllegalArgumentException(e.getMessage());
      }
    }
    return body;
  }

  @SuppressWarnings("unchecked")
  <V> BodyCodec<V> as(Class<V> wanted) {
    if (wanted != type) {
      throw new IllegalArgumentException(name + " is not of " + wanted);
    }
    return (BodyCodec<V>) this;
  }

  byte[] writeAny(Object value) {
    return write(type.cast(value));
  }

  private static <T> byte[] writeStreamed(StreamedJsonCodec<T> form, T value) throws IOException {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(STREAMS._getBufferRecycler())) {
      try (JsonGenerator json = STREAMS.createGenerator(bytes)) {
        form.write(value, json);
      }
      return bytes.getClearAndRelease();
    }
  }

  /**
   * Reads the value in a body.
   *
   * @throws UnreadableException if it is not one of this type
   */
  public T read(byte[] body) throws UnreadableException {
    if (streamed.isPresent() && StrictStringDeserializer.isCertainIn(body)) {
      try (JsonParser json = STREAMS.createParser(body)) {
        return streamed.get().readWhole(json);
      } catch (IOException | RuntimeException unsure) {
        // Whatever the streaming form is unsure about is left to the general one, which can refuse
        // it with a reason.
      }
    }
    return readInGeneral(body);
  }

  private T readInGeneral(byte[] body) throws UnreadableException {
    if (!StrictStringDeserializer.isUtf8(body)) {
      throw new UnreadableException(false, name + ": the body is not JSON in UTF-8");
    }
    T value;
    try {
      value = reader.readValue(body);
    } catch (IOException | RuntimeException e) {
      InvalidJson complaint = InvalidJson.about(e);
      throw new UnreadableException(complaint.isJson(), name + ": " + complaint.text());
    }
    // Jackson reads the JSON literal null as a null value.
    if (value == null) {
      throw new UnreadableException(true, name + ": the body must be an object");
    }
    return value;
  }
}
