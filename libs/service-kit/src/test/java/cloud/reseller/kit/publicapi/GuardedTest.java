package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.kit.LocalTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service may be reached without the door, and refuses the same before any route of its own. */
@QuarkusTest
@WithTestResource(LocalTokens.class)
class GuardedTest {

  private static final String HIDDEN = "GET /v1/shop HTTP/1.1\r\nHost: h\r\n\r\n";

  @TestHTTPResource("/")
  URI service;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|InvalidHeader|POST /v1/shop HTTP/1.0~Host: h~Transfer-Encoding: chunked~~0~~",
        "400|InvalidHeader|POST /v1/shop HTTP/1.0~Host: h~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "400|InvalidHeader|POST /v1/shop HTTP/1.1~Host: h~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "400|InvalidHeader|POST /v1/shop HTTP/1.1~Host: h~Transfer-Encoding: gzip, chunked~~0~~",
        "400|InvalidHeader|POST /v1/shop HTTP/1.1~Host: h~Content-Length: 0~Content-Length: 0~~",
        "400|InvalidHeader|GET /v1/shop HTTP/1.1~Host: h~Host: h~~",
        "400|InvalidHeader|GET /v1/shop HTTP/1.1~~",
        "400|InvalidHeader|GET /v1/shop HTTP/1.1~Host: h~: x~~",
        "400|InvalidHeader|GET /v1/shop HTTP/1.1~Host: h~X: a~ b~~",
        "400|InvalidMessage|~GET /v1/shop HTTP/1.1~Host: h~~",
        "400|InvalidMessage|GET /v1/shop%zz HTTP/1.1~Host: h~~",
        "405|MethodNotAllowed|BREW /v1/shop HTTP/1.1~Host: h~~",
        "417|ExpectationFailed|POST /v1/shop HTTP/1.1~Host: h~Expect: tea~Content-Length: 0~~",
        "505|VersionNotSupported|GET /v1/shop HTTP/1.2~Host: h~~",
        "505|VersionNotSupported|PRI * HTTP/2.0~~SM~~"
      })
  void what_is_refused_early_is_refused_in_the_public_form(String status, String code, String call)
      throws IOException {
    String answer = send(call.replace("~", "\r\n") + HIDDEN);

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("\"code\":\"" + code + "\"", "\"source\":\"kit\"", "Cache-Control: no-store")
        .containsPattern("MS-RequestId: [0-9a-f-]{36}\r\n")
        .containsPattern("MS-CorrelationId: [0-9a-f-]{36}\r\n");
    assertThat(answer.split("HTTP/1\\.1 [0-9]")).as("one answer").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "/", "text", ";", ";;;,,", ";q=1", "a/b/c", "application/json, text"})
  void what_a_caller_accepts_is_read_before_anything_is_done(String accept) throws IOException {
    assertThat(
            send(
                "POST /v1/shop HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\nAccept: "
                    + accept
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"InvalidHeader\"", "\"data\":[\"Accept\"]", "no-store");
  }

  @Test
  void too_much_is_refused_in_the_public_form() throws IOException {
    assertThat(send("GET /v1/shop?" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .startsWith("HTTP/1.1 414")
        .contains("\"code\":\"AddressTooLong\"");
    assertThat(send("GET /v1/shop HTTP/1.1\r\nX: " + "x".repeat(30_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("\"code\":\"HeadersTooLarge\"");
  }

  @Test
  void an_address_outside_the_interface_is_refused_in_the_public_form_too() throws IOException {
    assertThat(send("GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("\"code\":\"NotFound\"", "\"source\":\"kit\"");
  }

  private String send(String call) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
