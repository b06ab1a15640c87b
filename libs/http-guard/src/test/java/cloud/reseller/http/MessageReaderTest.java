package cloud.reseller.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.http.MessageReader.Progress;
import cloud.reseller.http.Refusal.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

  private final StringBuilder passed = new StringBuilder();
  private final MessageReader reader =
      new MessageReader(
          true,
          part -> {
            passed.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
          });

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1_000})
  void a_message_is_rewritten_in_normal_form_in_whatever_pieces_it_arrives(int piece)
      throws RefusedException {
    String first =
        "POST /v1/a HTTP/1.1\r\nHost:h\r\nTransfer-Encoding: \t chunked \r\n\r\n"
            + "0005\r\nhello\r\n1\r\n!\r\n00\r\nX: y\r\n\r\n";
    String second = "PUT /v1/b HTTP/1.0\r\nContent-Length:  2\r\nExpect: 100-continue\r\n\r\n{}";

    read(first + second, piece);

    assertThat(passed.toString())
        .isEqualTo(
            "POST /v1/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"
                + "PUT /v1/b HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(reader.isInHead()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "<", ">", "\\", "^", "`", "{", "|", "}", "#"})
  void a_character_that_no_address_has_is_refused(String character) {
    assertThatThrownBy(() -> read("GET /v1/a" + character + " HTTP/1.1\r\nHost: h\r\n\r\n", 1_000))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(
            () -> read("GET /v1/a?b=" + character + " HTTP/1.1\r\nHost: h\r\n\r\n", 1_000))
        .isInstanceOf(RefusedException.class);

    assertThat(passed).isEmpty();
  }

  @Test
  void what_asks_for_another_protocol_is_not_passed_on() throws RefusedException {
    read("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n\r\n", 1_000);

    assertThat(passed.toString()).isEqualTo("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\nHost: h\n\n",
        "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"
      })
  void nothing_of_what_is_refused_is_passed_on(String head) {
    assertThatThrownBy(() -> read(head, 1)).isInstanceOf(RefusedException.class);

    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Host: h;Host: h, host",
    "X: y, Host",
    "Host: h?, Host",
    "Host: h;Expect: wonders, Expect",
    "Host: h;Content-Length: one, Content-Length",
    "Host: h;Transfer-Encoding: gzip, Transfer-Encoding"
  })
  void a_refusal_names_the_header(String headers, String named) {
    String head = "POST /v1/a HTTP/1.1;" + headers + ";;";
    assertThatThrownBy(() -> read(head.replace(";", "\r\n"), 1_000))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.why().body("kit")).contains("\"data\":[\"" + named + "\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      })
  void no_body_is_read_where_none_is_allowed(String head) {
    MessageReader bodiless = new MessageReader(false, part -> passed.append("a part"));

    assertThatThrownBy(
            () -> bodiless.read(Unpooled.copiedBuffer(head, StandardCharsets.ISO_8859_1)))
        .isInstanceOf(RefusedException.class);
    assertThat(passed).isEmpty();
  }

  private void read(String text, int piece) throws RefusedException {
    ByteBuf bytes = Unpooled.buffer();
    for (int at = 0; at < text.length(); at += piece) {
      String part = text.substring(at, Math.min(at + piece, text.length()));
      bytes.writeCharSequence(part, StandardCharsets.ISO_8859_1);
      while (bytes.isReadable() && reader.read(bytes) != Progress.WAITING) {}
    }
  }
}
