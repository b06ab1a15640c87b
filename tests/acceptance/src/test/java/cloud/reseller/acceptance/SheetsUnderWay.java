package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Customers of three partners who repeatedly buy the same product in one market. Two partners have
 * their own sheets there, the third has the operator's; sheets and their lines begin and end while
 * requests are under way.
 */
final class SheetsUnderWay {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String COLUMNS =
      "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,"
          + "PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags\n";

  private static final String LONG_AGO = "2026-01-01";
  private static final String NEVER = "";

  private final House house;
  private final PartnerCenter first;
  private final PartnerCenter second;
  private final PartnerCenter third;
  private final List<Decided> decided = new ArrayList<>();

  private Instant lineEnds;
  private Instant sheetsBegin;
  private Instant lastLineEnds;
  private Instant nextBegins;

  private final Buyer ofFirst;
  private final Buyer ofSecond;
  private final Buyer ofThird;
  private Sheet firstsOwn;
  private Sheet firstsNext;
  private Sheet secondsOwn;
  private Sheet thirdsOwn;
  private Sheet operators;
  private Sheet operatorsNext;

  /** A published sheet. */
  private record Sheet(String id, Instant from) {

    private boolean hasBegun(Instant at) {
      return !at.isBefore(from);
    }
  }

  /**
   * A decision.
   *
   * @param outcome sheet, cost and price of what was bought, or the code of a refusal
   */
  record Decided(Buyer buyer, Instant at, String outcome) {}

  private SheetsUnderWay(House house) {
    this.house = house;
    URI permissions = house.first(Service.PERMISSIONS).address();
    first = PartnerCenter.at(permissions);
    second = PartnerCenter.at(permissions);
    third = PartnerCenter.at(permissions);
    ofFirst = buyer(first);
    ofSecond = buyer(second);
    ofThird = buyer(third);
  }

  /** Plans the changes so far ahead that everything can be published before. */
  private void plan(Duration ahead) {
    Instant begin = Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    // An end in the last second of a minute would be extended to the end of that minute.
    while (begin.atOffset(ZoneOffset.UTC).getSecond() > 56) {
      begin = begin.plusSeconds(1);
    }
    lineEnds = begin;
    sheetsBegin = begin.plusSeconds(1);
    lastLineEnds = begin.plusSeconds(2);
    nextBegins = begin.plusSeconds(3);
  }

  private static Buyer buyer(PartnerCenter partner) {
    Buyer buyer = partner.newBuyer("FR");
    partner.permit(buyer.id());
    return buyer;
  }

  /** Publishes the sheets, and buys until the last of them has begun. */
  static SheetsUnderWay run(House house) throws Exception {
    SheetsUnderWay sheets = new SheetsUnderWay(house);
    sheets.buyWhileSheetsBeginAndEnd();
    return sheets;
  }

