package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PERMISSION_COMMANDS;
import static cloud.reseller.acceptance.Log.RESERVATION_COMMANDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Single steps against a running house. Each writes one input and waits for what came of it, which
 * it is told: a type of event, or the code of a refusal.
 *
 * <p>Inputs are written as the JSON they are stored as, not by the types of the present release, so
 * that a later release can drive its house with the same steps.
 */
abstract class Steps implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PLAN = "DZH318Z0BPS6";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final List<String> OUTPUTS =
      List.of(
          Log.PERMISSION_EVENTS,
          Log.RESERVATION_EVENTS,
          "permissions-service-parked",
          "reservations-service-parked");

  protected final House house;
  protected final String partner;
  protected final String otherPartner;

  private final String name;
  private final Portal portal;
  private final KafkaProducer<byte[], byte[]> superUser;
  private final KafkaConsumer<byte[], byte[]> outputs;
  private final Map<String, LogRecord> answers = new HashMap<>();
  private final List<String> writtenByHand = new ArrayList<>();

  /** Who asks: a tenant, a person and the person's side. */
  protected record Asking(String tenant, String person, String side) {}

  /** What is done in between. */
  protected interface Doing {
    void run() throws Exception;
  }

  protected Steps(House house, String name) {
    this.house = house;
    this.name = name;
    this.partner = id("partner");
    this.otherPartner = id("other partner");
    this.portal = new Portal(house.portal());
    this.superUser =
        new KafkaProducer<>(
            house.superUser(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    this.outputs = CommittedLog.reader(house.kafka());
    List<TopicPartition> all = Log.partitions(OUTPUTS);
    outputs.assign(all);
    outputs.seekToEnd(all);
    all.forEach(outputs::position);
  }

  // Ids

  /** The GUID of a name; the same whenever this log is made anew. */
  protected final String id(String of) {
    return UUID.nameUUIDFromBytes((name + '/' + of).getBytes(UTF_8)).toString();
  }

  /** A customer's id whose records stand in a partition. */
  protected final String customer(String of, int partition) {
    String id = id(of);
    for (int i = 0; new Buyer(id, "", "").partition() != partition; i++) {
      id = id(of + ' ' + i);
    }
    return id;
  }

  /** The etag of what the event there set, as the service makes it. */
  protected static String etag(LogRecord set) {
    return UUID.nameUUIDFromBytes(set.position().toString().getBytes(UTF_8)).toString();
  }

  protected final Asking agent() {
    return new Asking(partner, id("agent"), "PARTNER");
  }

  protected final Asking otherAgent() {
    return new Asking(otherPartner, id("other agent"), "PARTNER");
  }

  protected final Asking user(String customer, String user) {
    return new Asking(customer, user, "CUSTOMER");
  }

  // Commands of permissions-service

  protected final LogRecord decides(String wanted, String type, String customer, String fields)
      throws Exception {
    return decidesFor(agent(), wanted, type, customer, fields);
  }

  protected final LogRecord decidesFor(
      Asking by, String wanted, String type, String customer, String fields) throws Exception {
    return decides(wanted, command(type, customer, commandBody(customer, fields, by)));
  }

  protected static ProducerRecord<byte[], byte[]> command(
      String type, String customer, String body) {
    return record(PERMISSION_COMMANDS, type, customer, body);
  }

  /**
   * A command's body.
   *
   * @param fields its own fields as JSON, without braces
   */
  protected static String commandBody(String customer, String fields, Asking by) {
    return """
    {"customerId":"%s",%s"by":{"tenantId":"%s","actor":{"id":"%s","side":"%s"}}}"""
        .formatted(
            customer, fields.isEmpty() ? "" : fields + ',', by.tenant(), by.person(), by.side());
  }

  protected static String company(String country) {
    return """
    "companyName":"Zürich Försäkring 株式会社","domain":"zurich.example","country":"%s\""""
        .formatted(country);
  }

  protected static String plan(String subscription, String entitlement) {
    return subscription(subscription, entitlement, "AZURE_PLAN", PLAN, "USAGE");
  }

  protected static String global(String subscription) {
    return subscription(subscription, subscription, "AZURE_GLOBAL", "MS-AZR-0145P", "USAGE");
  }

  protected static String licence(String subscription) {
    return subscription(subscription, subscription, "LICENSE", "CFQ7TTC0LH18", "LICENSE");
  }

  private static String subscription(
      String subscription, String entitlement, String offer, String offerId, String billing) {
    return """
    "subscriptionId":"%s","entitlementId":"%s","offer":"%s","offerId":"%s",\
    "friendlyName":"Production","quantity":1,"billingType":"%s","boughtThroughPartner":true"""
        .formatted(subscription, entitlement, offer, offerId, billing);
  }

  protected static String of(String subscription) {
    return "\"subscriptionId\":\"%s\"".formatted(subscription);
  }

  protected static String ownership(String subscription, String user) {
    return of(subscription) + ",\"userId\":\"%s\"".formatted(user);
  }

  protected static String products(String reason) {
    return "\"products\":[\"AZURE_RESERVED_INSTANCES\"],\"reason\":\"%s\"".formatted(reason);
  }

  protected static String percent(String target, int basisPoints) {
    return "\"target\":\"%s\",\"rule\":{\"type\":\"Percent\",\"basisPoints\":%d}"
        .formatted(target, basisPoints);
  }

  protected static String fixed(String target, long minor) {
    return """
    "target":"%s","rule":{"type":"Fixed","unitPrice":{"amountMinor":%d,"currency":"USD"}}"""
        .formatted(target, minor);
  }

  protected final void limit(Buyer buyer, String limits) throws Exception {
    decides("PurchaseLimitSet.v1", "SetPurchaseLimit.v1", buyer.id(), limits);
  }

  /**
   * A customer that may buy, with an Owner. Its Azure subscription id is {@code id(of + " azure")}.
   */
  protected final Buyer buyer(String of, int partition, String country) throws Exception {
    String customer = customer(of, partition);
    String plan = id(of + " plan");
    String owner = id(of + " owner");
    decides("CustomerAdded.v1", "AddCustomer.v1", customer, company(country));
    decides("SubscriptionAdded.v1", "AddSubscription.v1", customer, plan(plan, id(of + " azure")));
    decides("OwnerAssigned.v1", "AssignOwner.v1", customer, ownership(plan, owner));
    decides("CustomerPurchasePermissionCreated.v1", "CreatePermission.v1", customer, products(of));
    return new Buyer(customer, plan, owner);
  }

  // Purchases

  protected final void accepts(Buyer buyer, Consumer<ObjectNode> change) throws Exception {
    decides("ReservationPurchased.v1", request(buyer, change));
  }

  protected final void rejects(String code, Buyer buyer, Consumer<ObjectNode> change)
      throws Exception {
    decides(code, request(buyer, change));
  }

  /** What the portal asks for its user. */
  protected static ProducerRecord<byte[], byte[]> request(
      Buyer buyer, Consumer<ObjectNode> change) {
    return Portal.record(Portal.newId(), buyer.id(), wish(buyer, change).getBytes(UTF_8));
  }

  /** What a user asks over HTTP, as the service writes it. */
  protected static ProducerRecord<byte[], byte[]> ofTheCustomersOwn(Buyer buyer) {
    return record(RESERVATION_COMMANDS, "PurchaseReservation.v1", buyer.id(), wish(buyer, _ -> {}));
  }

  /** What an agent asks on behalf of a customer, as the service writes it. */
  protected final ProducerRecord<byte[], byte[]> onBehalf(
      Buyer buyer, String ofPartner, boolean mayBuy) {
    String request = wish(buyer, wish -> wish.put("requestedBy", id("agent")));
    return record(
        RESERVATION_COMMANDS,
        "PurchaseReservationOnBehalf.v1",
        buyer.id(),
        "{\"request\":%s,\"partnerId\":\"%s\",\"mayBuy\":%s}"
            .formatted(request, ofPartner, mayBuy));
  }

  /** An agent's try whose role does not allow it, under the id of that number. */
  protected final ProducerRecord<byte[], byte[]> inVain(Buyer buyer, int number) {
    return withId(
        "00000000-0000-4000-8000-%012d".formatted(number), onBehalf(buyer, partner, false));
  }

  /** A wish for one small machine, by the Owner for the whole customer, and changed. */
  protected static String wish(Buyer buyer, Consumer<ObjectNode> change) {
    ObjectNode wish = JSON.createObjectNode();
    wish.put("customerId", buyer.id()).put("requestedBy", buyer.owner());
    ObjectNode reservation = wish.putObject("reservation");
    reservation.putObject("sku").put("name", "Standard_D2s_v5");
    reservation.put("location", "eastus");
    reservation
        .putObject("properties")
        .put("reservedResourceType", "VirtualMachines")
        .put("billingScopeId", "/subscriptions/" + buyer.subscription())
        .put("term", "P1Y")
        .put("billingPlan", "Upfront")
        .put("quantity", 1)
        .put("displayName", "Web servers")
        .put("appliedScopeType", "Shared");
    change.accept(wish);
    return wish.toString();
  }

  protected static ObjectNode reservation(ObjectNode wish) {
    return wish.withObject("/reservation");
  }

  protected static ObjectNode properties(ObjectNode wish) {
    return wish.withObject("/reservation/properties");
  }

  protected static ObjectNode sku(ObjectNode wish, String sku) {
    wish.withObject("/reservation/sku").put("name", sku);
    return properties(wish);
  }

  protected static void single(ObjectNode wish, String scope) {
    properties(wish).put("appliedScopeType", "Single").putArray("appliedScopes").add(scope);
  }

  protected static void managementGroup(ObjectNode wish, String tenant) {
    properties(wish)
        .put("appliedScopeType", "ManagementGroup")
        .putObject("appliedScopeProperties")
        .put("managementGroupId", "all")
        .put("tenantId", tenant);
  }

  // Records

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String type, String key, String body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), body.getBytes(UTF_8));
    Portal.headers(Portal.newId(), type)
        .forEach((header, value) -> record.headers().add(header, value.getBytes(UTF_8)));
    return record;
  }

  protected static ProducerRecord<byte[], byte[]> without(
      String header, ProducerRecord<byte[], byte[]> record) {
    record.headers().remove(header);
    return record;
  }

  protected static ProducerRecord<byte[], byte[]> withId(
      String id, ProducerRecord<byte[], byte[]> record) {
    return with("ce_id", id, record);
  }

  protected static ProducerRecord<byte[], byte[]> withType(
      String type, ProducerRecord<byte[], byte[]> record) {
    return with("ce_type", type, record);
  }

  private static ProducerRecord<byte[], byte[]> with(
      String header, String value, ProducerRecord<byte[], byte[]> record) {
    record.headers().remove(header).add(header, value.getBytes(UTF_8));
    return record;
  }

  protected static String idOf(ProducerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
  }

  /** The same under a key in a partition, wherever that key belongs. */
  protected static ProducerRecord<byte[], byte[]> in(
      int partition, ProducerRecord<byte[], byte[]> record, byte[] key) {
    return new ProducerRecord<>(record.topic(), partition, key, record.value(), record.headers());
  }

  /** The same with a time of its own. */
  protected static ProducerRecord<byte[], byte[]> at(
      Instant time, ProducerRecord<byte[], byte[]> record) {
    // A record that was sent has headers that nobody may add to; a new one has its own.
    Headers headers = new RecordHeaders(record.headers());
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        time.toEpochMilli(),
        record.key(),
        record.value(),
        headers);
  }

  /** Writes a record as whoever writes its topic. */
  protected final Position sent(ProducerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException {
    RecordMetadata at =
        record.topic().equals(Portal.REQUESTS)
            ? portal.publish(record).get()
            : superUser.send(record).get();
    return new Position(at.topic(), at.partition(), at.offset());
  }

  /** Writes what no service wrote. */
  protected final Position fact(String topic, String key, String type, String body)
      throws ExecutionException, InterruptedException {
    ProducerRecord<byte[], byte[]> fact = record(topic, type, key, body);
    fact.headers()
        .add("ce_subject", key.getBytes(UTF_8))
        .add("ce_time", Instant.now().toString().getBytes(UTF_8))
        .add("ce_correlationid", id("by hand").getBytes(UTF_8));
    Position position = sent(fact);
    writtenByHand.add(position.toString());
    return position;
  }

  /** Where the records stand that no service wrote. */
  final List<String> writtenByHand() {
    return List.copyOf(writtenByHand);
  }

  /** Writes an input, and waits for its outcome of that type or with that code. */
  protected final LogRecord decides(String wanted, ProducerRecord<byte[], byte[]> input)
      throws Exception {
    LogRecord answer = answer(input);
    assertThat(said(answer)).as("%s", text(answer)).contains(wanted);
    return answer;
  }

  /** Writes an input, and waits for what stands first about it in the log. */
  protected final LogRecord answer(ProducerRecord<byte[], byte[]> input) throws Exception {
    Position position = sent(input);
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              readOn();
              return answers.containsKey(position.toString());
            });
    return answers.remove(position.toString());
  }

  /** Writes an input that nobody can be answered for. */
  protected final void parks(ProducerRecord<byte[], byte[]> input) throws Exception {
    decides("InputParked.v1", input);
  }

  private void readOn() {
    for (ConsumerRecord<byte[], byte[]> raw : outputs.poll(Duration.ofMillis(20))) {
      LogRecord record = new LogRecord(raw);
      record.header("ce_input").ifPresent(input -> answers.putIfAbsent(input, record));
    }
  }

  /** The type of an outcome, and the code if it is a refusal. */
  protected static List<String> said(LogRecord answer) throws JsonProcessingException {
    JsonNode body = JSON.createObjectNode();
    if (!answer.type().startsWith("InputParked")) {
      body = JSON.readTree(text(answer));
    }
    return List.of(answer.type(), body.path("code").asText());
  }

  private static String text(LogRecord record) {
    return record.body().map(body -> new String(body, UTF_8)).orElse("");
  }

  // Time

  /** Lets inputs keep the time they claim, as if the broker's clock were set. */
  protected final void whileRecordsTellTheTime(Doing doing) throws Exception {
    List<String> inputs = List.of(Portal.REQUESTS, PERMISSION_COMMANDS, RESERVATION_COMMANDS);
    try (Admin admin = Admin.create(house.superUser(Map.of()))) {
      TopicTimes times = new TopicTimes(admin, inputs);
      times.ofTheRecords();
      doing.run();
      times.ofTheBroker();
    }
  }

  // HTTP

  protected final HttpResponse<String> post(
      Service service, String token, String path, String type, String body) {
    String id = PartnerCenter.requestId();
    HttpRequest request =
        HttpRequest.newBuilder(house.first(service).address().resolve(path))
            .timeout(SOON)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .header("MS-RequestId", id)
            .header("MS-CorrelationId", id)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isIn(200, 201);
      return answer;
    } catch (IOException cannot) {
      throw new UncheckedIOException(path, cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** Publishes a sheet as operations. */
  protected final void imported(String path, String csv) {
    post(
        Service.RESERVATIONS,
        Infrastructure.shared().operatorToken(id("operator")),
        path,
        "text/csv",
        csv);
  }

  /** Publishes a price sheet as an admin agent of the partner, for its own customers. */
  protected final void importedByPartner(String csv) {
    post(
        Service.RESERVATIONS,
        Infrastructure.shared().agentToken("admin_agent", partner, id("agent")),
        "/v1/pricesheets",
        "text/csv",
        csv);
  }

  @Override
  public void close() {
    portal.close();
    superUser.close();
    outputs.close();
  }
}
