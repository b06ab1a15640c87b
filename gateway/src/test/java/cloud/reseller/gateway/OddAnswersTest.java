package cloud.reseller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a service reach the caller reframed, and reveal nothing about the service. */
@QuarkusTest
@WithTestResource(OddAnswers.class)
class OddAnswersTest {

  @TestHTTPResource("/")
  URI door;

  @Test
  void no_header_names_an_inner_address_or_what_the_service_is_made_of() throws IOException {
    RawHttp.Message answer = ask("GET", "c/orders/addresses").getFirst();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.all("location")).containsExactly("/v1/customers/c?x=1");
    assertThat(answer.all("content-location")).containsExactly("/v1/customers/c");
    assertThat(answer.all("link"))
        .containsExactly("</v1/customers?page=2>; rel=\"next\", </v1/customers>; rel=\"self\"");
    assertThat(answer.all("cache-control")).containsExactly("no-store");
    assertThat(String.join("\n", answer.fields()))
        .doesNotContain("localhost", "inner", "Server", "Via");
  }

  @Test
  void an_address_that_is_relative_stays_as_it_is() throws IOException {
    RawHttp.Message answer = ask("GET", "c/orders/relative").getFirst();

    assertThat(answer.all("location")).containsExactly("/v1/customers/c");
    assertThat(answer.all("cache-control")).containsExactly("no-store");
  }

  /** Each is asked for again and again, and between them what only its own caller may get. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "both",
        "twice",
        "lengths",
        "interim",
        "switching",
        "nothing",
        "unchanged",
        "chunk",
        "coding",
        "junk",
        "continue"
      })
  void an_answer_is_one_answer_and_the_next_caller_gets_his_own(String odd) throws IOException {
    for (int round = 0; round < 20; round++) {
      for (RawHttp.Message answer : ask("GET", odd, "mine" + round)) {
        assertThat(answer.text()).as(odd).doesNotContain("evil");
        if (answer.status() == 204) {
          assertThat(answer.all("content-length")).isEmpty();
          assertThat(answer.all("transfer-encoding")).isEmpty();
        }
      }
      List<RawHttp.Message> own = ask("GET", "own" + round);
      assertThat(own)
          .singleElement()
          .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
      assertThat(own.getFirst().one("x-word")).contains("own" + round);
    }
  }

  @Test
  void a_question_for_headers_alone_gets_no_body() throws IOException {
    assertThat(ask("HEAD", "c/orders/mine"))
        .singleElement()
        .satisfies(a -> assertThat(a.text()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "chunks, 200, {}",
    "large, 505, VersionNotSupported",
    "chunk, 502, BadGateway",
    "coding, 502, BadGateway"
  })
  void a_caller_that_knows_no_chunks_gets_an_answer_of_a_bounded_length(
      String word, int status, String text) throws IOException {
    for (int call = 0; call < 20; call++) {
      try (Socket socket = new Socket(door.getHost(), door.getPort())) {
        socket.setSoTimeout(20_000);
        socket
            .getOutputStream()
            .write(
                ("GET /v1/customers/" + word + " HTTP/1.0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        RawHttp.Message answer =
            RawHttp.answer(new BufferedInputStream(socket.getInputStream()), false).orElseThrow();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(text);
        assertThat(answer.all("transfer-encoding")).isEmpty();
      }
    }
  }

  /** Asks on one connection, one behind the other, and reads to its end. */
  private List<RawHttp.Message> ask(String method, String... words) throws IOException {
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      calls.append(method + " /v1/customers/" + words[i] + " HTTP/1.1\r\nHost: h\r\n");
      calls.append(i == words.length - 1 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    List<RawHttp.Message> answers = new ArrayList<>();
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(calls.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean toHead = method.equals("HEAD");
      for (Optional<RawHttp.Message> answer = RawHttp.answer(in, toHead);
          answer.isPresent();
          answer = RawHttp.answer(in, toHead)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
