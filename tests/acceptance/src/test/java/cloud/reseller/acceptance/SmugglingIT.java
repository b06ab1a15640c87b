package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cloud.reseller.acceptance.PartnerCenter.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A caller without a token hides a call inside another one, an admin calls behind it on the same
 * door: nothing of the first is done with the token of the second.
 */
class SmugglingIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String ACTIVITY = "/v1/auditrecords?size=500";
  private static final String RULE = "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": %d}}";
  private static final int ROUNDS = 5;

  private static House house;
  private static PartnerCenter victim;

  @BeforeAll
  static void start() {
    house = House.of(SmugglingIT.class, Service.PERMISSIONS, Service.ACTIVITY_LOG, Service.GATEWAY);
    victim = PartnerCenter.at(house.first(Service.GATEWAY).address());
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  @Test
  void what_a_caller_without_a_token_hid_is_not_done_with_the_next_callers() throws IOException {
    String customer = victim.newCustomer("US");
    String rules = "/v1/customers/" + customer + "/pricerules";
    assertThat(victim.putPriceRule(customer, RULE.formatted(1_000)).status()).isEqualTo(200);
    List<String> before = some(2, customer);
    String rule = victim.get(rules).body().toString();
    assertThat(rule).contains("1000");

    List<URI> doors =
        List.of(house.first(Service.GATEWAY).address(), house.first(Service.PERMISSIONS).address());
    for (URI door : doors) {
      PartnerCenter caller = victim.calling(door);
      for (String hiding : hiding(rules)) {
        for (int round = 0; round < ROUNDS; round++) {
          String answer = send(door, hiding);
          // A service may say that the token is missing before it reads the body.
          assertThat(answer).as(hiding).matches("(?s)HTTP/1.1 (400|401|505) .*\"code\":.*");
          assertThat(answer.split("HTTP/1\\.1 [0-9]")).as("one answer to %s", hiding).hasSize(2);
          Reply reply = caller.get(rules);
          assertThat(reply.status()).as(hiding).isEqualTo(200);
          assertThat(reply.body().toString()).as(hiding).isEqualTo(rule);
        }
      }
    }

    // The last word stands in the log behind everything that was done before it.
    assertThat(victim.putPriceRule(customer, RULE.formatted(2_000)).status()).isEqualTo(200);
    List<String> after = some(before.size() + 1, customer);
    assertThat(after).containsAll(before);
    assertThat(victim.get(rules).body().toString()).contains("2000");
  }

  /** Calls that two readers end in different places, with the hidden one behind the first end. */
  private static List<String> hiding(String rules) {
    String hidden =
        "DELETE "
            + rules
            + " HTTP/1.1\r\nHost: h\r\nMS-RequestId: "
            + UUID.randomUUID()
            + "\r\nX: ";
    String chunks = "0\r\n\r\n" + hidden;
    String length = "Content-Length: " + chunks.length() + "\r\n";
    List<String> all = new ArrayList<>();
    for (String version : List.of("1.0", "1.1", "1.2", "1.9", "0.9", "2.0")) {
      for (String coding :
          List.of(
              "chunked", "Chunked", "identity", "chunked, identity", "xchunked", "\u000bchunked")) {
        all.add(post(version, length + "Transfer-Encoding: " + coding + "\r\n", chunks));
        all.add(post(version, "Transfer-Encoding: " + coding + "\r\n" + length, chunks));
      }
    }
    for (String fields :
        List.of(
            length + "Content-Length: 5\r\n",
            "Content-Length: 5\r\n" + length,
            "Content-Length: 5, " + chunks.length() + "\r\n",
            "Content-Length: +5\r\n",
            "Content-Length : 5\r\n",
            "Content-Length:\r\n 5\r\n",
            "X: y\nTransfer-Encoding: chunked\r\n" + length,
            "X: y\r\n Transfer-Encoding: chunked\r\n" + length,
            " Transfer-Encoding: chunked\r\n" + length,
            "Transfer-Encoding : chunked\r\n" + length,
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            ": x\r\n" + length,
            "Host: other\r\n" + length)) {
      all.add(post("1.1", fields, chunks));
    }
    for (String chunk :
        List.of(
            "1;x=\"\r\n" + hidden + "\"\r\nx\r\n0\r\n\r\n",
            "100000000\r\n" + hidden,
            "100000001\r\nx\r\n0\r\n\r\n" + hidden,
            "-1\r\n" + hidden,
            "1\nx\n0\n\n" + hidden,
            "1\r\nxx\r\n0\r\n\r\n" + hidden,
            "0\r\nContent-Length: 5\r\n\r\n" + hidden)) {
      all.add(post("1.1", "Transfer-Encoding: chunked\r\n", chunk));
    }
    return all;
  }

  private static String post(String version, String fields, String body) {
    return "POST /v1/customers HTTP/" + version + "\r\nHost: h\r\n" + fields + "\r\n" + body;
  }

  private static String send(URI door, String call) throws IOException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** What the activity log shows of the customer, as soon as it is so many. */
  private static List<String> some(int records, String customer) {
    await().atMost(SOON).until(() -> logged(customer).size() >= records);
    List<String> logged = logged(customer);
    assertThat(logged).hasSize(records);
    return logged;
  }

  private static List<String> logged(String customer) {
    return StreamSupport.stream(victim.get(ACTIVITY).body().path("items").spliterator(), false)
        .filter(record -> record.path("customerId").asText().equals(customer))
        .map(Object::toString)
        .toList();
  }
}
