package cloud.reseller.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Forms of requests that implementations are known to parse differently, and valid ones. */
final class Oddities {

  /** One of them. */
  record Oddity(String name, Consumer<Draft> change) {
    void apply(Draft draft) {
      change.accept(draft);
      draft.oddities.add(name);
    }
  }

  private static final String[] GOOD_VERSIONS = {" HTTP/1.1", " HTTP/1.0"};
  private static final String[] BAD_VERSIONS = {
    " HTTP/1.2",
    " HTTP/1.9",
    " HTTP/1.10",
    " HTTP/01.1",
    " HTTP/2.0",
    " HTTP/2",
    " HTTP/3.0",
    " HTTP/0.9",
    " HTTP/0.0",
    " http/1.1",
    " Http/1.1",
    " HTTP/1.",
    " HTTP/.1",
    " HTTP/1",
    " HTTP/1,1",
    " HTTP 1.1",
    " HTTPS/1.1",
    " HTTP/+1.1",
    " HTTP/1.1.1",
    "",
    " ",
    "  HTTP/1.1",
    " HTTP/1.1 ",
    " HTTP/1.1\t",
    "\tHTTP/1.1",
    " HTTP/1.1 x",
    " \u0001HTTP/1.1",
    " HTTP/1.1\0",
    " HTTP\\1.1"
  };

  private Oddities() {}

  /** Versions. */
  static List<Oddity> versions() {
    List<Oddity> all = new ArrayList<>();
    for (String version : GOOD_VERSIONS) {
      all.add(new Oddity("version" + version, draft -> draft.version = version));
    }
    for (String version : BAD_VERSIONS) {
      all.add(
          new Oddity(
              "version " + shown(version),
              draft -> {
                draft.version = version;
                draft.bad();
              }));
    }
    return all;
  }

  /** How a body is said to be framed. */
  static List<Oddity> framings() {
    List<Oddity> all = new ArrayList<>();
    all.add(new Oddity("length", Draft::sized));
    all.add(new Oddity("chunks", Draft::chunked));
    both(all);
    codings(all);
    lengths(all);
    return all;
  }

  private static void both(List<Oddity> all) {
    for (String length : List.of("%d", "0", "1", "9999")) {
      for (boolean first : new boolean[] {true, false}) {
        for (String coding : List.of("chunked", "identity", "Chunked")) {
          all.add(
              new Oddity(
                  "length " + length + " and " + coding + (first ? "" : " in turn"),
                  draft -> {
                    draft.chunked();
                    String said =
                        "Content-Length: " + length.formatted(draft.body.length()) + "\r\n";
                    String coded = "Transfer-Encoding: " + coding + "\r\n";
                    draft.framing = first ? said + coded : coded + said;
                    draft.bad();
                  }));
        }
      }
    }
  }

