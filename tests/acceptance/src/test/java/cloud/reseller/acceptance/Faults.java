package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.acceptance.PublicCall.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes each call of the public interface wrong in every way that costs little, and holds every
 * error against the one form and the one table.
 */
final class Faults {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final String JSON = "application/json";

  /** Answered before an address is known, so described with no call. */
  private static final Set<Integer> OF_NO_CALL = Set.of(405, 414, 417, 431, 502, 505);

  /** More than any body in memory may have. */
  private static final int TOO_LONG = 1_048_577;

  private final URI gateway;
  private final ErrorTable table;
  private final List<DescribedCall> calls;
  private final Map<String, String> values;
  private final String admin;
  private final String operator;
  private final Set<String> met = new TreeSet<>();

  /**
   * The calls of all services.
   *
   * @param values of parameters that lead to something
   */
  Faults(
      URI gateway,
      ErrorTable table,
      List<DescribedCall> calls,
      Map<String, String> values,
      String admin,
      String operator) {
    this.gateway = gateway;
    this.table = table;
    this.calls = calls;
    this.values = values;
    this.admin = admin;
    this.operator = operator;
  }

  /** The errors met, as {@code "404 60003"}. */
  Set<String> met() {
    return met;
  }

  /** Without a token, with a bad one, and as everybody with some other rights. */
  void wrongCaller(List<String> others) throws Exception {
    for (DescribedCall call : calls) {
      PublicCall plain = PublicCall.of(call.method(), call.at(values));
      refused(call, plain, 401, Optional.of("Authorization"));
      refused(call, plain.by("nonsense"), 401, Optional.of("Authorization"));
      PublicCall unknown = filled(call, PublicCall.of(call.method(), call.at(Map.of())));
      for (String other : others) {
        looked(call, unknown.by(other));
      }
    }
  }

  /** Ids that are unknown and ids that are none. */
  void wrongIds() throws Exception {
    for (DescribedCall call : calls) {
      if (call.hasIds()) {
        for (String address :
            List.of(
                call.at(Map.of()),
                call.at("no-id"),
                call.at(Map.of("customerId", values.get("customerId"))))) {
          PublicCall made = filled(call, PublicCall.of(call.method(), address));
          looked(call, made.by(allowed(call)));
        }
      }
    }
  }

  /** Headers, methods and addresses that no call has. */
  void wrongHead() throws Exception {
    for (DescribedCall call : calls) {
      PublicCall made = filled(call, PublicCall.of(call.method(), call.at(values)));
      PublicCall allowed = made.by(allowed(call));
      refused(call, allowed.with("MS-RequestId", "17"), 400, Optional.of("MS-RequestId"));
      refused(call, allowed.with("MS-CorrelationId", "17"), 400, Optional.of("MS-CorrelationId"));
      refused(call, allowed.with("Accept", "nonsense"), 400, Optional.of("Accept"));
      refused(call, allowed.with("X-Long", "x".repeat(20_000)), 431, Optional.of("headers"));
      PublicCall tooLong =
          PublicCall.of(call.method(), call.at(values) + "?a=" + "x".repeat(4_001));
      refused(call, tooLong.by(admin), 414, Optional.of("address"));
      if (call.method().equals("GET")) {
        Answer type =
            refused(call, allowed.with("Accept", "text/html"), 406, Optional.of("Accept"));
        assertThat(type.json().path("description").asText())
            .as("%s", made)
            .contains(call.answerTypes());
      }
      if (call.parameters().contains("size")) {
        PublicCall list = PublicCall.of("GET", call.at(values) + "?%24filter=x").by(allowed(call));
        refused(call, list, 400, Optional.of("$filter"));
      }
    }
    for (DescribedCall call : calls) {
      wrongMethod(call);
    }
  }

