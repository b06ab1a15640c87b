package cloud.reseller.log.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.Position;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A domain just large enough to try the mechanism on: a gate is opened and closed by one service,
 * and passes through it are asked of another. A pass may be timed: it then ends by itself.
 */
public final class Gate {

  public static final String COMMANDS = "gate-commands";
  public static final String FACTS = "gate-events";
  static final String REQUESTS = "pass-requests";
  static final String OUTCOMES = "pass-events";
  static final String ANSWERS = "pass-answers";
  public static final String TARIFF = "tariff-events";

  private Gate() {}

  /** Everything either service may write or read; written as "type|text". */
  public sealed interface Fact {
    record Opened() implements Fact {}

    record Closed() implements Fact {}

    record Passed(String id, long count, String grant, String tariff, long endsAtMillis)
        implements Fact {}

    record Ended(String id) implements Fact {}

    record Refused(String code, String text, String restsOn) implements Fact {}

    record Parked(String reason) implements Fact {}

    record Repeated(String first) implements Fact {}

    record Tariff(String name) implements Fact {}
  }

  /** What is asked. */
  public sealed interface Ask {
    record Open() implements Ask {}

    record Close() implements Ask {}

    /** A pass that ends after so many milliseconds; 0 for one that does not end. */
    record Pass(long millis) implements Ask {}

    record Explode() implements Ask {}

    record Poison() implements Ask {}

    /** What the rules throw an error of that name at. */
    record Fail(String error) implements Ask {}

    /** A pass whose outcome is that long. */
    record Shout(int bytes) implements Ask {}
  }

  /** What is known of one gate. */
  public record State(
      boolean open, String openedAt, String closedAt, long passes, List<Timed> timed) {
    public static final State NEW = new State(false, "", "", 0, List.of());
  }

  record Timed(String id, long endsAtMillis) {}

  /** The rules of both services; each uses its half. */
  public static class Both implements Decider<Ask, State, String, Fact> {

    @Override
    public int newest() {
      return 2;
    }

    @Override
    public State initial() {
      return State.NEW;
    }

    @Override
    public String initialShared() {
      return "none";
    }

    @Override
    public State evolve(State state, cloud.reseller.log.decide.Fact<Fact> fact) {
      return switch (fact.event()) {
        case Fact.Opened f ->
            new State(
                true, fact.position().toString(), state.closedAt(), state.passes(), state.timed());
        case Fact.Closed f ->
            new State(
                false, state.openedAt(), fact.position().toString(), state.passes(), state.timed());
        case Fact.Passed f when f.id().equals("poison") -> throw error("state");
        case Fact.Passed f ->
            new State(
                state.open(),
                state.openedAt(),
                state.closedAt(),
                state.passes() + 1,
                f.endsAtMillis() == 0
                    ? state.timed()
                    : plus(state.timed(), new Timed(f.id(), f.endsAtMillis())));
        case Fact.Ended f ->
            new State(
                state.open(),
                state.openedAt(),
                state.closedAt(),
                state.passes(),
                state.timed().stream().filter(t -> !t.id().equals(f.id())).toList());
        case Fact.Refused f -> state;
        case Fact.Parked f -> state;
        case Fact.Repeated f -> state;
        case Fact.Tariff f -> state;
      };
    }

    private static List<Timed> plus(List<Timed> timed, Timed one) {
      List<Timed> more = new java.util.ArrayList<>(timed);
      more.add(one);
      more.sort(java.util.Comparator.comparingLong(Timed::endsAtMillis));
      return List.copyOf(more);
    }

    @Override
    public String evolveShared(String shared, cloud.reseller.log.decide.Fact<Fact> fact) {
      return fact.event() instanceof Fact.Tariff(String name) ? name : shared;
    }

