package cloud.reseller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import cloud.reseller.log.decide.UnreadableInputException;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A minimal workload: a counter may or may not sell, and sales are numbered. Requests and outcomes
 * are JSON of 400 bytes, read and written by Jackson.
 */
final class Ticket implements Work {

  private static final String REQUESTS = "ticket-requests";
  private static final String FACTS = "counter-events";
  private static final DeciderSpec SPEC =
      new DeciderSpec(
          "ticket",
          List.of(REQUESTS),
          "ticket-events",
          List.of(),
          List.of(FACTS),
          Optional.empty(),
          PARTITIONS);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BYTES = 400;

  @Override
  public DeciderSpec spec() {
    return SPEC;
  }

  @Override
  public DeciderRunner<?, ?, ?, ?> decider(
      DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics) {
    return new DeciderRunner<>(
        SPEC,
        settings,
        new Selling(),
        new Words(),
        new Codec(),
        SharedStateCodec.constant(true),
        snapshots,
        metrics);
  }

  @Override
  public void facts(Consumer<ProducerRecord<byte[], byte[]>> log) {
    for (int i = 0; i < CUSTOMERS; i++) {
      if (i % 100 >= REFUSED) {
        log.accept(record(FACTS, i, "Opened", fact("customer-" + i)));
      }
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> request(int customer, UUID id) {
    ProducerRecord<byte[], byte[]> record =
        record(REQUESTS, customer, "Ticket.v1", request("customer-" + customer, id.toString()));
    record.headers().add("ce_id", utf8(id.toString()));
    return record;
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int customer, String type, byte[] body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, utf8("customer-" + customer), body);
    record.headers().add("ce_type", utf8(type));
    return record;
  }

  /** A request; the note fills it up to 400 bytes. */
  record Wanted(String counter, String buyer, String kind, int seats, String plan, String note) {}

  /** An outcome or a fact. */
  record Told(
      String counter,
      String buyer,
      String kind,
      int seats,
      long number,
      String code,
      String note) {}

  /** The state of a counter. */
  record Counter(boolean open, long sold) {}

  private static byte[] request(String counter, String id) {
    return filled(note -> new Wanted(counter, id, "Standard_D2s_v5", 1, "Upfront", note));
  }

  private static byte[] fact(String counter) {
    return filled(note -> new Told(counter, "", "", 0, 0, "", note));
  }

  private static byte[] filled(Function<String, Object> made) {
    try {
      int bare = JSON.writeValueAsBytes(made.apply("")).length;
      return JSON.writeValueAsBytes(made.apply("x".repeat(BYTES - bare)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sells where the counter is open. */
  static final class Selling implements Decider<Wanted, Counter, Boolean, Told> {

    private static final Counter CLOSED = new Counter(false, 0);

    @Override
    public int newest() {
      return 1;
    }

    @Override
    public Counter initial() {
      return CLOSED;
    }

    @Override
    public Boolean initialShared() {
      return true;
    }

    @Override
    public Counter evolve(Counter state, Fact<Told> fact) {
      return switch (fact.event().code()) {
        case "opened" -> new Counter(true, state.sold());
        case "sold" -> new Counter(state.open(), state.sold() + 1);
        default -> state;
      };
    }

    @Override
    public Boolean evolveShared(Boolean shared, Fact<Told> fact) {
      return shared;
    }

    @Override
    public Decision<Told> decide(Request<Wanted> request, Counter state, Boolean shared) {
      Wanted w = request.body();
      return state.open()
          ? new Decision.Accepted<>(
              new Told(
                  w.counter(), w.buyer(), w.kind(), w.seats(), state.sold() + 1, "sold", w.note()))
          : new Decision.Refused<>(
              "CounterClosed",
              new Told(w.counter(), w.buyer(), w.kind(), w.seats(), 0, "CounterClosed", w.note()));
    }
  }

  /** Reads and writes JSON. */
  static final class Words implements MessageCodec<Wanted, Told> {

    private final ObjectReader wanted = JSON.readerFor(Wanted.class);
    private final ObjectReader told = JSON.readerFor(Told.class);
    private final ObjectWriter writer = JSON.writerFor(Told.class);

    @Override
    public Wanted readInput(Input input) throws UnreadableInputException {
      try {
        return wanted.readValue(input.body());
      } catch (IOException e) {
        throw new UnreadableInputException("BodyInvalid", "the body is not a request");
      }
    }

    @Override
    public Told readFact(String type, byte[] body) throws IOException {
      Told fact = told.readValue(body);
      return type.equals("Opened") ? new Told(fact.counter(), "", "", 0, 0, "opened", "") : fact;
    }

    @Override
    public String typeOf(Told event) {
      return event.code().equals("sold") ? "Sold.v1" : "Refused.v1";
    }

    @Override
    public byte[] write(Told event) {
      try {
        return writer.writeValueAsBytes(event);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Told refused(Input input, String code, String text, String restsOn) {
      return new Told(input.key(), input.id(), "", 0, 0, code, text + restsOn);
    }

    @Override
    public Told parked(Input input, String reason) {
      return new Told(input.key(), input.id(), "", 0, 0, "parked", reason);
    }

    @Override
    public Told repeated(Input input, Position first) {
      return new Told(input.key(), input.id(), "", 0, 0, "repeated", first.toString());
    }

    @Override
    public List<Copy> copies(Input input, Told event) {
      return List.of();
    }
  }

  /** A counter in nine bytes. */
  static final class Codec implements StateCodec<Counter> {

    @Override
    public int version() {
      return 1;
    }

    @Override
    public byte[] write(Counter state) {
      return ByteBuffer.allocate(9)
          .put((byte) (state.open() ? 1 : 0))
          .putLong(state.sold())
          .array();
    }

    @Override
    public Counter read(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Counter(buffer.get() == 1, buffer.getLong());
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