  private static void codings(List<Oddity> all) {
    for (String good :
        List.of(
            "transfer-encoding: chunked\r\n",
            "TRANSFER-ENCODING: chunked\r\n",
            "Transfer-Encoding:chunked\r\n",
            "Transfer-Encoding: \t chunked\r\n",
            "Transfer-Encoding: chunked \t\r\n")) {
      all.add(coding(good, true));
    }
    for (String bad :
        List.of(
            "Transfer-Encoding: Chunked\r\n",
            "Transfer-Encoding: CHUNKED\r\n",
            "Transfer-Encoding: chunKed\r\n",
            "Transfer-Encoding: chunked, chunked\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: chunked, gzip\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: identity, chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: chunked;q=1\r\n",
            "Transfer-Encoding: chunked; x=\"y\"\r\n",
            "Transfer-Encoding: \"chunked\"\r\n",
            "Transfer-Encoding: 'chunked'\r\n",
            "Transfer-Encoding: chunked,\r\n",
            "Transfer-Encoding: ,chunked\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunkedx\r\n",
            "Transfer-Encoding: chunk\r\n",
            "Transfer-Encoding: cow\r\n",
            "Transfer-Encoding: \r\n",
            "Transfer-Encoding: \u000bchunked\r\n",
            "Transfer-Encoding: \u000cchunked\r\n",
            "Transfer-Encoding: chunked\u000b\r\n",
            "Transfer-Encoding: chunked\0\r\n",
            "Transfer-Encoding: chu\0nked\r\n",
            "Transfer-Encoding: \u00e7hunked\r\n",
            "Transfer-Encoding: \u00a0chunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: \r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding\t: chunked\r\n",
            "Transfer-Encoding\u000b: chunked\r\n",
            "Transfer-Encoding\0: chunked\r\n",
            "\0Transfer-Encoding: chunked\r\n",
            " Transfer-Encoding: chunked\r\n",
            "\tTransfer-Encoding: chunked\r\n",
            "X: y\r\n Transfer-Encoding: chunked\r\n",
            "X: y\r\n\tTransfer-Encoding: chunked\r\n",
            "X: y\nTransfer-Encoding: chunked\r\n",
            "X: y\rTransfer-Encoding: chunked\r\n",
            "X: y\r\rTransfer-Encoding: chunked\r\n",
            "X: y\0Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding:\r\n chunked\r\n",
            "Transfer-Encoding:\n chunked\r\n",
            "Transfer-Encoding: chunked\n",
            "Transfer-Encoding chunked\r\n",
            "Transfer-Encoding; chunked\r\n",
            "Transfer-Encoding\r\n: chunked\r\n",
            "Transfer\u00adEncoding: chunked\r\n")) {
      all.add(coding(bad, false));
    }
    // No reader here takes the underscore for a hyphen: a field like any other.
    all.add(
        new Oddity(
            "underscore coding",
            draft -> draft.framing = "Transfer_Encoding: chunked\r\n" + draft.sized().framing));
  }

  private static Oddity coding(String fields, boolean good) {
    return new Oddity(
        shown(fields),
        draft -> {
          draft.chunked().framing = fields;
          if (!good) {
            draft.bad();
          }
        });
  }

  private static void lengths(List<Oddity> all) {
    for (String good :
        List.of(
            "content-length: %d\r\n",
            "CONTENT-LENGTH: %d\r\n", "Content-Length:%d\r\n", "Content-Length: \t %d \t\r\n")) {
      all.add(length(good, true));
    }
    for (String bad :
        List.of(
            "Content-Length: +%d\r\n",
            "Content-Length: -%d\r\n",
            "Content-Length: --%d\r\n",
            "Content-Length: 0%d\r\n",
            "Content-Length: 0x%d\r\n",
            "Content-Length: %d.0\r\n",
            "Content-Length: %de0\r\n",
            "Content-Length: %d_0\r\n",
            "Content-Length: %d 0\r\n",
            "Content-Length: %d,%1$d\r\n",
            "Content-Length: %d, %1$d\r\n",
            "Content-Length: %d,\r\n",
            "Content-Length: ,%d\r\n",
            "Content-Length: %d;\r\n",
            "Content-Length: \"%d\"\r\n",
            "Content-Length: %dL\r\n",
            "Content-Length: \r\n",
            "Content-Length: \u000b%d\r\n",
            "Content-Length: %d\0\r\n",
            "Content-Length: \u00a0%d\r\n",
            "Content-Length: \u00b2\r\n",
            "Content-Length: 18446744073709551616\r\n",
            "Content-Length: 18446744073709551621\r\n",
            "Content-Length: 9223372036854775808\r\n",
            "Content-Length: 9223372036854775807\r\n",
            "Content-Length: 4294967296\r\n",
            "Content-Length: 4294967301\r\n",
            "Content-Length: 2147483648\r\n",
            "Content-Length: 00000000000000000000%d\r\n",
            "Content-Length: %d\r\nContent-Length: %1$d\r\n",
            "Content-Length: %d\r\ncontent-length: %1$d\r\n",
            "Content-Length: %d\r\nContent-Length: 0\r\n",
            "Content-Length: 0\r\nContent-Length: %d\r\n",
            "Content-Length: %d\r\nX: y\r\nContent-Length: %1$d\r\n",
            "Content-Length : %d\r\n",
            "Content-Length\t: %d\r\n",
            " Content-Length: %d\r\n",
            "X: y\r\n Content-Length: %d\r\n",
            "X: y\nContent-Length: %d\r\n",
            "X: y\rContent-Length: %d\r\n",
            "Content-Length:\r\n %d\r\n",
            "Content-Length: %d\r\n \r\n",
            "Content-Length: %d\n",
            "Content-Length %d\r\n",
            ": x\r\nContent-Length: %d\r\n",
            ":\r\nContent-Length: %d\r\n",
            " : x\r\nContent-Length: %d\r\n")) {
      all.add(length(bad, false));
    }
    all.add(
        new Oddity(
            "underscore length",
            draft -> draft.framing = "Content_Length: 0\r\n" + draft.sized().framing));
  }