    @Override
    public Decision<Fact> decide(Request<Ask> request, State state, String tariff) {
      return switch (request.body()) {
        case Ask.Open a ->
            state.open() ? refused("AlreadyOpen", "") : new Decision.Accepted<>(new Fact.Opened());
        case Ask.Close a ->
            state.open() ? new Decision.Accepted<>(new Fact.Closed()) : refused("NotOpen", "");
        case Ask.Pass a ->
            state.open()
                ? new Decision.Accepted<>(
                    new Fact.Passed(
                        request.id(),
                        state.passes() + 1,
                        state.openedAt(),
                        tariff,
                        a.millis() == 0 ? 0 : request.at().toEpochMilli() + a.millis()))
                : refused("GateClosed", state.closedAt());
        case Ask.Fail a -> throw error(a.error());
        case Ask.Explode a -> throw new IllegalStateException("boom");
        case Ask.Shout a ->
            new Decision.Accepted<>(
                new Fact.Passed("!".repeat(a.bytes() - "|0|||0".length()), 0, "", "", 0));
        case Ask.Poison a -> new Decision.Accepted<>(new Fact.Passed("poison", 0, "", tariff, 0));
      };
    }

    @Override
    public Instant nextDue(State state) {
      if (state.timed().stream().anyMatch(timed -> timed.id().equals("dateless"))) {
        throw new IllegalStateException("no date for this");
      }
      return state.timed().isEmpty()
          ? Instant.MAX
          : Instant.ofEpochMilli(state.timed().getFirst().endsAtMillis());
    }

    @Override
    public Fact due(State state, int rules) {
      String id = state.timed().getFirst().id();
      return switch (id) {
        case "endless" -> new Fact.Ended("another");
        case "explosive" -> throw error("due");
        default -> new Fact.Ended(id);
      };
    }

    private static Decision<Fact> refused(String code, String restsOn) {
      return new Decision.Refused<>(code, new Fact.Refused(code, "", restsOn));
    }
  }

  private static Error error(String name) {
    return switch (name) {
      case "overflow" -> new StackOverflowError();
      case "memory" -> new OutOfMemoryError();
      default -> new NoClassDefFoundError(name);
    };
  }

  /** Type names and bodies. */
  public static final class Words implements MessageCodec<Ask, Fact> {

    @Override
    public Ask readInput(Input input) throws UnreadableInputException {
      return switch (input.type()) {
        case "Open" -> new Ask.Open();
        case "Close" -> new Ask.Close();
        case "Pass" -> pass(input);
        case "Explode" -> new Ask.Explode();
        case "Poison" -> new Ask.Poison();
        case "Fail" -> new Ask.Fail(new String(input.body(), UTF_8));
        case "Misread", "Hopeless" -> throw error("codec");
        case "Shout" -> new Ask.Shout(Integer.parseInt(new String(input.body(), UTF_8)));
        default ->
            throw new UnreadableInputException("TypeUnknown", "ce_type is none of this service");
      };
    }

    private static Ask pass(Input input) throws UnreadableInputException {
      String text = new String(input.body(), UTF_8);
      try {
        return new Ask.Pass(text.isEmpty() ? 0 : Long.parseLong(text));
      } catch (NumberFormatException e) {
        throw new UnreadableInputException("BodyInvalid", "millis is not a number");
      }
    }

    @Override
    public Fact readFact(String type, byte[] body) {
      String[] part = new String(body, UTF_8).split("\\|", -1);
      return switch (type) {
        case "Opened" -> new Fact.Opened();
        case "Closed" -> new Fact.Closed();
        case "Passed" ->
            new Fact.Passed(
                part[0], Long.parseLong(part[1]), part[2], part[3], Long.parseLong(part[4]));
        case "Ended" -> new Fact.Ended(part[0]);
        case "Refused" -> new Fact.Refused(part[0], part[1], part[2]);
        case "Parked" -> new Fact.Parked(part[0]);
        case "Repeated" -> new Fact.Repeated(part[0]);
        case "Tariff" -> new Fact.Tariff(part[0]);
        case "Misread" -> throw error("codec");
        default -> throw new IllegalArgumentException("unknown type " + type);
      };
    }

    @Override
    public String typeOf(Fact event) {
      return event.getClass().getSimpleName();
    }

