package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.bought;
import static cloud.reseller.reservations.write.Facts.usd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cloud.reseller.events.Actor;
import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.PurchaseOutcome.PurchaseParked;
import cloud.reseller.events.ReservationCommandType;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Input;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.Refusals;
import cloud.reseller.log.decide.UnreadableInputException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests are read, refused by name of the field, and answered to the portal. */
class ReservationMessageCodecTest {

  private static final String BODY =
      """
      {"customerId":"%s","requestedBy":"%s","reservation":{
        "sku":{"name":"Standard_D2s_v5"},"location":"eastus","properties":{
          "reservedResourceType":"VirtualMachines","billingScopeId":"/subscriptions/%s",
          "term":"P1Y","billingPlan":"Upfront","quantity":1,"displayName":"web farm",
          "appliedScopeType":"Shared"}}}
      """
          .formatted(CUSTOMER, Facts.OWNER, Facts.SUBSCRIPTION);

  private final ReservationMessageCodec messageCodec = new ReservationMessageCodec();

  @Test
  void a_request_of_the_public_form_is_read() throws UnreadableInputException {
    assertThat(messageCodec.readInput(portal(BODY)))
        .isEqualTo(new ReservationCommand.PurchaseByCustomer(Asking.owner().request()));
  }

  @Test
  void fields_it_does_not_know_are_tolerated() throws UnreadableInputException {
    String body = BODY.replace("\"quantity\"", "\"savingsPlan\":{\"id\":1},\"quantity\"");
    assertThat(messageCodec.readInput(portal(body)))
        .isEqualTo(new ReservationCommand.PurchaseByCustomer(Asking.owner().request()));
  }

  @Test
  void a_time_of_review_may_have_an_offset() throws UnreadableInputException {
    String body =
        BODY.replace(
            "\"quantity\"", "\"reviewDateTime\":\"2027-05-01T02:00:00+02:00\",\"quantity\"");
    assertThat(messageCodec.readInput(portal(body)))
        .isEqualTo(
            new ReservationCommand.PurchaseByCustomer(
                Asking.owner()
                    .withReviewDateTime(Instant.parse("2027-05-01T00:00:00Z"))
                    .request()));
  }

  @Test
  void what_the_http_side_writes_is_read_again() throws UnreadableInputException {
    for (ReservationCommand command :
        new ReservationCommand[] {
          new ReservationCommand.PurchaseByCustomer(Asking.owner().request()),
          Asking.owner().onBehalf(PARTNER),
          Asking.owner().withReviewDateTime(Facts.NOW).onBehalf(PARTNER)
        }) {
      assertThat(
              messageCodec.readInput(
                  new Input(
                      new Position("reservation-commands", 3, 7),
                      CUSTOMER,
                      "request-1",
                      ReservationMessageCodec.commandType(command).typeName(),
                      ReservationMessageCodec.writeCommand(command),
                      2)))
          .isEqualTo(command);
    }
  }

  @Test
  void the_portal_cannot_speak_for_the_partner() {
    ReservationCommand command = Asking.owner().onBehalf(PARTNER);
    refused(
        new Input(
            new Position("purchase-requests", 3, 7),
            CUSTOMER,
            "request-1",
            ReservationCommandType.PURCHASE_RESERVATION_ON_BEHALF.typeName(),
            ReservationMessageCodec.writeCommand(command),
            1),
        "TypeUnknown",
        "ce_type");
  }

