package cloud.reseller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Offer;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.local.parts.Realm;
import cloud.reseller.local.parts.Secrets;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.permissions.write.Requester;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills the log of a running system with one partner's customers and their orders, as commands and
 * requests that the services decide and project, and signs people in who look at them.
 */
final class Views {

  static final String SIZE = "Standard_D2s_v5";
  static final String REGION = "eastus";

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);

  private static final int LARGEST_PAGE = 500;
  private static final Duration TOKEN_USE = Duration.ofMinutes(2);
  private static final String COMMANDS = "permission-commands";
  private static final String REQUESTS = "purchase-requests";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARTNER = id(1, 0);
  private static final Requester AGENT =
      new Requester(PARTNER, new Actor(id(2, 0), Actor.Side.PARTNER));

  /** Users of customers among the visitors: every third. */
  private static final int USERS = 3;

  private final WholeSystem system;
  private final int customers;
  private final int orders;
  private final String password = Secrets.generate();
  private String token = "";
  private Instant tokenSince = Instant.EPOCH;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Views(WholeSystem system, int customers, int orders) {
    this.system = system;
    this.customers = customers;
    this.orders = orders;
  }

  int customers() {
    return customers;
  }

  String customer(int i) {
    return id(3, i);
  }

  static String companyName(int i) {
    return "Company-" + i + "-Ltd";
  }

  /** Returns when every customer and order is in the views. */
  void fill() throws Exception {
    Instant begun = Instant.now();
    try (KafkaProducer<byte[], byte[]> log = producer()) {
      for (int i = 0; i < customers; i++) {
        for (PermissionCommand command : commands(i)) {
          log.send(
              record(
                  COMMANDS,
                  command.customerId(),
                  PermissionMessageCodec.typeOf(command).typeName(),
                  UUID.randomUUID(),
                  PermissionMessageCodec.write(command)));
        }
      }
    }
    awaitQuiet("permission-events");
    said(begun, "%,d customers are decided", customers);
    // Prices come with the service's first start, in the background.
    await(
        () ->
            call(
                        "POST",
                        "/v1/customers/" + customer(0) + "/pricepreview",
                        token(),
                        "{\"sku\":{\"name\":\"%s\"},\"location\":\"%s\",\"properties\":{\"quantity\":1}}"
                            .formatted(SIZE, REGION))
                    .statusCode()
                == 200);
    Random random = new Random(1);
    try (KafkaProducer<byte[], byte[]> log = producer()) {
      for (int i = 0; i < orders; i++) {
        PurchaseRequest request = request(i % customers);
        log.send(
            record(
                REQUESTS,
                request.customerId(),
                "PurchaseReservation.v1",
                new UUID(random.nextLong(), random.nextLong()),
                EventJson.write(request)));
      }
    }
    awaitQuiet("reservation-events");
    said(begun, "%,d orders are decided", orders);
    for (int i = 0; i < customers; i += Math.max(1, customers / 100)) {
      String listed = "/v1/customers/" + customer(i) + "/orders?size=" + LARGEST_PAGE;
      int all = orders / customers + (i < orders % customers ? 1 : 0);
      int expected = Math.min(all, LARGEST_PAGE);
      await(() -> json(call("GET", listed, token(), "")).path("items").size() == expected);
    }
    awaitSame(
        () -> json(call("GET", "/v1/auditrecords?size=1", token(), "")).at("/items/0/id").asText());
    said(begun, "the views show them");
  }

  private static void said(Instant begun, String what, Object... with) {
    System.out.printf(
        what + ", %d s%n", append(with, Duration.between(begun, Instant.now()).toSeconds()));
  }

  private static Object[] append(Object[] first, Object last) {
    Object[] all = Arrays.copyOf(first, first.length + 1);
    all[first.length] = last;
    return all;
  }

  private static List<PermissionCommand> commands(int i) {
    String customer = id(3, i);
    return List.of(
        new PermissionCommand.AddCustomer(
            customer, companyName(i), "company-" + i + ".example", "US", AGENT),
        new PermissionCommand.AddSubscription(
            customer,
            id(6, i),
            id(5, i),
            Offer.AZURE_PLAN,
            "DZH318Z0BPS6",
            "Production",
            1,
            BillingType.USAGE,
            true,
            AGENT),
        new PermissionCommand.AssignOwner(customer, id(6, i), id(4, i), AGENT),
        new PermissionCommand.CreatePermission(
            customer, EnumSet.of(ProductKind.AZURE_RESERVED_INSTANCES), "", AGENT));
  }

  private static PurchaseRequest request(int i) {
    return new PurchaseRequest(
        id(3, i),
        id(4, i),
        new PurchaseRequest.Reservation(
            new PurchaseRequest.Sku(SIZE),
            REGION,
            new PurchaseRequest.Properties(
                "VirtualMachines",
                "/subscriptions/" + id(5, i),
                "P1Y",
                "Upfront",
                1,
                Optional.of("Web tier"),
                "Shared",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, String type, UUID id, byte[] body) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(UTF_8), body);
    Map.of("ce_id", id.toString(), "ce_type", type, "ce_specversion", "1.0")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = system.kafka();
    config.put("acks", "all");
    config.put("linger.ms", 5);
    config.put("batch.size", 131_072);
    config.put("max.block.ms", 600_000);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Waits until nothing has been written to a topic for a while. */
  private void awaitQuiet(String topic) throws Exception {
    try (Admin admin = Admin.create(system.kafka())) {
      int partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      Map<TopicPartition, OffsetSpec> all =
          IntStream.range(0, partitions)
              .boxed()
              .collect(
                  Collectors.toMap(p -> new TopicPartition(topic, p), _ -> OffsetSpec.latest()));
      awaitSame(
          () ->
              admin.listOffsets(all).all().get().values().stream()
                  .mapToLong(end -> end.offset())
                  .sum());
    }
  }

  private interface Question<T> {
    T ask() throws Exception;
  }

  /** Waits until five answers in a row are the same, with a second between them. */
  private static <T> void awaitSame(Question<T> question) throws Exception {
    T last = question.ask();
    int same = 0;
    while (same < 5) {
      Thread.sleep(1_000);
      T now = question.ask();
      same = now.equals(last) ? same + 1 : 0;
      last = now;
    }
  }

  private static void await(Question<Boolean> question) throws Exception {
    Instant end = Instant.now().plus(LONGEST_WAIT);
    while (!question.ask()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("nothing came of it in " + LONGEST_WAIT);
      }
      Thread.sleep(500);
    }
  }

  private HttpResponse<String> call(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(system.gateway().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return http.send(
        body.isEmpty() ? call.build() : call.header("Content-Type", "application/json").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /** Filling takes longer than a token lives, and signing in longer than a question. */
  private String token() throws IOException {
    if (Instant.now().isAfter(tokenSince.plus(TOKEN_USE))) {
      Realm realm = system.realm();
      realm.directGrant(true);
      realm.putKeepingPassword(agent(0));
      token = realm.token(agent(0).username(), password);
      tokenSince = Instant.now();
    }
    return token;
  }

  private Realm.User agent(int number) {
    return new Realm.User(
        "agent-" + number,
        password,
        "Agent",
        "Number " + number,
        UUID.fromString(id(2, number)),
        Optional.of(UUID.fromString(PARTNER)),
        Optional.empty(),
        Realm.Role.ADMIN_AGENT);
  }

  private Realm.User user(int number) {
    int customer = number % customers;
    return new Realm.User(
        "user-" + number,
        password,
        "User",
        "Number " + number,
        UUID.fromString(id(4, customer)),
        Optional.empty(),
        Optional.of(UUID.fromString(id(3, customer))),
        Realm.Role.CUSTOMER_USER);
  }

  /** A person with an account of its own, signed in. */
  Visitor visitor(int number) throws IOException, InterruptedException {
    boolean agent = number % USERS != USERS - 1;
    Realm.User account = agent ? agent(number) : user(number);
    system.realm().putKeepingPassword(account);
    return Visitor.signIn(http, system.gateway(), number, agent, account.username(), password);
  }

  private static String id(int kind, int i) {
    return new UUID(0x4000L | (long) kind << 32, 0x8000_0000_0000_0000L | i).toString();
  }
}
