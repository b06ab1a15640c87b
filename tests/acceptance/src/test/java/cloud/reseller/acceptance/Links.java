package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.acceptance.PublicCall.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Follows every link of every answer, as a client of the gateway does. */
final class Links {

  /** Where the links of Azure subscriptions lead, which is not ours. */
  private static final String AZURE_PORTAL = "https://portal.azure.com/#@";

  private final URI gateway;
  private final String token;
  private final Deque<PublicCall> ahead = new ArrayDeque<>();
  private final Set<PublicCall> seen = new HashSet<>();
  private final Set<String> names = new TreeSet<>();

  Links(URI gateway, String token) {
    this.gateway = gateway;
    this.token = token;
  }

  /** Reads an address and all that its answer leads to. */
  void readFrom(String address) throws Exception {
    ahead.add(PublicCall.of("GET", address));
    followAll();
  }

  /** Follows what an answer leads to, its header Location too. */
  void readFrom(Answer answer) throws Exception {
    collect(answer);
    followAll();
  }

  /** The names of the links that were found. */
  Set<String> names() {
    return names;
  }

  /** Number of calls made. */
  int followed() {
    return seen.size();
  }

  private void followAll() throws Exception {
    while (!ahead.isEmpty()) {
      PublicCall call = ahead.remove();
      if (seen.add(call)) {
        Answer answer = call.by(token).at(gateway);
        assertThat(answer.status()).as("%s: %s", call, answer).isEqualTo(200);
        assertThat(answer.header("Data-As-Of")).as("%s", call).isPresent();
        assertThat(answer.header("Data-Position")).as("%s", call).isPresent();
        collect(answer);
      }
    }
  }

  private void collect(Answer answer) {
    assertThat(answer.text() + answer.headers()).doesNotContain("127.0.0.1", "localhost");
    answer
        .header("Location")
        .ifPresent(
            location -> {
              assertThat(location).startsWith("/v1/");
              names.add("Location");
              ahead.add(PublicCall.of("GET", location));
            });
    collect("", answer.json());
  }

  private void collect(String name, JsonNode value) {
    if (value.path("uri").isTextual()) {
      names.add(name);
      follow(value);
      return;
    }
    if (value.isArray()) {
      value.forEach(element -> collect(name, element));
    } else {
      value.properties().forEach(member -> collect(member.getKey(), member.getValue()));
    }
  }

  private void follow(JsonNode link) {
    String uri = link.path("uri").asText();
    if (uri.startsWith(AZURE_PORTAL)) {
      return;
    }
    assertThat(uri).startsWith("/").doesNotStartWith("//").doesNotContain("://");
    PublicCall call = PublicCall.of(link.path("method").asText(), "/v1" + uri);
    for (JsonNode header : link.path("headers")) {
      call = call.with(header.path("key").asText(), header.path("value").asText());
    }
    assertThat(call.method()).isEqualTo("GET");
    ahead.add(call);
  }
}