  private void buyWhileSheetsBeginAndEnd() throws Exception {
    String markup = "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1000}}";
    assertThat(first.putPriceRule(ofFirst.id(), markup).status()).isEqualTo(200);
    // Signing in takes longer than publishing.
    String operator = Infrastructure.shared().operatorToken("eeeeeeee-0000-4000-8000-000000000001");
    String firstsAgent = agentOf(first);
    String secondsAgent = agentOf(second);
    String thirdsAgent = agentOf(third);
    long before = System.nanoTime();
    operators = published(operator, Optional.empty(), line("900.005", LONG_AGO, NEVER));
    // Four sheets follow, each of which may take longer than this one.
    plan(Duration.ofNanos(8 * (System.nanoTime() - before)));
    operatorsNext = published(operator, Optional.of(sheetsBegin), line("950", LONG_AGO, NEVER));
    firstsOwn =
        published(
            firstsAgent,
            Optional.empty(),
            line("700", LONG_AGO, lineEnds.toString())
                + line("650.505", lineEnds.toString(), lastLineEnds.toString()));
    firstsNext = published(firstsAgent, Optional.of(nextBegins), line("600", LONG_AGO, NEVER));
    secondsOwn = published(secondsAgent, Optional.of(sheetsBegin), line("800", LONG_AGO, NEVER));
    assertThat(Instant.now())
        .as("all sheets are published before the first change")
        .isBefore(lineEnds);
    try (Portal portal = new Portal(house.portal());
        Watch answers = Watch.of(house.kafka(), RESERVATION_EVENTS)) {
      await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_ROUNDS)
          .until(() -> !round(portal, answers).isBefore(nextBegins));
      thirdsOwn = published(thirdsAgent, Optional.empty(), line("500", LONG_AGO, NEVER));
      round(portal, answers);
    }
  }

  /** All three buy at once. Returns the time of the last decision. */
  private Instant round(Portal portal, Watch answers) throws Exception {
    List<Buyer> buyers = List.of(ofFirst, ofSecond, ofThird);
    List<CompletableFuture<LogRecord>> asked = new ArrayList<>();
    for (Buyer buyer : buyers) {
      String id = Portal.newId();
      asked.add(answers.answerTo(id));
      portal.publish(id, Portal.wish(buyer, buyer.owner(), 2));
    }
    Instant last = Instant.MIN;
    for (int i = 0; i < buyers.size(); i++) {
      LogRecord outcome = asked.get(i).get(SOON.toSeconds(), TimeUnit.SECONDS);
      last = outcome.time();
      decided.add(new Decided(buyers.get(i), last, text(outcome)));
    }
    return last;
  }

  private static String text(LogRecord outcome) {
    return switch (Log.event(outcome)) {
      case ReservationPurchased bought ->
          bought(
              bought.sheet(),
              bought.partnerCost().toDecimal().toPlainString(),
              bought.customerPrice().toDecimal().toPlainString());
      case ReservationPurchaseRejected rejected -> rejected.code();
      default -> throw new IllegalStateException("no outcome: " + outcome.type());
    };
  }

  private static String bought(String sheet, String cost, String price) {
    return "from " + sheet + " for " + cost + ", sold for " + price;
  }

  /** The decisions, in order. */
  List<Decided> decided() {
    return List.copyOf(decided);
  }

  /** The decisions as the sheets' numbers require them, two machines each. */
  List<Decided> expected() {
    return decided.stream()
        .map(one -> new Decided(one.buyer(), one.at(), expected(one.buyer(), one.at())))
        .toList();
  }

  private String expected(Buyer buyer, Instant at) {
    if (buyer.equals(ofFirst)) {
      return expectedOfFirst(at);
    }
    if (buyer.equals(ofSecond) && secondsOwn.hasBegun(at)) {
      return bought(secondsOwn.id(), "1600.00", "1600.00");
    }
    if (buyer.equals(ofThird) && thirdsOwn.hasBegun(at)) {
      return bought(thirdsOwn.id(), "1000.00", "1000.00");
    }
    return operatorsNext.hasBegun(at)
        ? bought(operatorsNext.id(), "1900.00", "1900.00")
        : bought(operators.id(), "1800.01", "1800.01");
  }

  /** Its customer pays a markup of 10 %. */
  private String expectedOfFirst(Instant at) {
    if (firstsNext.hasBegun(at)) {
      return bought(firstsNext.id(), "1200.00", "1320.00");
    }
    if (at.isBefore(lineEnds)) {
      return bought(firstsOwn.id(), "1400.00", "1540.00");
    }
    return at.isBefore(lastLineEnds)
        ? bought(firstsOwn.id(), "1301.01", "1431.11")
        : "PriceNotInForce";
  }

  /** Every outcome that must have occurred: each sheet, each line, and no line. */
  Set<String> everyOutcome() {
    return Set.of(
        bought(firstsOwn.id(), "1400.00", "1540.00"),
        bought(firstsOwn.id(), "1301.01", "1431.11"),
        "PriceNotInForce",
        bought(firstsNext.id(), "1200.00", "1320.00"),
        bought(secondsOwn.id(), "1600.00", "1600.00"),
        bought(thirdsOwn.id(), "1000.00", "1000.00"),
        bought(operators.id(), "1800.01", "1800.01"),
        bought(operatorsNext.id(), "1900.00", "1900.00"));
  }

  /** The partitions of the customers. */
  Set<Integer> partitions() {
    return Stream.of(ofFirst, ofSecond, ofThird).map(Buyer::partition).collect(Collectors.toSet());
  }

  private static String agentOf(PartnerCenter partner) {
    return Infrastructure.shared().agentToken("admin_agent", partner.partner(), partner.agent());
  }

  private static String line(String price, String from, String until) {
    return "Virtual Machines,DZH318Z0XX01,0001,\"Reserved VM Instance, Standard_D2s_v5, US East,"
        + " 1 Year\",P1Y,FR,EUR,%s,,%s,%s,\n".formatted(price, from, until);
  }

  private Sheet published(String token, Optional<Instant> from, String lines)
      throws IOException, InterruptedException {
    URI address =
        house
            .first(Service.RESERVATIONS)
            .address()
            .resolve("/v1/pricesheets" + from.map(at -> "?effectiveFrom=" + at).orElse(""));
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(address)
                .timeout(SOON)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv")
                .header("MS-RequestId", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(COLUMNS + lines))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode sheet = JSON.readTree(answer.body());
    Instant begins = Instant.parse(sheet.path("effectiveFrom").asText());
    from.ifPresent(at -> assertThat(begins).isEqualTo(at));
    return new Sheet(sheet.path("id").asText(), begins);
  }
}