  private static Oddity length(String fields, boolean good) {
    return new Oddity(
        shown(fields),
        draft -> {
          draft.sized();
          draft.framing = fields.formatted(draft.payload.length());
          if (!good) {
            draft.bad();
          }
        });
  }

  /** Request lines, hosts and fields. */
  static List<Oddity> heads() {
    List<Oddity> all = new ArrayList<>();
    for (String before :
        List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\0",
            "\u0001",
            " ",
            "\t",
            "\u007f",
            "\u00ff",
            "\u0085")) {
      all.add(bad("before " + shown(before), draft -> draft.before = before));
    }
    for (String method : List.of("P\0ST", "POST\t", "P(ST", "POST\r", "P\u00f6ST", "", "POST:")) {
      all.add(bad("method " + shown(method), draft -> draft.method = method));
    }
    for (String method : List.of("post", "TRACE", "CONNECT", "PRI", "BREW")) {
      all.add(bad("method " + method, draft -> draft.method = method));
    }
    for (String method : List.of("PUT", "PATCH", "DELETE", "GET", "OPTIONS")) {
      all.add(new Oddity("method " + method, draft -> draft.method = method));
    }
    all.add(
        new Oddity(
            "absolute target", draft -> draft.target = "http://gateway.example" + draft.path));
    all.add(
        bad("other host's target", draft -> draft.target = "http://other.example" + draft.path));
    all.add(
        bad("target with a user", draft -> draft.target = "http://a@gateway.example" + draft.path));
    for (String target :
        List.of("*", "gateway.example:80", "v1/customers", "http://", "?x", "#x")) {
      all.add(bad("target " + target, draft -> draft.target = target));
    }
    for (String end :
        List.of("#x", "%", "%z", "%zz", "%0", "\u0001", "\u007f", "\u00ff", "\\\0", " x", "\tx")) {
      all.add(bad("target ends " + shown(end), draft -> draft.target = draft.path + end));
    }
    for (String end :
        List.of("\n", "\r", "\r\r\n", "\n\r", " \r\n", "\u000b\r\n", "\r\n \r\n", "\r\n\tx\r\n")) {
      all.add(bad("line ends " + shown(end), draft -> draft.lineEnd = end));
    }
    for (String host :
        List.of(
            "",
            "Host: \r\n",
            "Host:\r\n",
            "Host: a, b\r\n",
            "Host: a b\r\n",
            "Host: a/b\r\n",
            "Host: a@b\r\n",
            "Host: a?b\r\n",
            "Host: a#b\r\n",
            "Host: a:99999\r\n",
            "Host: a:80:80\r\n",
            "Host: a:x\r\n",
            "Host: [::1\r\n",
            "Host: a\0b\r\n",
            "Host: a\u00e9\r\n",
            "Host: a\\b\r\n",
            "Host: a\r\nHost: a\r\n",
            "Host: a\r\nHost: b\r\n",
            "Host: a\r\nhost: a\r\n",
            "Host: \r\nHost: a\r\n",
            "Host : a\r\n",
            " Host: a\r\n",
            "Host: a\r\n b\r\n",
            "Host:\r\n a\r\n",
            "Host: a\n",
            "Host: http://a\r\n",
            "Host: <a>\r\n",
            "Host: a%00\r\n")) {
      all.add(bad("host " + shown(host), draft -> draft.host = host));
    }
    for (String host :
        List.of("Host: a:8080\r\n", "host:a\r\n", "Host: [::1]:80\r\n", "Host: 127.0.0.1\r\n")) {
      all.add(new Oddity("host " + shown(host), draft -> draft.host = host));
    }
    for (String fields :
        List.of(
            ": x\r\n",
            ":\r\n",
            " : x\r\n",
            "X\r\n",
            "X y\r\n",
            "X : y\r\n",
            "X\t: y\r\n",
            "X\0: y\r\n",
            "(X): y\r\n",
            "X\u00e9: y\r\n",
            "X: a\0b\r\n",
            "X: a\u0001b\r\n",
            "X: a\u007fb\r\n",
            "X: a\r\n b\r\n",
            "X: a\r\n\tb\r\n",
            "X: a\r\n \r\n",
            "X: a\nY: b\r\n",
            "X: a\rY: b\r\n",
            "X: a\r\r\n",
            "X: a\n\n",
            "X: a\n\r\n",
            "\"X\": y\r\n",
            "X,Y: z\r\n",
            "X{}: y\r\n",
            "X/Y: z\r\n",
            "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n",
            "MS-RequestId: a\r\nms-requestid: b\r\n",
            "Expect: 100-continue, x\r\n",
            "Expect: x\r\n",
            "X: " + "y".repeat(40_000) + "\r\n",
            "Y: z\r\n".repeat(300))) {
      all.add(bad("field " + shown(fields), draft -> draft.fields = fields));
    }
    for (String fields :
        List.of(
            "X:\r\n",
            "X: \r\n",
            "X:y\r\n",
            "X: \u00e9\r\n",
            "X: a\tb\r\n",
            "X_Y: z\r\n",
            "!#$%&'*+.^_`|~: y\r\n",
            "X: GET /v1/customers/evil HTTP/1.1\r\n",
            "X: y\r\nX: y\r\n",
            "Upgrade: h2c\r\n",
            "Connection: Upgrade, HTTP2-Settings\r\n"
                + "Upgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
            "Connection: Upgrade\r\n"
                + "Upgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: x\r\n",
            "Connection: content-length\r\n",
            "Connection: transfer-encoding, host\r\n",
            "TE: trailers\r\n",
            "Trailer: Content-Length\r\n",
            "Keep-Alive: timeout=5\r\n")) {
      all.add(new Oddity("field " + shown(fields), draft -> draft.fields = fields));
    }
    return all;
  }

  private static Oddity bad(String name, Consumer<Draft> change) {
    return new Oddity(name, change.andThen(Draft::bad));
  }

  /** How a chunk is written; the payload is not empty. */
  static List<Oddity> chunks() {
    List<Oddity> all = new ArrayList<>();
    for (String good : List.of("%s", "0%s", "000%s")) {
      all.add(chunk(good, "\r\n", true));
    }
    all.add(
        new Oddity(
            "chunk in capitals",
            draft ->
                draft.chunked().body =
                    draft.body.replaceFirst(draft.hex(), draft.hex().toUpperCase())));
    all.add(
        new Oddity(
            "a chunk for each byte",
            draft -> {
              draft.chunked();
              StringBuilder body = new StringBuilder();
              draft
                  .payload
                  .chars()
                  .forEach(c -> body.append("1\r\n").append((char) c).append("\r\n"));
              draft.body = body.append("0\r\n\r\n").toString();
            }));
    for (String bad :
        List.of(
            "0x%s",
            "+%s",
            "-%s",
            " %s",
            "\t%s",
            "%s ",
            "%s\t",
            "%s\u000b",
            "%s\0",
            "%s;",
            "%s;x",
            "%s;x=y",
            "%s; x=y",
            "%s ;x",
            "%s;x=\"y\"",
            "%s;x=\"\r\n\"",
            "%s;x=\"a\r\n0\r\n\r\nb\"",
            "%s;x=\"\n\"",
            "%s;x=\"\r\"",
            "%s;\n",
            "%s;x=\\\"\r\n",
            "%s;\0",
            "%s,%1$s",
            "%s g",
            "g",
            "",
            "%sg",
            "%s_",
            "%s.",
            "0%s0000000",
            "00000000%s",
            "7fffffff",
            "80000000",
            "80000001",
            "ffffffff",
            "100000000",
            "10000000%s",
            "1%08x",
            "fffffffff%s",
            "7fffffffffffffff",
            "8000000000000000",
            "ffffffffffffffff",
            "10000000000000000",
            "1000000000000000%s",
            "-1",
            "\u00b2",
            "%s\u00a0",
            "0\r\nX: y\r\n%s")) {
      all.add(chunk(bad, "\r\n", false));
    }
    for (String end : List.of("\n", "\r", "\n\r", "\r\r\n", " \r\n", "\u000b\r\n", "\0\r\n")) {
      all.add(chunk("%s", end, false));
    }
    for (String behind : List.of("", "\n", "\r", "x\r\n", " \r\n", "\r\n\r\n", "\n\n", "XX")) {
      all.add(
          bad(
              "behind the chunk " + shown(behind),
              draft ->
                  draft.chunked().body =
                      draft.hex() + "\r\n" + draft.payload + behind + "0\r\n\r\n"));
    }
    for (int by : new int[] {-1, 1, 2, 16}) {
      all.add(
          bad(
              "chunk off by " + by,
              draft ->
                  draft.chunked().body =
                      Integer.toHexString(draft.payload.length() + by)
                          + "\r\n"
                          + draft.payload
                          + "\r\n0\r\n\r\n"));
    }
    for (String last :
        List.of(
            "0\r\n",
            "0\n\n",
            "0\n\r\n",
            "0\r\n\n",
            "0\r\r\n",
            "0;\r\n\r\n",
            "0;x=\"\r\n\r\n",
            "0 \r\n\r\n",
            "-0\r\n\r\n",
            "+0\r\n\r\n",
            "0x0\r\n\r\n",
            "\r\n",
            "00000000000000000\r\n\r\n",
            "100000000\r\n\r\n",
            "\u00000\r\n\r\n")) {
      all.add(
          bad(
              "last chunk " + shown(last),
              draft ->
                  draft.chunked().body =
                      draft.body.replaceFirst(
                          "0\r\n\r\n$", java.util.regex.Matcher.quoteReplacement(last))));
    }
    all.add(
        new Oddity(
            "last chunk 000",
            draft -> draft.chunked().body = draft.body.replaceFirst("0\r\n\r\n$", "000\r\n\r\n")));
    return all;
  }

  private static Oddity chunk(String size, String end, boolean good) {
    return new Oddity(
        "chunk " + shown(size + end),
        draft -> {
          draft.chunked();
          String written =
              size.contains("x") && size.contains("08")
                  ? size.formatted(draft.payload.length())
                  : size.formatted(draft.hex());
          draft.body = written + end + draft.payload + "\r\n0\r\n\r\n";
          if (!good) {
            draft.bad();
          }
        });
  }

  /** What stands behind the last chunk. */
  static List<Oddity> trailers() {
    List<Oddity> all = new ArrayList<>();
    for (String good :
        List.of("", "X: y\r\n", "X: y\r\nY: z\r\n", "X:\r\n", "X: GET / HTTP/1.1\r\n")) {
      all.add(new Oddity("trailer " + shown(good), draft -> draft.chunked(good)));
    }
    for (String bad :
        List.of(
            "Content-Length: 5\r\n",
            "content-length: 0\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Host: evil.example\r\n",
            "Authorization: Bearer x\r\n",
            "MS-RequestId: x\r\n",
            "Connection: close\r\n",
            "Trailer: X\r\n",
            "Content-Type: x\r\n",
            "X-Forwarded-For: 6.6.6.6\r\n",
            "X : y\r\n",
            "X\r\n",
            " x\r\n",
            "X: a\r\n b\r\n",
            "X: \0\r\n",
            ": x\r\n",
            "X: y\n",
            "X: y\r",
            "X: y\r\r\n",
            "GET /v1/customers/evil HTTP/1.1\r\n",
            "X: " + "y".repeat(40_000) + "\r\n")) {
      all.add(bad("trailer " + shown(bad), draft -> draft.chunked(bad)));
    }
    return all;
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(80)
        .forEach(
            c -> shown.append(c > 32 && c < 127 ? Character.toString(c) : "<%02x>".formatted(c)));
    return shown.toString();
  }
}
