package cloud.reseller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.Language;
import cloud.reseller.log.decide.Request;
import cloud.reseller.log.decide.Rules;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.UnreadableInput;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The decision the figures are made with: a counter may or may not sell, and each sale carries its
 * number. Requests and outcomes are JSON of 400 bytes, read and written by Jackson.
 */
final class Ticket {

  static final int PARTITIONS = 12;
  static final String REQUESTS = "ticket-requests";
  static final String OUTCOMES = "ticket-events";
  static final String FACTS = "counter-events";
  static final DeciderSpec SPEC =
      new DeciderSpec(
          "ticket",
          List.of(REQUESTS),
          OUTCOMES,
          List.of(),
          List.of(FACTS),
          Optional.empty(),
          PARTITIONS);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BYTES = 400;

  private Ticket() {}

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

  /** What is known of a counter. */
  record Counter(boolean open, long sold) {}

  static byte[] request(String counter, String id) {
    return filled(note -> new Wanted(counter, id, "Standard_D2s_v5", 1, "Upfront", note));
  }

  static byte[] fact(String counter) {
    return filled(note -> new Told(counter, "", "", 0, 0, "", note));
  }

  private static byte[] filled(java.util.function.Function<String, Object> made) {
    try {
      int bare = JSON.writeValueAsBytes(made.apply("")).length;
      return JSON.writeValueAsBytes(made.apply("x".repeat(BYTES - bare)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sells where the counter is open. */
  static final class Selling implements Rules<Wanted, Counter, Boolean, Told> {

    private static final Counter CLOSED = new Counter(false, 0);

    @Override
    public int number() {
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
      String note = w.note().substring(0, Math.min(w.note().length(), 190));
      return state.open()
          ? new Decision.Accepted<>(
              new Told(w.counter(), w.buyer(), w.kind(), w.seats(), state.sold() + 1, "sold", note))
          : new Decision.Refused<>(
              "CounterClosed",
              new Told(w.counter(), w.buyer(), w.kind(), w.seats(), 0, "CounterClosed", note));
    }
  }

  /** JSON both ways. */
  static final class Words implements Language<Wanted, Told> {

    private final ObjectReader wanted = JSON.readerFor(Wanted.class);
    private final ObjectReader told = JSON.readerFor(Told.class);
    private final ObjectWriter writer = JSON.writerFor(Told.class);

    @Override
    public Wanted readInput(Input input) throws UnreadableInput {
      try {
        return wanted.readValue(input.body());
      } catch (IOException e) {
        throw new UnreadableInput("BodyInvalid", "the body is not a request");
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

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
