package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.PublicCall.Answer;
import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Properties of every answer: it is not cached on the way, and reveals no internal address. And of
 * every refusal: it is in the security log.
 */
class AnswersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final List<Service> SERVICES =
      List.of(Service.PERMISSIONS, Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING);

  private static final String JSON_TYPE = "application/json";
  private static final String BILL =
      "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems";

  private static final String SHEET =
      "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,"
          + "PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags\r\n"
          + "Virtual Machines,DZH318Z0XX01,0001,\"Reserved VM Instance, Standard_D2s_v5, US East,"
          + " 1 Year\",P1Y,NO,NOK,900,,2026-01-01,12/31/9999,\r\n";

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

  @Test
  void every_link_of_every_answer_leads_through_the_gateway_to_what_it_names() throws Exception {
    Buyer buyer = admin.newBuyer("US");
    admin.makeOwner(buyer.id(), buyer.subscription(), admin.newUser(buyer.id()));
    admin.newSubscription(buyer.id(), "MS-AZR-0145P");
    admin.newCustomer("US");
    admin.permit(buyer.id());
    Links links = new Links(gateway(), token);
    Links ofOperator = new Links(gateway(), Infrastructure.shared().operatorToken(OPERATOR));
    String rule = "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1000}}";
    String at = "/v1/customers/" + buyer.id();
    String sku = at + "/pricerules/Standard_D2s_v5";
    Map<String, String> values = new HashMap<>(values(buyer));
    for (int i = 0; i < 2; i++) {
      Answer bought =
          call("POST", at + "/reservations")
              .sending(JSON_TYPE, MainJobIT.wished(buyer))
              .at(gateway());
      assertThat(bought.status()).as("%s", bought).isEqualTo(201);
      values.put("reservationId", bought.json().path("id").asText());
      values.put("orderId", bought.json().path("reservationOrderId").asText());
      values.put("requestId", bought.header("MS-RequestId").orElseThrow());
      links.readFrom(bought);
      String agent = UUID.randomUUID().toString();
      String person =
          """
          {"id": "%s", "userPrincipalName": "a-%s@partner.example", "displayName": "Ann"}\
          """
              .formatted(agent, agent);
      Answer added = call("POST", "/v1/agents").sending(JSON_TYPE, person).at(gateway());
      assertThat(added.status()).as("%s", added).isEqualTo(201);
      values.put("agentId", agent);
      links.readFrom(added);
    }
    links.readFrom(call("PUT", at + "/pricerules").sending(JSON_TYPE, rule).at(gateway()));
    links.readFrom(call("PUT", sku).sending(JSON_TYPE, rule).at(gateway()));
    String limit = "{\"currency\": \"USD\", \"per30DaysMinor\": 100000000}";
    links.readFrom(call("PUT", at + "/purchaselimits").sending(JSON_TYPE, limit).at(gateway()));
    Answer sheet = call("POST", "/v1/pricesheets").sending("text/csv", SHEET).at(gateway());
    assertThat(sheet.status()).as("%s", sheet).isEqualTo(201);
    links.readFrom(sheet);
    awaitItems("/v1/auditrecords", 10);
    awaitItems(BILL, 2);

    Set<String> read = new TreeSet<>();
    for (DescribedCall call : throughTheGateway()) {
      if (call.method().equals("GET")) {
        boolean ofSheet = call.path().startsWith("/v1/pricesheets/");
        Map<String, String> own = new HashMap<>(values);
        own.put("id", ofSheet ? sheet.json().path("id").asText() : values.get("id"));
        String address = call.at(own) + needed(call, buyer);
        Links reader = call.isOfOperations() ? ofOperator : links;
        reader.readFrom(address);
        if (call.parameters().contains("size")) {
          reader.readFrom(address + (address.indexOf('?') < 0 ? '?' : '&') + "size=1");
        }
        read.add(call.path());
      }
    }
    assertThat(read).hasSizeGreaterThan(15);
    assertThat(links.names())
        .contains("self", "next", "manage", "selfServePolicy", "lines", "Location");
    assertThat(links.followed()).isGreaterThan(2 * read.size());
  }

  /** What an address needs in its query. */
  private static String needed(DescribedCall call, Buyer buyer) {
    return switch (call.path()) {
      case "/v1/SelfServePolicy" -> "?entity_id=" + buyer.id();
      case "/v1/invoices/unbilled/lineitems" -> BILL.substring(call.path().length());
      default -> "";
    };
  }

  private static void awaitItems(String address, int count) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(call("GET", address).at(gateway()).json().path("items"))
                    .hasSizeGreaterThanOrEqualTo(count));
  }

  @Test
  void every_error_of_every_call_has_the_public_form_and_stands_in_its_one_table()
      throws Exception {
    Buyer buyer = admin.newBuyer("US");
    admin.permit(buyer.id());
    List<DescribedCall> calls = throughTheGateway();
    assertThat(calls).hasSizeGreaterThan(30);
    Infrastructure tokens = Infrastructure.shared();
    String operator = tokens.operatorToken(OPERATOR);
    Faults faults =
        new Faults(gateway(), ErrorTable.documented(), calls, values(buyer), token, operator);

    faults.wrongCaller(
        List.of(
            tokens.agentToken("sales_agent", admin.partner(), UUID.randomUUID().toString()),
            tokens.agentToken("helpdesk_agent", admin.partner(), UUID.randomUUID().toString()),
            tokens.customerToken(buyer.id(), buyer.owner()),
            operator));
    faults.wrongIds();
    faults.wrongHead();
    faults.wrongBodies();

    assertThat(faults.met())
        .contains(
            "400 InvalidBody",
            "400 InvalidHeader",
            "400 InvalidParameter",
            "400 SheetInvalid",
            "401 Unauthenticated",
            "403 900150",
            "404 20003",
            "404 60003",
            "404 600040",
            "404 NotFound",
            "405 MethodNotAllowed",
            "406 NotAcceptable",
            "413 BodyTooLarge",
            "414 AddressTooLong",
            "415 UnsupportedMediaType",
            "431 HeadersTooLarge");
  }

  @Test
  void every_refusal_of_a_decider_stands_in_the_documentation() throws Exception {
    String documented =
        Files.readString(Path.of("../../docs/http/form.md"))
            + Files.readString(Path.of("../../docs/http/reservations.md"));
    Stream.concat(
            Arrays.stream(cloud.reseller.permissions.write.Refusal.values()).map(r -> r.code()),
            Arrays.stream(cloud.reseller.reservations.write.Refusal.values()).map(r -> r.code()))
        .forEach(code -> assertThat(documented).contains('`' + code + '`'));
  }

  private static Map<String, String> values(Buyer buyer) {
    return Map.of(
        "customerId",
        buyer.id(),
        "subscriptionId",
        buyer.subscription(),
        "userId",
        buyer.owner(),
        "sku",
        "Standard_D2s_v5",
        "id",
        admin.partner() + "_" + buyer.id());
  }

  /** The calls that the gateway passes on. */
  private static List<DescribedCall> throughTheGateway() throws IOException {
    List<DescribedCall> calls = new ArrayList<>();
    for (Service service : SERVICES) {
      calls.addAll(DescribedCall.of(service, house.first(service), OPERATOR));
    }
    return calls.stream().filter(call -> call.path().startsWith("/v1/")).toList();
  }

  private static PublicCall call(String method, String address) {
    return PublicCall.of(method, address).by(token);
  }

  private static URI gateway() {
    return house.first(Service.GATEWAY).address();
  }

  /** Methods and paths in a service's description, with ids that do not exist. */
  private static List<String> calls(Service service) throws IOException {
    return DescribedCall.of(service, house.first(service), OPERATOR).stream()
        .map(call -> call.method() + " " + call.at(Map.of()))
        .toList();
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