  private void wrongMethod(DescribedCall call) throws Exception {
    Set<String> described = new TreeSet<>();
    calls.stream()
        .filter(other -> other.path().equals(call.path()))
        .forEach(other -> described.add(other.method()));
    List<String> wrong = new ArrayList<>(METHODS);
    wrong.removeAll(described);
    for (String method : wrong) {
      PublicCall made = PublicCall.of(method, call.at(values)).by(admin);
      Answer answer = refused(call, made, 405, Optional.of("Allow"));
      assertThat(answer.header("Allow").orElse("").split(", "))
          .as("%s", made)
          .containsAll(described);
    }
  }

  /** Bodies of another type, packed, too long, broken, and with a member twice. */
  void wrongBodies() throws Exception {
    for (DescribedCall call : calls) {
      if (call.bodyTypes().isEmpty()) {
        continue;
      }
      PublicCall made = PublicCall.of(call.method(), call.at(values)).by(allowed(call));
      Answer type = refused(call, made.sending("image/png", "x"), 415, Optional.of("Content-Type"));
      assertThat(type.json().path("description").asText())
          .as("%s", made)
          .contains(call.bodyTypes());
      String any = call.bodyTypes().iterator().next();
      PublicCall packed = made.sending(any, "x").with("Content-Encoding", "gzip");
      refused(call, packed, 415, Optional.of("Content-Encoding"));
      if (call.takesJson()) {
        refused(call, made.sending(JSON, "x".repeat(TOO_LONG)), 413, Optional.of("body"));
        for (String broken : List.of("{", "[]", "")) {
          refused(call, made.sending(JSON, broken), 400, Optional.empty());
        }
        refused(call, made.sending(JSON, "{\"a\": 1, \"A\": 2}"), 400, Optional.of("A"));
      } else {
        refused(call, made.sending(any, "no sheet"), 400, Optional.of("line 1"));
      }
    }
  }

  /** Whoever may make a call. */
  private String allowed(DescribedCall call) {
    return call.isOfOperations() ? operator : admin;
  }

  private static PublicCall filled(DescribedCall call, PublicCall made) {
    return call.bodyTypes().isEmpty()
        ? made
        : made.sending(call.bodyTypes().iterator().next(), call.takesJson() ? "{}" : "no sheet");
  }

  private Answer refused(DescribedCall call, PublicCall made, int status, Optional<String> named)
      throws Exception {
    Answer answer = looked(call, made);
    assertThat(answer.status()).as("%s: %s", made, answer).isEqualTo(status);
    List<String> data = new ArrayList<>();
    answer.json().path("data").forEach(element -> data.add(element.asText()));
    assertThat(data).as("%s: %s", made, answer).isNotEmpty();
    named.ifPresent(name -> assertThat(data).as("%s: %s", made, answer).contains(name));
    return answer;
  }

  private Answer looked(DescribedCall call, PublicCall made) throws Exception {
    Answer answer = made.at(gateway);
    if (answer.status() < 400) {
      return answer;
    }
    String told = made + ": " + answer;
    JsonNode error = answer.json();
    Set<String> members = new TreeSet<>();
    error.fieldNames().forEachRemaining(members::add);
    assertThat(members).as(told).containsExactly("code", "data", "description", "source");
    assertThat(error.path("description").asText()).as(told).hasSizeBetween(1, 1024);
    assertThat(error.path("data").isArray()).as(told).isTrue();
    assertThat(error.path("source").asText()).as(told).isIn(call.service().module(), "gateway");
    assertThat(answer.header("MS-RequestId")).as(told).hasValueSatisfying(Faults::isGuid);
    assertThat(answer.header("MS-CorrelationId")).as(told).hasValueSatisfying(Faults::isGuid);
    assertThat(answer.header("Cache-Control")).as(told).contains("no-store");
    String met = answer.status() + " " + error.path("code").asText();
    assertThat(table.errors()).as(told).contains(met);
    if (!OF_NO_CALL.contains(answer.status())) {
      assertThat(call.statuses()).as(told).contains(Integer.toString(answer.status()));
    }
    this.met.add(met);
    return answer;
  }

  private static void isGuid(String id) {
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }
}
