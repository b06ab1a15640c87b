package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.PURCHASE_OUTCOMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.PartnerCenter.Reply;
import cloud.reseller.events.PurchaseOutcome.PurchaseAccepted;
import cloud.reseller.events.PurchaseOutcome.PurchaseRejected;
import cloud.reseller.log.LogRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What all this is for (S05): the partner permits, the customer's Owner buys by a published
 * request, and the purchase stands in the order history, the activity log and the partner's bill.
 * Everything that is asked over HTTP goes through the one door.
 */
class MainJobIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String ACTIVITY = "/v1/auditrecords?size=500";
  private static final String BILL =
      "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems";

  private static House house;
  private static PartnerCenter admin;
  private static Portal portal;
  private static Watch outcomes;

  @BeforeAll
  static void start() {
    house = House.of(MainJobIT.class, Service.values());
    admin = PartnerCenter.at(house.first(Service.GATEWAY).address());
    portal = new Portal(house.kafka());
    outcomes = Watch.of(house.kafka(), PURCHASE_OUTCOMES);
  }

  @AfterAll
  static void stop() {
    outcomes.close();
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
    theOne(() -> logged(buyer, "create_self_serve_policy"));

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
    theOne(() -> logged(revoked, "delete_self_serve_policy"));
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

  /** Views follow the log: what is decided is seen a moment later. */
  private static JsonNode theOne(Supplier<List<JsonNode>> items) {
    return await().atMost(SOON).until(items::get, found -> found.size() == 1).getFirst();
  }

  private static JsonNode get(String path) {
    Reply reply = admin.get(path);
    assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(200);
    return reply.body();
  }
}
