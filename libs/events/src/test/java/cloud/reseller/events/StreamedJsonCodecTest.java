package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.EventJson.UnreadableException;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written and read by hand cannot be told from what the library writes and reads. */
class StreamedJsonCodecTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "a \"quote\", a \\ and a /",
          "line\nfeed\ttab \b\f\r \u0001\u001f\u007f",
          "Zürich, 東京, 한국, \ud83d\ude00",
          "x".repeat(3_000),
          "null",
          "\u2028\u2029\ufffd\uffff");

  private static final BodyCodec<PurchaseRequest> REQUESTS =
      BodyCodec.streamed("PurchaseReservation.v1", PurchaseRequest.class, new RequestJsonCodec());
  private static final BodyCodec<ReservationPurchased> PURCHASES =
      BodyCodec.streamed(
          "ReservationPurchased.v1", ReservationPurchased.class, new PurchasedJsonCodec());
  private static final BodyCodec<ReservationPurchaseRejected> REJECTIONS =
      BodyCodec.streamed(
          "ReservationPurchaseRejected.v1",
          ReservationPurchaseRejected.class,
          new RejectedJsonCodec());

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);

  @Test
  void values_are_the_same_bytes_and_bytes_the_same_value() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      same(REQUESTS, BodyCodec.of(REQUESTS.name(), PurchaseRequest.class), request());
      same(PURCHASES, BodyCodec.of(PURCHASES.name(), ReservationPurchased.class), purchased());
      same(
          REJECTIONS,
          BodyCodec.of(REJECTIONS.name(), ReservationPurchaseRejected.class),
          rejected());
    }
  }

  @Test
  void damaged_bytes_are_the_same_value_or_the_same_refusal() {
    BodyCodec<PurchaseRequest> requests = BodyCodec.of(REQUESTS.name(), PurchaseRequest.class);
    BodyCodec<ReservationPurchased> purchases =
        BodyCodec.of(PURCHASES.name(), ReservationPurchased.class);
    for (int i = 0; i < 3_000; i++) {
      byte[] request = damaged(requests.write(request()));
      assertThat(answer(REQUESTS, request)).isEqualTo(answer(requests, request));
      byte[] purchase = damaged(purchases.write(purchased()));
      assertThat(answer(PURCHASES, purchase)).isEqualTo(answer(purchases, purchase));
    }
  }

  @Test
  void fields_of_a_request_may_come_in_any_order() throws Exception {
    String body =
        """
        {"reservation": {"properties": {"reviewDateTime": "2027-05-01T00:00:00Z", "renew": true, "quantity": 2, "billingPlan": "Monthly",
          "term": "P3Y", "billingScopeId": "b", "reservedResourceType": "VirtualMachines",
          "appliedScopeType": "Shared"}, "location": "l", "sku": {"name": "s"}},
         "requestedBy": "r", "customerId": "c"}
        """;
    PurchaseRequest read = REQUESTS.read(body.getBytes(StandardCharsets.UTF_8));
    assertThat(read)
        .isEqualTo(
            BodyCodec.of(REQUESTS.name(), PurchaseRequest.class)
                .read(body.getBytes(StandardCharsets.UTF_8)));
    assertThat(read.reservation().properties().term()).isEqualTo("P3Y");
    assertThat(read.reservation().properties().reviewDateTime())
        .contains(Instant.parse("2027-05-01T00:00:00Z"));
  }

  private static <T> void same(BodyCodec<T> streamed, BodyCodec<T> general, T value)
      throws UnreadableException {
    byte[] body = general.write(value);
    assertThat(streamed.write(value)).asString(StandardCharsets.UTF_8).isEqualTo(text(body));
    assertThat(streamed.read(body)).isEqualTo(value).isEqualTo(general.read(body));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Object answer(BodyCodec<?> body, byte[] bytes) {
    try {
      return body.read(bytes);
    } catch (UnreadableException refusal) {
      return refusal.getMessage() + refusal.isJson();
    }
  }

  private byte[] damaged(byte[] body) {
    int from = random.nextInt(body.length);
    int to = Math.min(body.length, from + random.nextInt(12));
    return switch (random.nextInt(4)) {
      case 0 -> joined(Arrays.copyOf(body, from), Arrays.copyOfRange(body, to, body.length));
      case 1 -> joined(Arrays.copyOf(body, to), Arrays.copyOfRange(body, from, body.length));
      case 2 -> {
        byte[] changed = body.clone();
        changed[from] = (byte) random.nextInt(256);
        yield changed;
      }
      default -> swapped(text(body)).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Another value in the place of one, or a field a second time. */
  private String swapped(String body) {
    String value = pick("null", "17", "1.0", "true", "\"P1Y\"", "{}", "[]", "-0", "\"\\u0000\"");
    return switch (random.nextInt(3)) {
      case 0 -> body.replaceFirst("\"[^\"]*\"(?=[,}])", value.replace("\\", "\\\\"));
      case 1 -> body.replaceFirst(":(\\d+)", ":" + value.replace("\\", "\\\\"));
      default -> body.substring(0, body.length() - 1) + ",\"customerId\":\"again\"}";
    };
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private PurchaseRequest request() {
    return new PurchaseRequest(
        text(),
        text(),
        new PurchaseRequest.Reservation(
            new PurchaseRequest.Sku(text()),
            text(),
            new PurchaseRequest.Properties(
                text(),
                text(),
                text(),
                text(),
                random.nextLong() >> random.nextInt(64),
                maybe(text()),
                text(),
                maybe(IntStream.range(0, random.nextInt(3)).mapToObj(i -> text()).toList()),
                maybe(
                    new PurchaseRequest.AppliedScopeProperties(
                        maybe(text()), maybe(text()), maybe(text()), maybe(text()))),
                maybe(random.nextBoolean()),
                maybe(new PurchaseRequest.ReservedResourceProperties(text())),
                maybe(time()))));
  }

  private ReservationPurchased purchased() {
    return new ReservationPurchased(
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        pick(Term.values()),
        pick(BillingPlan.values()),
        random.nextInt(),
        pick(
            new Scope.Shared(),
            new Scope.Single(text()),
            new Scope.ResourceGroup(text(), text()),
            new Scope.ManagementGroup(text())),
        pick(Flexibility.values()),
        text(),
        money(),
        money(),
        new AppliedPrice(
            pick(new PriceRule.Fixed(money()), new PriceRule.Percent(random.nextInt())),
            pick(AppliedPrice.Origin.values()),
            text()),
        text(),
        pick(Actor.Side.values()),
        text(),
        new Actor(text(), pick(Actor.Side.values())),
        time(),
        time(),
        random.nextBoolean(),
        maybe(time()));
  }

  private ReservationPurchaseRejected rejected() {
    return new ReservationPurchaseRejected(
        text(),
        text(),
        text(),
        text(),
        text(),
        pick(Actor.Side.values()),
        new Actor(text(), pick(Actor.Side.values())));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Money money() {
    return new Money(random.nextLong() >> random.nextInt(64), pick("USD", "EUR", "JPY", "KWD"));
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextLong(0, 9_000_000_000L), random.nextInt(1_000_000_000));
  }

  private <V> Optional<V> maybe(V value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  @SafeVarargs
  private <V> V pick(V... values) {
    return values[random.nextInt(values.length)];
  }
}
