package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PERMISSION_EVENTS;
import static cloud.reseller.acceptance.Log.PURCHASE_OUTCOMES;
import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.PartnerCenter.Reply;
import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PurchaseOutcome.PurchaseAccepted;
import cloud.reseller.events.PurchaseOutcome.PurchaseRejected;
import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.HighWatermarks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The main job (S05): the partner permits, the customer's Owner buys with a published request, and
 * the purchase is in the order history, the activity log and the partner's bill. All HTTP calls go
 * through the gateway.
 */
class MainJobIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final String ACTIVITY = "/v1/auditrecords?size=500";
  private static final String BILL =
      "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems";

  private static House house;
  private static PartnerCenter admin;
  private static Portal portal;
  private static Watch outcomes;
  private static Watch facts;

  @BeforeAll
  static void start() {
    house = House.of(MainJobIT.class, Service.values());
    admin = PartnerCenter.at(house.first(Service.GATEWAY).address());
    portal = new Portal(house.portal());
    outcomes = Watch.of(house.kafka(), PURCHASE_OUTCOMES);
    facts = Watch.of(house.kafka(), RESERVATION_EVENTS);
  }

  @AfterAll
  static void stop() {
    outcomes.close();
    facts.close();
    portal.close();
    house.close();
  }

  @Test
  void an_owner_buys_and_the_purchase_is_listed_logged_and_billed() throws Exception {
    Buyer buyer = admin.newBuyer("US");
    Reply rule =
        admin.putPriceRule(
            buyer.id(), "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1000}}");
    assertThat(rule.status()).as("%s", rule).isEqualTo(200);
    admin.permit(buyer.id());

    String id = Portal.newId();
    PurchaseAccepted accepted = (PurchaseAccepted) asked(id, buyer, buyer.owner());

    assertThat(accepted.customerId()).isEqualTo(buyer.id());
    assertThat(accepted.requestId()).isEqualTo(id);
    JsonNode order = theOne(() -> ordersOf(buyer));
    assertThat(order.path("id").asText()).isEqualTo(accepted.orderId());
    assertThat(order.path("origin").asText()).isEqualToIgnoringCase("customer");
    assertThat(order.path("currencyCode").asText()).isEqualTo("USD");
    assertThat(order.at("/lineItems/0/reservationId").asText()).isEqualTo(accepted.reservationId());
    assertThat(order.at("/lineItems/0/subscriptionId").asText()).isEqualTo(buyer.subscription());
    assertThat(order.at("/lineItems/0/termDuration").asText()).isEqualTo("P1Y");

    JsonNode outcome = get("/v1/customers/" + buyer.id() + "/purchaserequests/" + id);
    assertThat(outcome.path("state").asText()).isEqualTo("accepted");
    assertThat(outcome.path("reservationId").asText()).isEqualTo(accepted.reservationId());

    JsonNode logged = theOne(() -> logged(buyer, "create_order"));
    assertThat(logged.path("operationStatus").asText()).isEqualToIgnoringCase("succeeded");
    assertThat(logged.path("partnerId").asText()).isEqualTo(admin.partner());
    assertThat(detail(logged, "InitiatedBy")).isEqualTo("customer");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(texts(logged(buyer, "create_order"), "/userPrincipalName").getFirst())
                    .endsWith("@customer.example"));
    assertThat(theOne(() -> logged(buyer, "create_self_serve_policy")).path("action").asText())
        .isEqualTo("Create Customer Purchase Permissions");

    JsonNode line = theOne(() -> billed(buyer));
    assertThat(line.path("orderId").asText()).isEqualTo(accepted.orderId());
    assertThat(line.path("payer").asText()).isEqualTo("partner");
    assertThat(line.path("payerId").asText()).isEqualTo(admin.partner());
    BigDecimal cost = line.path("subtotal").decimalValue();
    BigDecimal price = line.at("/customerPrice/subtotal").decimalValue();
    assertThat(cost).isPositive();
    assertThat(price).isEqualByComparingTo(cost.multiply(new BigDecimal("1.10")));
    assertThat(accepted.customerPrice().toDecimal()).isEqualByComparingTo(price);
  }

  @Test
  void a_user_without_the_owner_role_is_refused_and_nothing_is_charged() throws Exception {
    Buyer buyer = admin.newBuyer("US");
    String reader = admin.newUser(buyer.id());
    admin.permit(buyer.id());

    PurchaseRejected rejected = (PurchaseRejected) asked(Portal.newId(), buyer, reader);

    assertThat(rejected.code()).isEqualTo("OwnerMissing");
    nothingBoughtButLogged(buyer);
  }

  @Test
  void with_the_permission_off_the_owner_is_refused_and_nothing_is_charged() throws Exception {
    Buyer never = admin.newBuyer("US");
    Buyer revoked = admin.newBuyer("US");
    admin.permit(revoked.id());
    admin.revoke(revoked.id(), PartnerCenter.requestId());

    for (Buyer buyer : List.of(never, revoked)) {
      PurchaseRejected rejected = (PurchaseRejected) asked(Portal.newId(), buyer, buyer.owner());
      assertThat(rejected.code()).isEqualTo("PermissionOff");
      nothingBoughtButLogged(buyer);
    }
    assertThat(theOne(() -> logged(revoked, "delete_self_serve_policy")).path("action").asText())
        .isEqualTo("Delete Customer Purchase Permissions");
  }

  @Test
  void what_a_role_does_not_allow_is_refused_and_logged() {
    Buyer buyer = admin.newBuyer("US");
    admin.permit(buyer.id());
    String policy = "/v1/SelfServePolicy/" + admin.partner() + "_" + buyer.id();

    for (String role : List.of("sales_agent", "helpdesk_agent")) {
      Reply refused = admin.colleague(role).send("DELETE", policy, "", PartnerCenter.requestId());
      assertThat(refused.status()).as("%s", refused).isEqualTo(403);
      assertThat(refused.text("code")).isEqualTo("900150");
    }

    List<JsonNode> logged = some(2, () -> logged(buyer, "delete_self_serve_policy"));
    assertThat(texts(logged, "/operationStatus")).containsOnly("failed");
    assertThat(logged.stream().map(record -> detail(record, "Code")))
        .containsOnly("RoleLacksRights");
    assertThat(get(policy).path("id").asText()).isEqualTo(admin.partner() + "_" + buyer.id());
  }

  @Test
  void what_the_partner_and_then_the_customer_bought_is_together_on_the_partners_bill()
      throws Exception {
    Buyer buyer = admin.newBuyer("US");
    Reply onBehalf = boughtOnBehalf(buyer);
    admin.permit(buyer.id());
    assertThat(asked(Portal.newId(), buyer, buyer.owner())).isInstanceOf(PurchaseAccepted.class);

    assertThat(onBehalf.status()).as("%s", onBehalf).isEqualTo(201);
    List<String> both = List.of("partner", "customer");
    assertThat(texts(some(2, () -> ordersOf(buyer)), "/origin")).isEqualTo(both);
    assertThat(texts(items(get("/v1/customers/" + buyer.id() + "/reservations")), "/origin"))
        .isEqualTo(both);
    List<JsonNode> logged = some(2, () -> logged(buyer, "create_order"));
    // The newest entry of the log comes first.
    assertThat(logged.reversed().stream().map(record -> detail(record, "InitiatedBy")))
        .isEqualTo(both);
    assertThat(texts(logged, "/operationStatus")).containsOnly("succeeded");
    List<JsonNode> billed = some(2, () -> billed(buyer));
    assertThat(texts(billed, "/initiatedBy")).isEqualTo(both);
    assertThat(texts(billed, "/payerId")).containsOnly(admin.partner());
    assertThat(texts(billed, "/boughtBy").getLast()).isEqualTo(buyer.owner());
    assertThat(texts(billed, "/orderId")).isEqualTo(texts(ordersOf(buyer), "/id"));
  }

  @Test
  void what_an_aborted_transaction_wrote_is_in_no_view() throws Exception {
    Buyer buyer = admin.newBuyer("US");
    admin.permit(buyer.id());
    String id = Portal.newId();
    String nobody = Portal.newId();
    CompletableFuture<LogRecord> stands = facts.answerTo(id);
    asked(id, buyer, buyer.owner());
    LogRecord real = stands.get(SOON.toSeconds(), TimeUnit.SECONDS);
    String forged =
        new String(real.body().orElseThrow(), UTF_8)
            .replaceFirst("(\"orderId\":\")[^\"]*", "$1" + Portal.newId())
            .replaceFirst("(\"reservationId\":\")[^\"]*", "$1" + Portal.newId());
    String revoked =
        """
        {"customerId":"%s","partnerId":"%s","products":["AZURE_RESERVED_INSTANCES"],"reason":"",
         "by":{"id":"%s","side":"PARTNER"},"at":"2026-11-24T10:00:00Z"}\
        """
            .formatted(buyer.id(), admin.partner(), Portal.newId());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            house.superUser(Map.of("transactional.id", id)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(fact(RESERVATION_EVENTS, buyer, "ReservationPurchased.v1", forged)).get();
      producer
          .send(fact(PERMISSION_EVENTS, buyer, "CustomerPurchasePermissionDeleted.v1", revoked))
          .get();
      producer.send(Portal.record(Portal.newId(), Portal.wish(buyer))).get();
      for (PartitionInfo each : producer.partitionsFor("directory")) {
        producer.send(person(each.partition(), nobody, buyer)).get();
      }
      producer.abortTransaction();
    }

    // The aborted records of each partition are followed by one that every view passes.
    assertThat(asked(Portal.newId(), buyer, buyer.owner())).isInstanceOf(PurchaseAccepted.class);
    admin.revoke(buyer.id(), PartnerCenter.requestId());

    some(1, () -> logged(buyer, "delete_self_serve_policy"));
    some(2, () -> logged(buyer, "create_order"));
    some(2, () -> ordersOf(buyer));
    some(2, () -> billed(buyer));
    assertThat(asked(Portal.newId(), buyer, buyer.owner())).isInstanceOf(PurchaseRejected.class);
    String people = "/v1/customers/" + buyer.id() + "/users/";
    assertThat(admin.get(people + admin.newUser(buyer.id())).status()).isEqualTo(200);
    assertThat(admin.get(people + nobody).status()).isEqualTo(404);
  }

  private static ProducerRecord<byte[], byte[]> person(int partition, String id, Buyer customer) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            "directory",
            partition,
            id.getBytes(UTF_8),
            EventJson.write(
                new DirectoryUser(
                    id, customer.id(), Actor.Side.CUSTOMER, id + "@customer.example", id)));
    record.headers().add("ce_type", "DirectoryUser.v1".getBytes(UTF_8));
    return record;
  }

  private static ProducerRecord<byte[], byte[]> fact(
      String topic, Buyer buyer, String type, String body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, buyer.id().getBytes(UTF_8), body.getBytes(UTF_8));
    String id = Portal.newId();
    Portal.headers(id, type)
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    record.headers().add("ce_causationid", id.getBytes(UTF_8));
    return record;
  }

  private static Reply boughtOnBehalf(Buyer buyer) throws IOException {
    return admin.send(
        "POST",
        "/v1/customers/" + buyer.id() + "/reservations",
        wished(buyer),
        PartnerCenter.requestId());
  }

  /** The buyer's request in its HTTP form. */
  static String wished(Buyer buyer) throws IOException {
    return new ObjectMapper()
        .readTree(EventJson.write(Portal.wish(buyer)))
        .path("reservation")
        .toString();
  }

  private static String detail(JsonNode record, String key) {
    return StreamSupport.stream(record.path("customizedData").spliterator(), false)
        .filter(pair -> pair.path("key").asText().equals(key))
        .map(pair -> pair.path("value").asText())
        .findFirst()
        .orElse("");
  }

  private static List<String> texts(List<JsonNode> items, String pointer) {
    return items.stream().map(item -> item.at(pointer).asText()).toList();
  }

  @Test
  void another_partner_sees_nothing_of_it() throws Exception {
    Buyer buyer = admin.newBuyer("US");
    admin.permit(buyer.id());
    asked(Portal.newId(), buyer, buyer.owner());
    theOne(() -> ordersOf(buyer));
    theOne(() -> billed(buyer));

    PartnerCenter other = PartnerCenter.at(house.first(Service.GATEWAY).address());

    assertThat(other.get("/v1/customers/" + buyer.id()).status()).isEqualTo(404);
    assertThat(other.get("/v1/customers/" + buyer.id() + "/orders").status()).isEqualTo(404);
    assertThat(other.get(BILL).body().path("items")).isEmpty();
    assertThat(other.get(ACTIVITY).body().path("items")).isEmpty();
  }

  @Test
  void a_storm_of_unauthorized_writes_leaves_the_log_and_the_activity_log_as_they_were()
      throws Exception {
    Buyer buyer = admin.newBuyer("US");
    admin.permit(buyer.id());
    PartnerCenter stranger = PartnerCenter.at(house.first(Service.GATEWAY).address());
    List<PartnerCenter> strangers =
        List.of(stranger, stranger.colleague("sales_agent"), stranger.colleague("helpdesk_agent"));
    everyWrite(strangers, buyer);
    List<String> logged = await().atMost(SOON).until(MainJobIT::loggedIds, ids -> !ids.isEmpty());
    Map<TopicPartition, Long> before =
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> HighWatermarks.all(house.kafka()),
                ends -> ends.equals(HighWatermarks.all(house.kafka())));

    for (int round = 0; round < 5; round++) {
      everyWrite(strangers, buyer);
    }

    assertThat(HighWatermarks.all(house.kafka())).isEqualTo(before);
    assertThat(loggedIds()).isEqualTo(logged);
    String id = PartnerCenter.requestId();
    String rules = "/v1/customers/" + buyer.id() + "/pricerules";
    String rule = "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1000}}";
    assertThat(stranger.send("PUT", rules, rule, id).status()).isEqualTo(404);
    assertThat(admin.send("PUT", rules, rule, id).status()).isEqualTo(200);
  }

  private static List<String> loggedIds() {
    return texts(items(get(ACTIVITY)), "/id");
  }

  /**
   * Every address that writes about a customer, for another tenant's customer and a nonexistent
   * one, with any role.
   */
  private static void everyWrite(List<PartnerCenter> strangers, Buyer buyer) throws IOException {
    for (PartnerCenter stranger : strangers) {
      for (String customer : List.of(buyer.id(), PartnerCenter.requestId())) {
        String at = "/v1/customers/" + customer;
        String plan = at + "/subscriptions/" + buyer.subscription();
        String owner = plan + "/owners/" + buyer.owner();
        String policy = stranger.partner() + "_" + customer;
        String grant =
            """
            {"selfServeEntity": {"selfServeEntityType": "customer", "tenantID": "%s"},
             "grantor": {"grantorType": "billToPartner", "tenantID": "%s"},
             "permissions": [{"resource": "AzureReservedInstances", "action": "Purchase"}],
             "attributes": {"etag": "\\"1\\""}}\
            """
                .formatted(customer, stranger.partner());
        String rule = "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1000}}";
        String person =
            "{\"userPrincipalName\": \"kim@customer.example\", \"displayName\": \"Kim\"}";
        inVain(stranger, "POST", at + "/subscriptions", "{\"offerId\": \"DZH318Z0BPS6\"}");
        inVain(stranger, "PATCH", plan, "{\"status\": \"suspended\"}");
        inVain(stranger, "PUT", owner, "");
        inVain(stranger, "DELETE", owner, "");
        inVain(stranger, "POST", at + "/users", person);
        inVain(stranger, "DELETE", at + "/users/" + buyer.owner(), "");
        inVain(stranger, "PUT", at + "/pricerules", rule);
        inVain(stranger, "DELETE", at + "/pricerules", "");
        inVain(stranger, "PUT", at + "/pricerules/Standard_D2s_v5", rule);
        inVain(stranger, "DELETE", at + "/pricerules/Standard_D2s_v5", "");
        inVain(
            stranger,
            "PUT",
            at + "/purchaselimits",
            "{\"currency\": \"USD\", \"perOrderMinor\": 1}");
        inVain(stranger, "DELETE", at + "/purchaselimits", "");
        inVain(stranger, "POST", "/v1/SelfServePolicy", grant);
        inVain(stranger, "PUT", "/v1/SelfServePolicy", grant);
        inVain(stranger, "PUT", "/v1/SelfServePolicy/" + policy, grant);
        inVain(stranger, "DELETE", "/v1/SelfServePolicy/" + policy, "");
        inVain(stranger, "DELETE", "/v1/SelfServePolicy/" + admin.partner() + "_" + customer, "");
        inVain(stranger, "POST", at + "/reservations", wished(buyer));
      }
    }
  }

  private static void inVain(PartnerCenter stranger, String method, String path, String body) {
    Reply reply = stranger.send(method, path, body, PartnerCenter.requestId());
    assertThat(reply.status()).as("%s %s: %s", method, path, reply).isIn(403, 404);
  }

  private static Object asked(String id, Buyer buyer, String requestedBy) throws Exception {
    CompletableFuture<LogRecord> answer = outcomes.answerTo(id);
    portal.published(id, Portal.wish(buyer, requestedBy, 1));
    return Log.event(answer.get(SOON.toSeconds(), TimeUnit.SECONDS));
  }

  private static void nothingBoughtButLogged(Buyer buyer) {
    JsonNode logged = theOne(() -> logged(buyer, "create_order"));
    assertThat(logged.path("operationStatus").asText()).isEqualToIgnoringCase("failed");
    assertThat(ordersOf(buyer)).isEmpty();
    assertThat(billed(buyer)).isEmpty();
  }

  private static List<JsonNode> ordersOf(Buyer buyer) {
    return items(get("/v1/customers/" + buyer.id() + "/orders"));
  }

  private static List<JsonNode> billed(Buyer buyer) {
    return of(buyer, items(get(BILL)));
  }

  private static List<JsonNode> logged(Buyer buyer, String operation) {
    return of(buyer, items(get(ACTIVITY))).stream()
        .filter(record -> record.path("operationType").asText().equals(operation))
        .toList();
  }

  private static List<JsonNode> of(Buyer buyer, List<JsonNode> items) {
    return items.stream()
        .filter(item -> item.path("customerId").asText().equals(buyer.id()))
        .toList();
  }

  private static List<JsonNode> items(JsonNode collection) {
    return StreamSupport.stream(collection.path("items").spliterator(), false).toList();
  }

  /** Views follow the log: decisions become visible a moment later. */
  private static JsonNode theOne(Supplier<List<JsonNode>> items) {
    return some(1, items).getFirst();
  }

  private static List<JsonNode> some(int count, Supplier<List<JsonNode>> items) {
    return await().atMost(SOON).until(items::get, found -> found.size() == count);
  }

  private static JsonNode get(String path) {
    Reply reply = admin.get(path);
    assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(200);
    return reply.body();
  }
}