    @Override
    public byte[] write(Fact event) {
      if (event instanceof Fact.Passed passed && passed.id().equals("unwritable")) {
        throw error("codec");
      }
      String text =
          switch (event) {
            case Fact.Opened f -> "";
            case Fact.Closed f -> "";
            case Fact.Passed f ->
                String.join(
                    "|",
                    f.id(),
                    Long.toString(f.count()),
                    f.grant(),
                    f.tariff(),
                    Long.toString(f.endsAtMillis()));
            case Fact.Ended f -> f.id();
            case Fact.Refused f -> String.join("|", f.code(), f.text(), f.restsOn());
            case Fact.Parked f -> f.reason();
            case Fact.Repeated f -> f.first();
            case Fact.Tariff f -> f.name();
          };
      return text.getBytes(UTF_8);
    }

    @Override
    public Fact refused(Input input, String code, String text, String restsOn) {
      if (input.id().equals("unrefusable")) {
        throw error("codec");
      }
      return new Fact.Refused(code, text, restsOn);
    }

    @Override
    public Fact parked(Input input, String reason) {
      if (input.type().equals("Hopeless")) {
        throw error("codec");
      }
      return new Fact.Parked(reason);
    }

    @Override
    public Fact repeated(Input input, Position firstOutcome) {
      if (input.id().equals("unrepeatable")) {
        throw error("codec");
      }
      return new Fact.Repeated(firstOutcome.toString());
    }

    @Override
    public List<Copy> copies(Input input, Fact event) {
      String topic = input.position().topic();
      return topic.endsWith(REQUESTS)
          ? List.of(
              new Copy(topic.replace(REQUESTS, ANSWERS), typeOf(event), input.id().getBytes(UTF_8)))
          : List.of();
    }
  }

  /** A state as text. */
  public static final class Codec implements StateCodec<State> {

    @Override
    public int version() {
      return 1;
    }

    @Override
    public byte[] write(State state) {
      StringBuilder text = new StringBuilder();
      text.append(state.open()).append('|').append(state.openedAt()).append('|');
      text.append(state.closedAt()).append('|').append(state.passes());
      state
          .timed()
          .forEach(t -> text.append('|').append(t.id()).append('=').append(t.endsAtMillis()));
      return text.toString().getBytes(UTF_8);
    }

    @Override
    public State read(byte[] bytes) {
      String[] part = new String(bytes, UTF_8).split("\\|", -1);
      List<Timed> timed = new java.util.ArrayList<>();
      for (int i = 4; i < part.length; i++) {
        int eq = part[i].indexOf('=');
        timed.add(new Timed(part[i].substring(0, eq), Long.parseLong(part[i].substring(eq + 1))));
      }
      return new State(
          Boolean.parseBoolean(part[0]), part[1], part[2], Long.parseLong(part[3]), timed);
    }
  }

  /** The tariff, a piece to a letter. */
  public static final class TariffCodec implements SharedStateCodec<String> {

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Iterator<byte[]> write(String tariff) {
      return tariff.chars().mapToObj(letter -> new byte[] {(byte) letter}).iterator();
    }

    @Override
    public String read(Iterator<byte[]> pieces) {
      StringBuilder tariff = new StringBuilder();
      pieces.forEachRemaining(piece -> tariff.append((char) piece[0]));
      return tariff.toString();
    }
  }

  /** The service that opens and closes; its topics begin with the prefix. */
  public static DeciderSpec keeper(String prefix, int partitions) {
    return new DeciderSpec(
        prefix + "gate",
        List.of(prefix + COMMANDS),
        prefix + FACTS,
        List.of(),
        List.of(),
        Optional.empty(),
        partitions);
  }

  /** The service that lets pass; its topics begin with the prefix. */
  public static DeciderSpec warden(String prefix, int partitions) {
    return new DeciderSpec(
        prefix + "pass",
        List.of(prefix + REQUESTS),
        prefix + OUTCOMES,
        List.of(prefix + ANSWERS),
        List.of(prefix + FACTS),
        Optional.of(prefix + TARIFF),
        partitions);
  }
}