  @Test
  void an_unknown_type_is_refused() {
    refused(
        new Input(
            new Position("purchase-requests", 3, 7),
            CUSTOMER,
            "id",
            "Buy.v9",
            BODY.getBytes(UTF_8),
            1),
        "TypeUnknown",
        "PurchaseReservation.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"buy!", "{\"customerId\":", "{'a':1}", "{\"customerId\" \"x\"}"})
  void what_is_not_json_is_refused(String body) {
    refused(portal(body), "NotJson", "JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"text\"", "1", ""})
  void what_is_not_an_object_is_refused(String body) {
    refused(portal(body), "FieldInvalid", "body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"customerId\"|\"customer\"|customerId",
        "\"requestedBy\"|\"by\"|requestedBy",
        "\"reservation\"|\"wish\"|reservation",
        "\"sku\"|\"size\"|reservation.sku",
        "\"name\"|\"title\"|reservation.sku.name",
        "\"location\"|\"place\"|reservation.location",
        "\"properties\"|\"rest\"|reservation.properties",
        "\"term\"|\"time\"|reservation.properties.term",
        "\"quantity\"|\"count\"|reservation.properties.quantity",
        "\"quantity\":1|\"quantity\":\"1\"|reservation.properties.quantity",
        "\"quantity\":1|\"quantity\":1.5|reservation.properties.quantity",
        "\"quantity\":1|\"quantity\":null|reservation.properties.quantity",
        "\"quantity\":1|\"quantity\":99999999999999999999|reservation.properties.quantity",
        "\"term\":\"P1Y\"|\"term\":{}|reservation.properties.term",
        "\"term\":\"P1Y\"|\"term\":null|reservation.properties.term",
        "\"eastus\"|[\"eastus\"]|reservation.location",
        "\"quantity\"|\"renew\":\"yes\",\"quantity\"|reservation.properties.renew",
        "\"quantity\"|\"appliedScopes\":\"x\",\"quantity\"|reservation.properties.appliedScopes",
        "\"quantity\"|\"appliedScopes\":[null],\"quantity\"|reservation.properties.appliedScopes",
        "\"quantity\"|\"appliedScopes\":[{}],\"quantity\"|reservation.properties.appliedScopes",
        "\"quantity\"|\"reservedResourceProperties\":{},\"quantity\"|instanceFlexibility",
        "\"quantity\"|\"reviewDateTime\":\"2027-05-01\",\"quantity\"|reviewDateTime",
        "\"quantity\"|\"reviewDateTime\":\"2027-05-01T00:00:00\",\"quantity\"|reviewDateTime",
        "\"quantity\"|\"reviewDateTime\":\"\",\"quantity\"|reviewDateTime",
        "\"quantity\"|\"reviewDateTime\":1809129600,\"quantity\"|reviewDateTime"
      })
  void a_missing_field_or_one_of_the_wrong_type_is_named(
      String part, String instead, String field) {
    assertThat(BODY).contains(part);
    refused(portal(BODY.replace(part, instead)), "FieldInvalid", field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buy!|NotJson|JSON",
        "{\"partnerId\":\"p\"|NotJson|JSON",
        "null|FieldInvalid|body",
        "[]|FieldInvalid|body",
        "{\"partnerId\":\"p\"}|FieldInvalid|mayBuy",
        "{\"partnerId\":\"p\",\"mayBuy\":true}|FieldInvalid|request",
        "{\"partnerId\":\"p\",\"request\":[]}|FieldInvalid|request",
        "{\"partnerId\":\"p\",\"request\":{\"customerId\":1}}|FieldInvalid|request.customerId",
      })
  void a_partners_request_whose_body_is_broken_is_refused(String body, String code, String field) {
    refused(onBehalf(body.getBytes(UTF_8)), code, field);
  }

  @Test
  void a_partners_request_needs_its_partner_and_names_what_is_wrong_inside() {
    String body =
        new String(ReservationMessageCodec.writeCommand(Asking.owner().onBehalf(PARTNER)), UTF_8);
    assertThat(body).contains("\"partnerId\"", "\"term\":\"P1Y\"");
    refused(
        onBehalf(body.replace("\"partnerId\"", "\"partner\"").getBytes(UTF_8)),
        "FieldInvalid",
        "partnerId");
    refused(
        onBehalf(body.replace("\"term\":\"P1Y\"", "\"term\":1").getBytes(UTF_8)),
        "FieldInvalid",
        "request.reservation.properties.term");
    refused(onBehalf(new byte[] {(byte) 0xff, '{', '}'}), "NotJson", "UTF-8");
    refused(onBehalf(new byte[0]), "FieldInvalid", "body");
  }

  @Test
  void a_name_or_an_address_in_place_of_an_object_id_is_refused_and_not_repeated() {
    assertThatThrownBy(
            () -> messageCodec.readInput(portal(BODY.replace(Facts.OWNER, "ann@fabrikam.example"))))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining("requestedBy")
        .hasMessageNotContaining("ann");
  }

  @Test
  void key_and_body_must_name_the_same_customer() {
    refused(
        portal(BODY.replace(CUSTOMER, "c0000000-0000-4000-8000-000000000002")),
        "CustomerIdMismatch",
        "customerId");
  }

  @Test
  void from_the_third_rule_set_on_customerId_is_case_insensitive() throws Exception {
    Input upper = portal(BODY.replace(CUSTOMER, CUSTOMER.toUpperCase(Locale.ROOT)));
    refused(upper, "CustomerIdMismatch", "customerId");
    assertThat(messageCodec.readInput(under(3, upper)).customerId())
        .isEqualToIgnoringCase(CUSTOMER);
    refusedUnder(
        3,
        portal(BODY.replace(CUSTOMER, "c0000000-0000-4000-8000-000000000002")),
        "BodyUnreadable",
        "customerId");
  }

  @Test
  void from_the_third_rule_set_on_a_key_in_upper_case_is_refused_with_the_reason()
      throws Exception {
    String key = CUSTOMER.toUpperCase(Locale.ROOT);
    Input upper =
        new Input(
            new Position("purchase-requests", 3, 7),
            key,
            "request-1",
            "PurchaseReservation.v1",
            BODY.replace(CUSTOMER, key).getBytes(UTF_8),
            3);
    refusedUnder(3, upper, "BodyUnreadable", "in lower case");
    assertThat(messageCodec.readInput(under(2, upper)).customerId()).isEqualTo(key);
  }

  @Test
  void the_mechanisms_own_refusal_says_who_asked_where_it_can_be_read() {
    assertThat(messageCodec.refused(portal(BODY), Refusals.FACTS_UNREADABLE, "text", "a/0@1"))
        .isEqualTo(
            new CommandRefused(
                CUSTOMER,
                "request-1",
                "PurchaseReservation.v1",
                "FactsUnreadable",
                "text",
                "a/0@1",
                java.util.Optional.of(new Actor(Facts.OWNER, Actor.Side.CUSTOMER))));
    assertThat(((CommandRefused) messageCodec.refused(portal("?"), "NotJson", "text", "")).by())
        .isEmpty();
  }

  @Test
  void the_portal_is_told_price_and_ids_but_never_cost_rule_or_margin() {
    MessageCodec.Copy copy =
        messageCodec.copies(portal(BODY), bought(Actor.Side.CUSTOMER, usd(77_77))).getFirst();
    assertThat(copy.topic()).isEqualTo("purchase-outcomes");
    assertThat(copy.type()).isEqualTo("PurchaseAccepted.v1");
    assertThat(new String(copy.body(), UTF_8))
        .isEqualTo(
            "{\"customerId\":\"%s\",\"requestId\":\"earlier\",\"orderId\":\"order\",\"reservationId\":\"reservation\",\"customerPrice\":{\"amountMinor\":7777,\"currency\":\"USD\"}}"
                .formatted(CUSTOMER));
  }

  @Test
  void the_portal_is_told_every_refusal() {
    assertThat(
            messageCodec.copies(
                portal(BODY),
                new ReservationPurchaseRejected(
                    CUSTOMER, "r", "OwnerMissing", "text", "", Actor.Side.CUSTOMER, Facts.AGENT)))
        .extracting(MessageCodec.Copy::type, copy -> new String(copy.body(), UTF_8))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "PurchaseRejected.v1",
                "{\"customerId\":\"%s\",\"requestId\":\"r\",\"code\":\"OwnerMissing\",\"text\":\"text\"}"
                    .formatted(CUSTOMER)));
    assertThat(
            messageCodec.copies(
                portal(BODY), messageCodec.refused(portal(BODY), "NotJson", "t", "")))
        .extracting(MessageCodec.Copy::type)
        .containsExactly("PurchaseRejected.v1");
  }

  @Test
  void a_repeat_tells_the_portal_nothing_new() {
    Event repeated = messageCodec.repeated(portal(BODY), new Position("reservation-events", 3, 5));
    assertThat(repeated)
        .isEqualTo(new CommandRepeated(CUSTOMER, "request-1", "reservation-events/3@5"));
    assertThat(messageCodec.copies(portal(BODY), repeated)).isEmpty();
  }

  @Test
  void the_portal_is_told_that_a_request_is_parked_and_why_but_nothing_of_its_body()
      throws Exception {
    Event parked = messageCodec.parked(portal(BODY), "decide failed: ArithmeticException");
    assertThat(parked)
        .isEqualTo(
            new CommandParked(
                CUSTOMER,
                "request-1",
                "PurchaseReservation.v1",
                "decide failed: ArithmeticException"));
    MessageCodec.Copy copy = messageCodec.copies(portal(BODY), parked).getFirst();
    assertThat(copy.topic()).isEqualTo("purchase-outcomes");
    assertThat(EventJson.read(copy.type(), copy.body()))
        .isInstanceOfSatisfying(
            PurchaseParked.class,
            told -> {
              assertThat(told.customerId()).isEqualTo(CUSTOMER);
              assertThat(told.requestId()).isEqualTo("request-1");
              assertThat(told.code()).isEqualTo("CommandParked");
              assertThat(told.text())
                  .contains("decide failed: ArithmeticException")
                  .contains("under a new id");
            });
    assertThat(new String(copy.body(), UTF_8)).doesNotContain(Facts.OWNER, "web farm");
  }

  @Test
  void what_was_asked_over_http_is_not_told_to_the_portal() {
    Input overHttp =
        new Input(
            new Position("reservation-commands", 3, 7),
            CUSTOMER,
            "request-1",
            "PurchaseReservation.v1",
            BODY.getBytes(UTF_8),
            2);
    assertThat(messageCodec.copies(overHttp, bought(Actor.Side.CUSTOMER, usd(1)))).isEmpty();
    assertThat(messageCodec.copies(overHttp, messageCodec.parked(overHttp, "why"))).isEmpty();
  }

  @Test
  void facts_are_read_as_they_were_written() throws Exception {
    Event event = bought(Actor.Side.CUSTOMER, usd(1));
    assertThat(messageCodec.readFact(messageCodec.typeOf(event), messageCodec.write(event)))
        .isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void a_known_fact_with_a_broken_body_is_refused_by_name_and_never_repeated(
      Event fact, String part, String instead, String field) {
    String type = messageCodec.typeOf(fact);
    String body = new String(messageCodec.write(fact), UTF_8);
    assertThat(body).contains(part);
    for (String broken : List.of(body.replace(part, instead), body.substring(1), "", "null")) {
      assertThatThrownBy(() -> messageCodec.readFact(type, broken.getBytes(UTF_8)))
          .isInstanceOf(EventJson.UnreadableException.class)
          .hasMessageContaining(type)
          .hasMessageNotContaining("Fabrikam");
    }
    assertThatThrownBy(
            () -> messageCodec.readFact(type, body.replace(part, instead).getBytes(UTF_8)))
        .hasMessageContaining(field);
  }

  static Stream<Arguments> facts() {
    return Stream.of(
        arguments(Facts.customer(), "\"country\"", "\"land\"", "country"),
        arguments(Facts.customer(), "\"by\":{", "\"by\":\"Fabrikam\",\"was\":{", "by"),
        arguments(Facts.azurePlan(), "\"USAGE\"", "\"Fabrikam\"", "billingType"),
        arguments(
            bought(Actor.Side.CUSTOMER, usd(7)),
            "\"amountMinor\":7",
            "\"amountMinor\":0.5",
            "partnerCost.amountMinor"),
        arguments(
            bought(Actor.Side.CUSTOMER, usd(7)),
            "\"2026-11-22T10:00:00Z\"",
            "\"Fabrikam\"",
            "purchasedAt"),
        arguments(Facts.prices().getFirst(), "\"term\":\"P1Y\"", "\"term\":\"P5Y\"", "term"));
  }

  @Test
  void a_fact_of_an_unknown_type_is_refused() {
    assertThatThrownBy(() -> messageCodec.readFact("CustomerAdded.v9", "{}".getBytes(UTF_8)))
        .isInstanceOf(EventJson.UnreadableException.class)
        .hasMessageContaining("CustomerAdded.v9");
  }

  private static Input onBehalf(byte[] body) {
    return new Input(
        new Position("reservation-commands", 3, 7),
        CUSTOMER,
        "request-1",
        ReservationCommandType.PURCHASE_RESERVATION_ON_BEHALF.typeName(),
        body,
        1);
  }

  private static Input portal(String body) {
    return new Input(
        new Position("purchase-requests", 3, 7),
        CUSTOMER,
        "request-1",
        "PurchaseReservation.v1",
        body.getBytes(UTF_8),
        1);
  }

  /** From the second rule set on there are two codes, with the texts that there were. */
  private void refused(Input input, String firstCode, String text) {
    refusedUnder(1, input, firstCode, text);
    String secondCode = firstCode.equals("TypeUnknown") ? "TypeUnknown" : "BodyUnreadable";
    refusedUnder(2, input, secondCode, text);
  }

  private static Input under(int rules, Input input) {
    return new Input(input.position(), input.key(), input.id(), input.type(), input.body(), rules);
  }

  private void refusedUnder(int rules, Input input, String code, String text) {
    assertThatThrownBy(() -> messageCodec.readInput(under(rules, input)))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageContaining(text)
        .satisfies(e -> assertThat(((UnreadableInputException) e).code()).isEqualTo(code));
  }
}
