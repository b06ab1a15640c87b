package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.Oddities.Oddity;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Sends thousands of messages, several on one connection, in any pieces: the service sees exactly
 * the requests that were answered, byte for byte, and never one that was not sent. {@code
 * -Ddifferential.seed=N} makes another choice of neighbours, pieces and pairs of oddities.
 */
@QuarkusTest
@WithTestResource(RecordingBackEnd.class)
class DifferentialTest {

  private static final long SEED = Long.getLong("differential.seed", 20_260_101L);
  private static final String END = "the end";
  private static final int PAIRS = 1_500;
  private static final String SERVICE = "/v1/customers/";

  @TestHTTPResource("/")
  URI door;

  @Seen Map<String, List<String>> seen;

  @Late Map<String, Semaphore> late;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  /** Words of both tests: what services saw outlives each of them. */
  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();

  /** What the paths of odd messages begin with. */
  private String odd = SERVICE + "w";

  private int words;

  @Test
  void the_service_sees_the_requests_that_were_answered_and_no_other() throws Exception {
    List<List<Draft>> connections = connections(messages());
    assertThat(connections.stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(5_000);
    exchange(connections);
  }

  /** The same messages to pages: each is answered once, and no service sees any part of them. */
  @Test
  void pages_answer_what_services_would_and_nothing_of_it_reaches_a_service() throws Exception {
    odd = "/dashboard/p";
    List<List<Draft>> connections = connections(messagesToPages());
    assertThat(connections.stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(2_000);
    exchange(connections);
  }

  private void exchange(List<List<Draft>> connections) throws Exception {
    System.out.println(
        "differential.seed="
            + SEED
            + ": "
            + connections.stream().mapToInt(List::size).sum()
            + " messages on "
            + connections.size()
            + " connections");

    Queue<String> faults = new ConcurrentLinkedQueue<>();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      for (List<Draft> connection : connections) {
        long seed = random.nextLong();
        running.add(callers.submit(() -> judge(connection, seed, faults)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    List<String> never = new ArrayList<>(seen.keySet());
    SENT.addAll(connections.stream().map(DifferentialTest::word).toList());
    never.removeAll(SENT);
    never.forEach(word -> faults.add("nobody sent " + word + ": " + seen.get(word)));

    assertThat(faults).as("seed %d", SEED).isEmpty();
  }

  /**
   * Every oddity alone, versions and framings, chunks and trailers in full, and pairs by chance.
   */
  private List<Draft> messages() {
    List<Draft> all = new ArrayList<>();
    for (Oddity version : Oddities.versions()) {
      for (Oddity framing : Oddities.framings()) {
        all.add(draft(framing, version));
      }
    }
    for (Oddity trailer : Oddities.trailers()) {
      for (Oddity version : Oddities.versions().subList(0, 4)) {
        all.add(draft(trailer, version));
      }
    }
    for (Oddity chunk : Oddities.chunks()) {
      for (int body = 0; body < BODIES; body++) {
        all.add(draft(chunk));
      }
    }
    for (Oddity head : Oddities.heads()) {
      all.add(draft(head));
      all.add(draft(new Oddity("chunks", Draft::chunked), head));
    }
    List<Oddity> framed = new ArrayList<>(Oddities.framings());
    framed.addAll(Oddities.chunks());
    framed.addAll(Oddities.trailers());
    for (int pair = 0; pair < PAIRS; pair++) {
      all.add(draft(any(framed), any(Oddities.heads())));
    }
    return all;
  }

  /** Every oddity alone, and some with those of heads. */
  private List<Draft> messagesToPages() {
    List<Draft> all = new ArrayList<>();
    List<Oddity> framed = new ArrayList<>(Oddities.framings());
    framed.addAll(Oddities.chunks());
    framed.addAll(Oddities.trailers());
    for (Oddity each : framed) {
      all.add(draft(each));
    }
    for (Oddity head : Oddities.heads()) {
      all.add(draft(head));
      all.add(draft(new Oddity("chunks", Draft::chunked), head));
      all.add(draft(any(framed), head));
    }
    for (Oddity version : Oddities.versions()) {
      all.add(draft(version));
    }
    return all;
  }

  private Draft draft(Oddity... oddities) {
    Draft draft = new Draft(odd + words++ + ".odd", payload());
    for (Oddity oddity : oddities) {
      oddity.apply(draft);
    }
    return draft;
  }

  private static final int BODIES = 6;

  /** Bodies that look like what comes behind a body; never an empty one. */
  private String payload() {
    return switch (random.nextInt(BODIES)) {
      case 0 -> "x";
      case 1 -> "GET /v1/customers/evil HTTP/1.1\r\nHost: h\r\n\r\n";
      case 2 -> "0\r\n\r\nGET /v1/customers/evil HTTP/1.1\r\nHost: h\r\n\r\n";
      case 3 -> "5\r\nhello\r\n0\r\n\r\n";
      case 4 -> "\r\n\r\nDELETE /v1/customers/evil HTTP/1.1\r\nContent-Length: 1\r\n\r\nx";
      default -> {
        StringBuilder bytes = new StringBuilder();
        random.ints(1 + random.nextInt(300), 0, 256).forEach(b -> bytes.append((char) b));
        yield bytes.toString();
      }
    };
  }

  /** Each message behind a good one or not, and always before a good one. */
  private List<List<Draft>> connections(List<Draft> odd) {
    List<List<Draft>> all = new ArrayList<>();
    for (Draft each : odd) {
      List<Draft> connection = new ArrayList<>();
      for (int before = random.nextInt(3); before > 0; before--) {
        connection.add(good(each, ".before" + before + any(List.of("", "late", "chunks"))));
      }
      connection.add(each);
      if (!each.isGood() || !each.closes()) {
        Draft behind = good(each, ".behind");
        behind.last = true;
        connection.add(behind);
      }
      all.add(connection);
    }
    return all;
  }

  private Draft good(Draft odd, String name) {
    String path = odd.path.replace("/dashboard/", SERVICE).replace(".odd", name);
    Draft draft = new Draft(path, random.nextBoolean() ? payload() : "");
    return random.nextBoolean() || draft.payload.isEmpty() ? draft : draft.chunked();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String word(List<Draft> connection) {
    return connection
        .getFirst()
        .path
        .replaceFirst("^(" + SERVICE + "|/dashboard/)", "")
        .replaceFirst("\\..*", "");
  }

  private void judge(List<Draft> connection, long seed, Queue<String> faults) {
    List<RawHttp.Message> answers = new ArrayList<>();
    String end = converse(connection, seed, answers);
    verdict(connection, answers, end)
        .ifPresent(fault -> faults.add(fault + "\n" + connection + "\n" + shown(answers) + end));
  }

  /** Sends it all and reads until the connection ends; says how it did. */
  private String converse(List<Draft> connection, long seed, List<RawHttp.Message> answers) {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Integer.getInteger("differential.patience", 20_000));
      send(
          socket.getOutputStream(),
          connection,
          RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
      late.computeIfAbsent(word(connection), _ -> new Semaphore(0)).release(connection.size());
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<RawHttp.Message> answer = RawHttp.answer(in, false);
      while (answer.isPresent()) {
        answers.add(answer.get());
        answer = RawHttp.answer(in, false);
      }
      return END;
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** In pieces of any size; what is not taken any more is not sent. */
  private static void send(OutputStream out, List<Draft> connection, RandomGenerator pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    connection.forEach(message -> all.writeBytes(message.bytes()));
    byte[] bytes = all.toByteArray();
    int most = List.of(bytes.length, 1 + bytes.length / 3, 7, 1).get(pieces.nextInt(4));
    if (bytes.length > 2_000) {
      most = Math.max(most, bytes.length / 20);
    }
    try {
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(1 + pieces.nextInt(most), bytes.length - at);
        out.write(bytes, at, length);
        at += length;
      }
    } catch (IOException refused) {
      // The answer says why.
    }
  }

  private Optional<String> verdict(
      List<Draft> connection, List<RawHttp.Message> answers, String end) {
    List<String> served = new ArrayList<>();
    int number = 0;
    boolean refused = false;
    for (Draft message : connection) {
      if (refused) {
        break;
      }
      if (number == answers.size()) {
        return Optional.of("no answer to message " + number);
      }
      RawHttp.Message answer = answers.get(number++);
      if (message.isGood() && !message.path.startsWith(SERVICE)) {
        // A page that says that there is none, or that nobody sent such a form; or which methods
        // there are.
        boolean page =
            answer.one("content-type").filter(t -> t.startsWith("text/html")).isPresent();
        boolean asked = message.method.equals("OPTIONS") && answer.status() == 200;
        if (!page && !asked && answer.status() != 411) {
          return Optional.of("a good message was not answered by the pages: " + answer.status());
        }
        // Without a length, the rest of the connection is not read.
        refused = answer.status() == 411;
      } else if (message.isGood()) {
        if (answer.status() != 200 || !answer.one("x-seen").equals(Optional.of(message.path))) {
          return Optional.of("a good message was not answered by the service: " + number);
        }
        served.add(message.seen());
      } else {
        refused = true;
        if (answer.status() < 400 || answer.status() >= 500 && answer.status() != 505) {
          return Optional.of("taken though it is bad: " + message.oddities);
        }
        if (!isPublic(answer)) {
          return Optional.of("not refused in the public form: " + message.oddities);
        }
      }
    }
    List<String> got = seen.getOrDefault(word(connection), List.of());
    if (!got.equals(served)) {
      return Optional.of("the service saw " + got + " instead of " + served);
    }
    if (answers.size() > number) {
      return Optional.of("more answers than messages");
    }
    return end.equals(END) ? Optional.empty() : Optional.of("the connection ended badly");
  }

  private static boolean isPublic(RawHttp.Message answer) {
    try {
      JsonObject body = new JsonObject(answer.text());
      return List.copyOf(body.fieldNames()).equals(List.of("code", "description", "data", "source"))
          && body.getString("source").equals("gateway")
          && answer.one("content-type").equals(Optional.of("application/json"))
          && answer.one("cache-control").equals(Optional.of("no-store"))
          && answer.one("connection").equals(Optional.of("close"))
          && answer.one("ms-requestid").map(String::length).equals(Optional.of(36))
          && answer.one("ms-correlationid").map(String::length).equals(Optional.of(36));
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static String shown(List<RawHttp.Message> answers) {
    StringBuilder shown = new StringBuilder();
    answers.forEach(
        answer -> shown.append(answer.startLine()).append(' ').append(answer.text()).append('\n'));
    return shown.toString();
  }
}
