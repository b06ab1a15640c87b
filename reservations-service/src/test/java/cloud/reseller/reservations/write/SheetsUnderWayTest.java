package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.D2S;
import static cloud.reseller.reservations.write.Facts.OTHER_PARTNER;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.line;
import static cloud.reseller.reservations.write.Facts.sheet;
import static cloud.reseller.reservations.write.Facts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.Event;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decision;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Request;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.CatalogueCodec;
import cloud.reseller.reservations.write.state.CustomerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sheets of two partners and the operator begin, end and are published while requests are decided.
 * Each decision matches that of a plain list of all sheets, and is the same when it is verified
 * with a catalogue folded again or restored from a snapshot.
 */
class SheetsUnderWayTest {

  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private final ReservationDecider rules = new ReservationDecider(DefaultMarkup.always(0));
  private final CatalogueCodec codec = new CatalogueCodec();
  private final CustomerState state = state();

  /** A request, and the length of the log of sheets at that time. */
  private record Asked(int position, Instant at, Decision<Event> decision) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void each_decision_uses_the_sheet_in_force_and_has_the_same_outcome_when_verified(long seed) {
    Random random = new Random(seed);
    List<Fact<Event>> log = new ArrayList<>();
    List<List<Event>> sheets = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    Catalogue catalogue = rules.initialShared();
    Instant now = BEGIN;
    for (int i = 0; i < 600; i++) {
      now = now.plusSeconds(random.nextInt(5_000));
      if (random.nextInt(6) == 0) {
        List<Event> sheet = anySheet("sheet-" + i, now, random);
        sheets.add(sheet);
        for (Event fact : sheet) {
          log.add(new Fact<>(new Position("catalogue-events", 0, log.size()), now, 0, fact));
          catalogue = rules.evolveShared(catalogue, log.getLast());
        }
      }
      if (random.nextInt(20) == 0) {
        catalogue = codec.read(codec.write(catalogue));
      }
      Decision<Event> decision = decide(i, now, catalogue);
      assertThat(costOf(decision)).as("seed %d, request %d", seed, i).isEqualTo(cost(sheets, now));
      asked.add(new Asked(log.size(), now, decision));
    }
    assertThat(asked.stream().map(one -> costOf(one.decision())).distinct().count())
        .as("seed %d reaches many prices", seed)
        .isGreaterThan(10);
    takenAgain(log, asked);
  }

  private void takenAgain(List<Fact<Event>> log, List<Asked> asked) {
    Catalogue folded = rules.initialShared();
    int position = 0;
    for (int i = 0; i < asked.size(); i++) {
      Asked one = asked.get(i);
      for (; position < one.position(); position++) {
        folded = rules.evolveShared(folded, log.get(position));
      }
      assertThat(decide(i, one.at(), folded)).isEqualTo(one.decision());
      if (i % 7 == 0) {
        assertThat(decide(i, one.at(), codec.read(codec.write(folded)))).isEqualTo(one.decision());
      }
    }
  }

  private Decision<Event> decide(int number, Instant at, Catalogue catalogue) {
    return rules.decide(
        new Request<>(
            CUSTOMER,
            "request-" + number,
            at,
            rules.newest(),
            new ReservationCommand.PurchaseByCustomer(owner().request())),
        state,
        catalogue);
  }

  private CustomerState state() {
    CustomerState known = rules.initial();
    long offset = 0;
    for (Event fact :
        List.of(Facts.customer(), Facts.azurePlan(), Facts.owner(), Facts.permissionOn())) {
      known =
          rules.evolve(
              known, new Fact<>(new Position("permission-events", 3, offset++), BEGIN, 0, fact));
    }
    return known;
  }

  private static List<Event> anySheet(String id, Instant now, Random random) {
    Optional<String> owner =
        List.of(Optional.of(PARTNER), Optional.of(OTHER_PARTNER), Optional.<String>empty())
            .get(random.nextInt(3));
    Instant from = random.nextBoolean() ? now : now.plusSeconds(random.nextInt(200_000));
    Instant middle = from.plusSeconds(1 + random.nextInt(200_000));
    Instant end = random.nextBoolean() ? Facts.OPEN_END : middle.plusSeconds(100_000);
    return sheet(
        id,
        owner,
        from,
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    line(
                        id,
                        D2S,
                        "eastus",
                        "US",
                        Term.P1Y,
                        UnitPrice.of(usd(1 + random.nextInt(1_000_000))),
                        i == 0 ? from : middle,
                        i == 0 ? middle : end))
            .toArray(PriceSheetLine[]::new));
  }

  private static String costOf(Decision<Event> decision) {
    return switch (decision.event()) {
      case ReservationPurchased bought -> bought.sheet() + ' ' + bought.partnerCost();
      case ReservationPurchaseRejected rejected -> rejected.code();
      default -> throw new IllegalStateException("neither accepted nor refused");
    };
  }

  private static String cost(List<List<Event>> sheets, Instant at) {
    List<Event> inForce = latest(sheets, Optional.of(PARTNER), at);
    if (inForce.isEmpty()) {
      inForce = latest(sheets, Optional.empty(), at);
    }
    if (inForce.isEmpty()) {
      return Refusal.PRICES_NOT_IN_FORCE.code();
    }
    for (Event fact : inForce) {
      if (fact instanceof PriceSheetLine line
          && !at.isBefore(line.from())
          && at.isBefore(line.until())) {
        return line.sheet() + ' ' + usd(line.unitCost().value().movePointRight(2).longValueExact());
      }
    }
    return Refusal.PRICE_NOT_IN_FORCE.code();
  }

  private static List<Event> latest(List<List<Event>> sheets, Optional<String> owner, Instant at) {
    List<Event> latest = List.of();
    Instant since = Instant.MIN;
    for (List<Event> sheet : sheets) {
      PriceSheetPublished published = (PriceSheetPublished) sheet.getLast();
      Instant from = published.effectiveFrom();
      if (published.partnerId().equals(owner) && !from.isAfter(at) && !from.isBefore(since)) {
        latest = sheet;
        since = from;
      }
    }
    return latest;
  }
}
