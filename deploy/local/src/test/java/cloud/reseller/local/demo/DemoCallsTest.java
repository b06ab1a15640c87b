package cloud.reseller.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.local.parts.PartFailedException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading again after an interruption, with services that have forgotten the request ids. */
class DemoCallsTest {

  private static final ObjectNode WISH = JsonNodeFactory.instance.objectNode();

  @TempDir Path directory;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer service;
  private int reservations = 201;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/v1/customers", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    asked.add(call.getRequestMethod() + " " + path);
    byte[] body = "{\n \"id\": \"one\"\n}\n".getBytes(UTF_8);
    call.sendResponseHeaders(path.endsWith("/reservations") ? reservations : 201, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  /** As a start of the demo has it. */
  private PartnerCenter api() {
    URI address = URI.create("http://localhost:" + service.getAddress().getPort());
    return new PartnerCenter(address, "token", DemoCalls.keptIn(file()));
  }

  private Path file() {
    return directory.resolve("demo-calls");
  }

  @Test
  void what_was_answered_is_not_asked_for_again() {
    assertThat(api().customer("Cedar", "cedar.example", "DE")).isEqualTo("one");
    api().buy("one", WISH);

    PartnerCenter again = api();

    assertThat(again.customer("Cedar", "cedar.example", "DE")).isEqualTo("one");
    again.buy("one", WISH);
    assertThat(asked).containsExactly("POST /v1/customers", "POST /v1/customers/one/reservations");
  }

  @Test
  void a_refusal_that_was_wanted_is_not_asked_for_again() {
    reservations = 403;
    api().buyInVain("one", WISH);
    api().buyInVain("one", WISH);

    assertThat(asked).hasSize(1);
  }

  @Test
  void what_failed_is_asked_for_again() {
    reservations = 500;
    assertThatThrownBy(() -> api().buy("one", WISH)).isInstanceOf(PartFailedException.class);
    reservations = 201;

    api().buy("one", WISH);

    assertThat(asked).hasSize(2);
  }

  @Test
  void a_call_that_was_cut_off_while_it_was_noted_is_asked_for_again_and_noted()
      throws IOException {
    api().buy("one", WISH);
    String noted = Files.readString(file());
    Files.writeString(file(), noted.substring(0, noted.length() - 4));

    api().buy("one", WISH);
    api().buy("one", WISH);

    assertThat(asked).hasSize(2);
  }
}
