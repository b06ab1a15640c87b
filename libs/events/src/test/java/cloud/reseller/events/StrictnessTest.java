package cloud.reseller.events;

import static cloud.reseller.events.Actor.Side.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cloud.reseller.events.EventJson.UnreadableException;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading: tolerant of what is new, strict in what is known. */
class StrictnessTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static Stream<String> approved() {
    return Approved.names().stream();
  }

  @ParameterizedTest
  @MethodSource("approved")
  void unknown_fields_are_tolerated_in_every_object(String name) throws Exception {
    ObjectNode body = (ObjectNode) Approved.tree(name);
    addUnknownFields(body);
    assertThat(read(name, body)).isEqualTo(Examples.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("approved")
  void a_missing_field_is_refused_by_name_unless_it_is_optional(String name) {
    assertThat(Place.allOf(name).filter(place -> !place.isElement()))
        .allSatisfy(
            place -> {
              place.remove();
              if (isOptional(name, place)) {
                assertThat(read(name, place.root())).isNotNull();
              } else {
                assertThat(refusal(name, place.root()))
                    .startsWith(Approved.typeName(name) + ": " + blamed(place) + " must be given");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("approved")
  void a_null_is_a_missing_field(String name) {
    assertThat(Place.allOf(name))
        .allSatisfy(
            place -> {
              place.put(NODES.nullNode());
              if (isOptional(name, place)) {
                assertThat(read(name, place.root())).isNotNull();
              } else {
                assertThat(refusal(name, place.root()))
                    .startsWith(Approved.typeName(name) + ": " + blamed(place) + " must ");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("approved")
  void a_value_of_another_kind_is_refused_by_the_name_of_its_field(String name) {
    List<JsonNode> others =
        List.of(
            NODES.textNode("Kim"),
            NODES.textNode(""),
            NODES.numberNode(17),
            NODES.numberNode(17.0),
            NODES.booleanNode(true),
            NODES.objectNode(),
            NODES.arrayNode());
    for (JsonNode other : others) {
      assertThat(Place.allOf(name).filter(place -> !sameKind(place.value(), other)))
          .allSatisfy(
              place -> {
                place.put(other);
                assertThat(refusal(name, place.root()))
                    .startsWith(Approved.typeName(name) + ": " + blamed(place))
                    .contains(" must ")
                    .doesNotContain("Kim", "17");
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          null; the body must be an object
          []; the body must be an object
          17; the body must be an object
          "Kim"; the body must be an object
          `   `; the body must be an object
          {"customerId"; the body is not JSON, or has a name twice
          {"customerId":Kim}; the body is not JSON, or has a name twice
          """)
  void a_body_that_is_no_object_is_refused(String body, String complaint) {
    assertThatThrownBy(() -> EventJson.read("CommandRepeated.v1", body.getBytes()))
        .isInstanceOf(UnreadableException.class)
        .hasNoCause()
        .message()
        .startsWith("CommandRepeated.v1: " + complaint)
        .doesNotContain("Kim");
  }

  @Test
  void a_name_given_twice_is_refused_because_two_readers_could_differ() {
    String twice = "{\"customerId\": \"a\", \"customerId\": \"b\"}";
    assertThatThrownBy(() -> EventJson.read("CommandRepeated.v1", twice.getBytes()))
        .hasMessageContaining("a name twice");
  }

  @Test
  void text_after_the_body_is_refused() {
    String body = Approved.text("CommandRepeated.v1");
    assertThatThrownBy(() -> EventJson.read("CommandRepeated.v1", (body + "{}").getBytes()))
        .hasMessageContaining("the body must be");
  }

  @Test
  void a_number_that_does_not_fit_is_refused() {
    ObjectNode body = (ObjectNode) Approved.tree("SubscriptionAdded.v1");
    body.put("quantity", 3_000_000_000L);
    assertThat(refusal("SubscriptionAdded.v1", body))
        .isEqualTo("SubscriptionAdded.v1: quantity must be given as a whole number in range");
  }

  @Test
  void a_currency_that_does_not_exist_is_refused() {
    ObjectNode body = (ObjectNode) Approved.tree("PurchaseAccepted.v1");
    ((ObjectNode) body.get("customerPrice")).put("currency", "KIM");
    assertThat(refusal("PurchaseAccepted.v1", body))
        .isEqualTo("PurchaseAccepted.v1: customerPrice: currency must be an ISO 4217 code");
  }

  @Test
  void a_permission_for_nothing_is_refused() {
    ObjectNode body = (ObjectNode) Approved.tree("CustomerPurchasePermissionCreated.v1");
    body.putArray("products");
    assertThat(refusal("CustomerPurchasePermissionCreated.v1", body))
        .endsWith("products must name at least one kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "a\\ud800b", "a\\udc00", "\\ud800"})
  void text_that_a_database_cannot_hold_is_refused(String text) {
    for (String name : List.of("PurchaseReservation.v1", "CustomerAdded.v1")) {
      String body =
          Approved.text(name)
              .replaceAll(
                  "(\"location\"|\"companyName\"): \"[^\"]*",
                  "$1: \"" + text.replace("\\", "\\\\"));
      assertThatThrownBy(() -> EventJson.read(name, body.getBytes()))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining(" must be given as text");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\ud800b", "a\udc00"})
  void text_that_a_database_cannot_hold_is_not_written_either(String text) {
    assertThatThrownBy(() -> EventJson.write(new CommandRepeated("customer", text, "t/0@1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CommandRepeated.v1");
    assertThatThrownBy(
            () ->
                EventJson.write(
                    new ReservationPurchaseRejected(
                        "c", text, "code", "", "", PARTNER, new Actor("a", PARTNER))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void a_body_is_utf_8_and_nothing_else(String charset) {
    byte[] body = Approved.text("PurchaseReservation.v1").getBytes(Charset.forName(charset));
    assertThatThrownBy(() -> EventJson.read("PurchaseReservation.v1", body))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("the body is not JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c080",
        "c1bf",
        "e08080",
        "e09fbf",
        "f0808080",
        "f08fbfbf",
        "f4908080",
        "f7bfbfbf",
        "80",
        "c3",
        "eda080",
        "fe",
        "ff"
      })
  void bytes_that_are_no_utf_8_are_refused(String hex) {
    for (String name : List.of("PurchaseReservation.v1", "CustomerAdded.v1")) {
      String text =
          Approved.text(name).replaceAll("(\"location\"|\"companyName\"): \"[^\"]*", "$1: \"@");
      String[] parts = text.split("@", 2);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(parts[0].getBytes());
      body.writeBytes(HexFormat.of().parseHex(hex));
      body.writeBytes(parts[1].getBytes());
      assertThatThrownBy(() -> EventJson.read(name, body.toByteArray()))
          .as(name)
          .isInstanceOf(UnreadableException.class);
    }
  }

  @Test
  void an_unknown_type_is_refused() {
    assertThatThrownBy(() -> EventJson.read("ReservationGiven.v1", "{}".getBytes()))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("\"ReservationGiven.v1\"");
    assertThatThrownBy(() -> EventJson.read("x".repeat(5_000), "{}".getBytes()))
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void deep_nesting_is_refused_and_not_followed() {
    String deep = "{\"later\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> EventJson.read("CommandRepeated.v1", deep.getBytes()))
        .isInstanceOf(UnreadableException.class);
  }

  private static Object read(String name, JsonNode body) throws UnreadableException {
    return EventJson.read(Approved.typeName(name), body.toString().getBytes());
  }

  private static String refusal(String name, JsonNode body) {
    Throwable thrown = catchThrowable(() -> read(name, body));
    assertThat(thrown).as("%s", body).isInstanceOf(UnreadableException.class);
    return thrown.getMessage();
  }

  private static boolean isOptional(String name, Place place) {
    return !place.isKind()
        && Fields.of(Examples.all().get(name).getClass()).get(place.field()).endsWith("optional");
  }

  /** A missing kind is told by the object it is the kind of. */
  private static String blamed(Place place) {
    return place.isKind() ? place.path().replaceFirst("\\.type$", "") : place.path();
  }

  private static boolean sameKind(JsonNode one, JsonNode other) {
    return one.isIntegralNumber()
        ? other.isIntegralNumber()
        : one.getNodeType() == other.getNodeType();
  }

  private static void addUnknownFields(JsonNode node) {
    node.forEach(StrictnessTest::addUnknownFields);
    if (node instanceof ObjectNode object) {
      object.putObject("later").putArray("nested").add(1).addNull();
    }
  }
}
