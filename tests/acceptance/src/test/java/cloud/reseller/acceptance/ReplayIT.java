package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rows depend only on the log: dropped databases come back row by row, whichever topic is read
 * first, and lists show them in the same order.
 */
class ReplayIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int BUYERS = 12;
  private static final int REQUESTS = 40;
  private static final List<Service> SERVICES =
      List.of(Service.PERMISSIONS, Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING);

  /** What is made from nothing here: nothing is parked, no record comes after its erasure. */
  private static final Set<String> EMPTY = Set.of("projection_parked", "directory_left_over_1");

  /** Its own rows of subscriptions have their ids in Azure. */
  private static final String UNUSED_BY_PERMISSIONS = "entitlement_1";

  private static House house;
  private static PartnerCenter admin;
  private static PartnerCenter reservations;
  private static List<String> buyers;
  private static SheetsUnderWay sheets;
  private static Map<Service, Map<String, String>> before;
  private static Map<String, JsonNode> listsBefore;

  @BeforeAll
  static void start() throws Exception {
    house = House.of(ReplayIT.class, SERVICES.toArray(Service[]::new));
    admin = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    reservations = admin.calling(house.first(Service.RESERVATIONS).address());
    try (Portal portal = new Portal(house.portal())) {
      buyers = InParallel.run(4, BUYERS, number -> live(portal, number));
    }
    sheets = SheetsUnderWay.run(house);
    eraseAnAgent();
    before = rowsWhenCaughtUp();
    listsBefore = lists();
    house.stopAll();
    before.forEach(
        (service, tables) ->
            assertThat(tables.entrySet().stream().filter(t -> t.getValue().startsWith("0 rows")))
                .as("empty in %s", service)
                .extracting(Map.Entry::getKey)
                .isSubsetOf(empty(service)));
  }

  private static Set<String> empty(Service service) {
    Set<String> empty = new HashSet<>(EMPTY);
    if (service == Service.PERMISSIONS) {
      empty.add(UNUSED_BY_PERMISSIONS);
    }
    return empty;
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  /** A customer's life. Of some the permission is left on, and the subscription suspended. */
  private static String live(Portal portal, int number) throws Exception {
    Buyer buyer = admin.newBuyer(number % 2 == 0 ? "US" : "DE");
    String customer = "/v1/customers/" + buyer.id();
    String licences = admin.newSubscription(buyer.id(), "CFQ7TTC0LH18");
    ok(201, "POST", customer + "/reservations", MainJobIT.wished(buyer));
    String second = admin.newUser(buyer.id());
    admin.makeOwner(buyer.id(), buyer.subscription(), second);
    admin.permit(buyer.id());
    admin.putPriceRule(
        buyer.id(), "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": " + number * 100 + "}}");
    ok(
        200,
        "PUT",
        customer + "/pricerules/Standard_D4s_v5",
        "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 50}}");
    ok(
        200,
        "PUT",
        customer + "/purchaselimits",
        "{\"currency\": \"%s\", \"perDayMinor\": 100000000}"
            .formatted(number % 2 == 0 ? "USD" : "EUR"));
    ok(200, "PATCH", customer + "/subscriptions/" + licences, "{\"status\": \"suspended\"}");
    for (int i = 0; i < REQUESTS; i++) {
      portal.published(Portal.newId(), Portal.wish(buyer, i % 5 == 0 ? second : buyer.owner(), 1));
      if (i == REQUESTS / 2) {
        admin.removeOwner(buyer.id(), buyer.subscription(), second);
      }
    }
    if (number % 3 == 0) {
      ok(
          200,
          "PATCH",
          customer + "/subscriptions/" + buyer.subscription(),
          "{\"status\": \"suspended\"}");
    } else {
      admin.revoke(buyer.id(), PartnerCenter.requestId());
    }
    portal.published(Portal.newId(), Portal.wish(buyer));
    ok(204, "DELETE", customer + "/users/" + second, "");
    return buyer.id();
  }

  private static void eraseAnAgent() {
    String agent = UUID.randomUUID().toString();
    String body =
        """
        {"id": "%s", "userPrincipalName": "%s@partner.example", "displayName": "Helen"}\
        """
            .formatted(agent, agent);
    ok(201, "POST", "/v1/agents", body);
    ok(204, "DELETE", "/v1/agents/" + agent, "");
  }

  private static void ok(int status, String method, String path, String body) {
    PartnerCenter agent = path.endsWith("/reservations") ? reservations : admin;
    PartnerCenter.Reply reply = agent.send(method, path, body, PartnerCenter.requestId());
    assertThat(reply.status()).as("%s %s: %s", method, path, reply).isEqualTo(status);
  }

  @Test
  void two_partners_at_once_buy_from_their_own_sheets_and_a_third_from_the_operators() {
    assertThat(sheets.decided()).isEqualTo(sheets.expected());
    assertThat(sheets.decided())
        .extracting(SheetsUnderWay.Decided::outcome)
        .containsAll(sheets.everyOutcome());
  }

  @Test
  void decisions_on_sheets_that_began_and_ended_meanwhile_come_out_the_same_again() {
    for (int number : sheets.partitions()) {
      Again.Partition again = Again.purchases(house.kafka(), number);
      assertThat(again.differences()).isEmpty();
      assertThat(again.outcomes()).isGreaterThanOrEqualTo(sheets.decided().size() / 3);
    }
  }

  @Test
  void dropped_databases_come_back_row_by_row() throws Exception {
    house.dropDatabases();
    house.startAll();
    assertThat(rowsWhenCaughtUp()).isEqualTo(before);
    assertThat(lists()).isEqualTo(listsBefore);
    house.stopAll();
  }

  @Test
  void the_order_in_which_topics_are_read_does_not_matter() throws Exception {
    for (boolean reversed : List.of(false, true)) {
      replayTopicByTopic(reversed);
      assertThat(rows()).as("last topic first: %s", reversed).isEqualTo(before);
    }
  }

  /**
   * Every service reads one of its topics to the end before it sees the first record of the next. A
   * reader that believes it has read a topic is stopped, and started again without that belief.
   */
  private static void replayTopicByTopic(boolean reversed) throws Exception {
    Map<Service, List<String>> order = new EnumMap<>(Service.class);
    Map<Service, List<List<String>>> positions = new EnumMap<>(Service.class);
    int steps = 0;
    for (Service service : SERVICES) {
      Rows rows = rows(service);
      List<String> topics = new ArrayList<>(rows.topics());
      order.put(service, reversed ? topics.reversed() : topics);
      positions.put(
          service,
          rows.query("select projection, topic, partition, topic_id from projection_position"));
      steps = Math.max(steps, topics.size());
      rows.empty();
    }
    try (Admin admin = admin()) {
      for (int step = 0; step < steps; step++) {
        for (Service service : SERVICES) {
          List<String> topics = order.get(service);
          List<String> later = topics.subList(Math.min(step + 1, topics.size()), topics.size());
          Map<TopicPartition, Long> ends = later.isEmpty() ? Map.of() : Rows.ends(admin, later);
          Rows rows = rows(service);
          if (step > 0 && step < topics.size()) {
            rows.execute(
                "delete from projection_position where topic = '" + topics.get(step) + "'");
          }
          if (step == 0) {
            pretendRead(rows, positions.get(service), ends);
          }
        }
        house.startAll();
        for (Service service : SERVICES) {
          rows(service).awaitCaughtUp(admin, LIMIT);
        }
        if (step == steps - 1) {
          assertThat(lists()).as("last topic first: %s", reversed).isEqualTo(listsBefore);
        }
        house.stopAll();
      }
    }
  }

  private static void pretendRead(
      Rows rows, List<List<String>> positions, Map<TopicPartition, Long> ends) {
    for (List<String> row : positions) {
      Long end = ends.get(new TopicPartition(row.get(1), Integer.parseInt(row.get(2))));
      if (end != null) {
        rows.execute(
            "insert into projection_position (projection, topic, partition, topic_id, position)"
                + " values ('%s', '%s', %s, '%s', %d)"
                    .formatted(row.get(0), row.get(1), row.get(2), row.get(3), end));
      }
    }
  }

  /** What a partner's agent sees in every list, by its address. */
  private static Map<String, JsonNode> lists() {
    Map<String, JsonNode> lists = new TreeMap<>();
    list(lists, Service.PERMISSIONS, "/v1/customers");
    list(lists, Service.RESERVATIONS, "/v1/pricesheets");
    list(lists, Service.ACTIVITY_LOG, "/v1/auditrecords?size=2000");
    String lines =
        "/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems";
    list(lists, Service.BILLING, lines + "&period=previous");
    list(lists, Service.BILLING, lines + "&period=current");
    for (String buyer : buyers.subList(0, 3)) {
      String customer = "/v1/customers/" + buyer;
      list(lists, Service.PERMISSIONS, customer + "/subscriptions");
      list(lists, Service.PERMISSIONS, customer + "/users");
      list(lists, Service.RESERVATIONS, customer + "/orders");
      list(lists, Service.RESERVATIONS, customer + "/reservations");
    }
    return lists;
  }

  private static void list(Map<String, JsonNode> lists, Service service, String path) {
    PartnerCenter.Reply reply = admin.get(house.first(service).address() + path);
    assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(200);
    lists.put(path, reply.body().path("items"));
  }

  private static Map<Service, Map<String, String>> rowsWhenCaughtUp() {
    try (Admin admin = admin()) {
      for (Service service : SERVICES) {
        rows(service).awaitCaughtUp(admin, LIMIT);
      }
    }
    return rows();
  }

  private static Map<Service, Map<String, String>> rows() {
    Map<Service, Map<String, String>> all = new TreeMap<>();
    SERVICES.forEach(service -> all.put(service, rows(service).digests()));
    return all;
  }

  private static Rows rows(Service service) {
    return new Rows(house.database(service));
  }

  private static Admin admin() {
    return Admin.create(house.kafka());
  }
}
