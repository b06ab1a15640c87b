package cloud.reseller.http;

import cloud.reseller.http.Refusal.RefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Request line and headers of a call.
 *
 * @param method a supported method
 * @param target as sent
 * @param version the HTTP version
 * @param fields the headers in the order in which they were sent
 */
record RequestHead(String method, String target, Version version, List<Field> fields) {

  /** The supported versions. */
  enum Version {
    HTTP_1_0,
    HTTP_1_1,
    HTTP_2
  }

  private static final Set<String> METHODS = Set.of(Refusal.METHODS.split(", "));

  /**
   * Headers of which implementations may use either the first or the last value if they are
   * repeated.
   */
  private static final List<String> SINGLE =
      List.of(
          "host",
          "content-length",
          "transfer-encoding",
          "content-type",
          "authorization",
          "expect",
          CallIds.REQUEST_ID,
          CallIds.CORRELATION_ID);

  /** Headers of protocol upgrades, which no server here supports and which are not passed on. */
  private static final Set<String> UPGRADING = Set.of("upgrade", "http2-settings");

  private static final Pattern LINE = Pattern.compile("([^ ]+) ([^ ]+) (HTTP/[0-9]\\.[0-9])");

  /** RFC 3986 requires all other characters to be escaped, including brackets in a path. */
  private static final Pattern TARGET =
      Pattern.compile(
          "(https?://(?<authority>[^/?]*))?/[!-~&&[^#?\"<>\\\\^`{|}\\[\\]]]*"
              + "(\\?[!-~&&[^#\"<>\\\\^`{|}]]*)?");

  private static final Pattern ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,17}");

  /**
   * Parses a head that ends with an empty line, each line ending in CR LF.
   *
   * @throws RefusedException if implementations could parse it differently
   */
  static RequestHead read(String head) throws RefusedException {
    int end = head.indexOf('\r');
    Matcher line = LINE.matcher(head.substring(0, end));
    if (!line.matches()) {
      throw Refusal.message(
              "The request line is not valid. Write method, address and HTTP/1.1 with one space"
                  + " between"
                  + " them.")
          .thrown();
    }
    Version version =
        switch (line.group(3)) {
          case "HTTP/1.1" -> Version.HTTP_1_1;
          case "HTTP/1.0" -> Version.HTTP_1_0;
          default -> throw Refusal.VERSION.thrown();
        };
    return new RequestHead(
        line.group(1), line.group(2), version, Field.read(head.substring(end + 2)));
  }

  /**
   * Checks the head and returns how the body is framed.
   *
   * @throws RefusedException if implementations could parse the head differently
   */
  Framing check() throws RefusedException {
    checkMethod();
    for (String single : SINGLE) {
      if (values(single).size() > 1) {
        throw Refusal.header(single, "The header " + single + " is repeated. Send it once.")
            .thrown();
      }
    }
    checkTarget();
    checkExpectation();
    return framing();
  }

  private void checkMethod() throws RefusedException {
    if (!Field.TOKEN.matcher(method).matches()) {
      throw Refusal.message("The method is not supported. Send one of " + Refusal.METHODS + ".")
          .thrown();
    }
    if (!METHODS.contains(method)) {
      throw Refusal.METHOD.thrown();
    }
  }

  private void checkTarget() throws RefusedException {
    Matcher parts = TARGET.matcher(target);
    if (!parts.matches()) {
      throw Refusal.ADDRESS.thrown();
    }
    if (ESCAPE.matcher(target).find()) {
      throw Refusal.message(
              "The address has a % that is not followed by two hexadecimal digits. Write %25 for"
                  + " the character itself.")
          .thrown();
    }
    try {
      // The server makes the same check, but answers without a body.
      new URI(target);
    } catch (URISyntaxException none) {
      throw Refusal.ADDRESS.thrown();
    }
    Optional<String> host = host();
    Optional<String> authority = Optional.ofNullable(parts.group("authority"));
    if (authority.isPresent() && !authority.map(RequestHead::lower).equals(host)) {
      throw Refusal.header(
              "Host", "The address names another host than the header Host. Send one host.")
          .thrown();
    }
  }

  private Optional<String> host() throws RefusedException {
    Optional<String> host = values("host").stream().findFirst();
    if (host.isEmpty() && version == Version.HTTP_1_1) {
      throw Refusal.header("Host", "The header Host is missing. Send it.").thrown();
    }
    if (host.isPresent()) {
      Matcher parts = HOST.matcher(host.get());
      if (!parts.matches()
          || parts.group("port") != null && Integer.parseInt(parts.group("port")) > 65_535) {
        throw Refusal.header(
                "Host", "The header Host is not a valid host. Send a name or an address.")
            .thrown();
      }
    }
    return host.map(RequestHead::lower);
  }

  private void checkExpectation() throws RefusedException {
    for (String expected : values("expect")) {
      if (!expected.equalsIgnoreCase("100-continue")) {
        throw Refusal.EXPECTATION.thrown();
      }
    }
  }

  /** RFC 9112, 6.3, without the leniency it allows. */
  private Framing framing() throws RefusedException {
    Optional<String> coding = values("transfer-encoding").stream().findFirst();
    Optional<String> length = values("content-length").stream().findFirst();
    if (coding.isPresent()) {
      if (version != Version.HTTP_1_1) {
        throw Refusal.header(
                "Transfer-Encoding",
                "Transfer-Encoding is supported with HTTP/1.1 only. Send a length.")
            .thrown();
      }
      if (length.isPresent()) {
        throw Refusal.header(
                "Content-Length",
                "Content-Length and Transfer-Encoding were both sent. Send one of them.")
            .thrown();
      }
      if (!coding.get().equals("chunked")) {
        throw Refusal.header(
                "Transfer-Encoding", "Transfer-Encoding supports chunked only. Send chunked.")
            .thrown();
      }
      return new Framing.Chunks();
    }
    if (length.isEmpty()) {
      return new Framing.Length(0);
    }
    if (!LENGTH.matcher(length.get()).matches()) {
      throw Refusal.header(
              "Content-Length", "Content-Length is not a number of bytes. Send digits only.")
          .thrown();
    }
    return new Framing.Length(Long.parseLong(length.get()));
  }

  /**
   * The head in the form in which it is passed on, which every implementation parses in the same
   * way.
   *
   * @param except further headers to leave out, in lower case
   */
  String written(Set<String> except) {
    return method
        + " "
        + target
        + (version == Version.HTTP_1_0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n")
        + fields.stream()
            .filter(field -> isPassedOn(field) && !except.contains(lower(field.name())))
            .map(field -> field.name() + ": " + field.value() + "\r\n")
            .collect(Collectors.joining())
        + "\r\n";
  }

  private boolean isPassedOn(Field field) {
    return !UPGRADING.contains(lower(field.name()))
        && !(version == Version.HTTP_1_0 && field.is("expect"));
  }

  private List<String> values(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
