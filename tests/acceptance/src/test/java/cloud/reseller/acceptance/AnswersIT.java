package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Properties of every answer: it is not cached on the way, and reveals no internal address. And of
 * every refusal: it is in the security log.
 */
class AnswersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");
  private static final List<Service> SERVICES =
      List.of(Service.PERMISSIONS, Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING);

  private static final String OPERATOR = "7b1f0c1e-51a8-4f8e-8d6b-6f1a0c9b2d11";

  private static House house;
  private static PartnerCenter admin;
  private static String token;

  @BeforeAll
  static void start() {
    house = House.of(AnswersIT.class, Service.values());
    admin = PartnerCenter.at(house.first(Service.GATEWAY).address());
    token = Infrastructure.shared().agentToken("admin_agent", admin.partner(), admin.agent());
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  /** An answer as received. */
  private record Raw(int status, List<String> head) {

    List<String> values(String header) {
      String name = header.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
          .map(line -> line.substring(name.length()).strip())
          .toList();
    }
  }

  @Test
  void nobody_keeps_an_answer_of_any_address_whoever_asks() throws Exception {
    for (Service service : SERVICES) {
      List<String> calls = calls(service);
      assertThat(calls).as("%s", service).isNotEmpty();
      for (String call : calls) {
        for (Optional<String> bearer :
            List.of(Optional.of(token), Optional.of("nonsense"), Optional.<String>empty())) {
          for (Service asked : doors(service, call)) {
            Raw answer = send(asked, call, List.of(), bearer, "{}");
            assertThat(answer.values("Cache-Control"))
                .as("%s of %s: %s", call, asked, answer)
                .containsExactly("no-store");
            assertThat(answer.values("Location"))
                .as("%s of %s", call, asked)
                .allMatch(location -> location.startsWith("/v1/"));
          }
        }
      }
    }
  }

  /** What leads to a call: the service, and the gateway where it passes the address on. */
  private static List<Service> doors(Service service, String call) {
    return call.contains(" /v1/") ? List.of(service, Service.GATEWAY) : List.of(service);
  }

  @Test
  void a_location_names_no_host_whatever_the_caller_named() throws Exception {
    Buyer buyer = admin.newBuyer("US");
    String body = MainJobIT.wished(buyer);
    String call = "POST /v1/customers/" + buyer.id() + "/reservations";

    for (List<String> headers :
        List.of(
            List.of("Host: evil.example"),
            List.of("Host: reservations.internal:8082"),
            List.of("Host: here", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"),
            List.of("Host: here", "Forwarded: host=evil.example;proto=https"))) {
      for (Service asked : List.of(Service.RESERVATIONS, Service.GATEWAY)) {
        Raw answer = send(asked, call, headers, Optional.of(token), body);
        assertThat(answer.status()).as("%s: %s", asked, answer).isEqualTo(201);
        assertThat(answer.values("Location"))
            .singleElement()
            .asString()
            .matches("/v1/customers/" + buyer.id() + "/reservations/[0-9a-f-]{36}");
      }
    }
  }

  @Test
  void a_refusal_is_in_the_security_log_with_ids_only() throws Exception {
    String customer = admin.newCustomer("US");
    PartnerCenter stranger = PartnerCenter.at(house.first(Service.GATEWAY).address(), "Zwingli");
    String foreign = PartnerCenter.requestId();
    assertThat(stranger.send("GET", "/v1/customers/" + customer, "", foreign).status())
        .isEqualTo(404);
    String beyond = PartnerCenter.requestId();
    assertThat(
            admin
                .colleague("helpdesk_agent")
                .send("DELETE", "/v1/agents/" + admin.agent(), "", beyond)
                .status())
        .isEqualTo(403);

    JsonNode line = lineOf(foreign);
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    JsonNode fields = line.path("mdc");
    assertThat(fields.path("service").asText()).isEqualTo("permissions-service");
    assertThat(fields.path("refused").asText()).isEqualTo("not_found");
    assertThat(fields.path("oid").asText()).isEqualTo(stranger.agent());
    assertThat(fields.path("tenantId").asText()).isEqualTo(stranger.partner());
    assertThat(fields.path("roles").asText()).isEqualTo("admin_agent");
    assertThat(fields.path("method").asText()).isEqualTo("GET");
    assertThat(fields.path("route").asText()).isEqualTo("/v1/customers/{customerId}");
    assertThat(fields.path("forwardedFor").asText()).isEqualTo("127.0.0.1");
    assertThat(line.toString()).doesNotContain("Zwingli", "agent-" + stranger.agent(), customer);
    assertThat(lineOf(beyond).path("mdc").path("refused").asText()).isEqualTo("rights");
  }

  /** The line in the security log of permissions-service for a call. */
  private static JsonNode lineOf(String correlationId) {
    return await()
        .atMost(SOON)
        .until(() -> linesOf(correlationId), lines -> lines.size() == 1)
        .getFirst();
  }

  private static List<JsonNode> linesOf(String correlationId) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (String line : Files.readAllLines(house.first(Service.PERMISSIONS).log())) {
      if (line.contains("\"loggerName\":\"security\"") && line.contains(correlationId)) {
        found.add(JSON.readTree(line));
      }
    }
    return found;
  }

  /** Methods and paths in a service's description, with ids that do not exist. */
  private static List<String> calls(Service service) throws IOException {
    List<String> calls = new ArrayList<>();
    String operator = Infrastructure.shared().operatorToken(OPERATOR);
    JSON.readTree(house.first(service).management("/q/openapi?format=json", operator))
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            calls.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey()
                                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString()));
                          }
                        }));
    return calls;
  }

  private static Raw send(
      Service asked, String call, List<String> headers, Optional<String> bearer, String body)
      throws IOException {
    URI address = house.first(asked).address();
    List<String> head = new ArrayList<>();
    head.add(call + " HTTP/1.1");
    head.addAll(headers.isEmpty() ? List.of("Host: here") : headers);
    bearer.ifPresent(one -> head.add("Authorization: Bearer " + one));
    head.add("Connection: close");
    boolean withBody = !call.startsWith("GET") && !call.startsWith("DELETE");
    if (withBody) {
      head.add("Content-Type: application/json");
      head.add("Content-Length: " + body.getBytes(UTF_8).length);
    }
    String request = String.join("\r\n", head) + "\r\n\r\n" + (withBody ? body : "");
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      List<String> lines = answer.split("\r\n\r\n", 2)[0].lines().toList();
      return new Raw(Integer.parseInt(lines.getFirst().split(" ")[1]), lines);
    }
  }
}
