package cloud.reseller.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A person with a browser: cookies, a session, and pages as they are transferred, compressed.
 *
 * @param number among all of them
 * @param agent whether it is a partner's agent, else a customer's user
 * @param file address of the style sheet, once signed in
 */
record Visitor(
    HttpClient http,
    URI gateway,
    int number,
    boolean agent,
    Map<String, String> gatewayCookies,
    Map<String, String> signInCookies,
    String file) {

  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
  private static final Pattern STYLE = Pattern.compile("\"(/assets/tabler[^\"]+)\"");
  private static final int REDIRECTS = 8;

  /**
   * An answer.
   *
   * @param bytes of body and headers, as they were transferred
   */
  record Answer(int status, URI address, byte[] body, int bytes, boolean compressed) {

    String text() throws IOException {
      if (!compressed) {
        return new String(body, StandardCharsets.UTF_8);
      }
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    /** Why it is not the page that was asked for; empty if it is. */
    String fault() throws IOException {
      if (status != 200) {
        return Integer.toString(status);
      }
      return text().contains("does not answer") ? "a service does not answer" : "";
    }
  }

  /** Signs in; the first page may lack what a service did not answer in time. */
  static Visitor signIn(
      HttpClient http, URI gateway, int number, boolean agent, String name, String password)
      throws IOException, InterruptedException {
    Visitor visitor =
        new Visitor(
            http, gateway, number, agent, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), "");
    Duration patience = Duration.ofSeconds(60);
    Answer form = visitor.follow(visitor.get(gateway.resolve("/"), patience), patience);
    Matcher action = ACTION.matcher(form.text());
    if (!action.find()) {
      throw new IOException("no form to sign in: " + form.text());
    }
    URI target = form.address().resolve(action.group(1).replace("&amp;", "&"));
    Answer first =
        visitor.follow(
            visitor.send(
                visitor
                    .call(target, patience)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "username=" + encode(name) + "&password=" + encode(password)))
                    .build()),
            patience);
    Matcher style = STYLE.matcher(first.text());
    if (!style.find()) {
      throw new IOException(name + " cannot sign in: " + first.status() + " " + first.text());
    }
    return new Visitor(
        http,
        gateway,
        number,
        agent,
        visitor.gatewayCookies(),
        visitor.signInCookies(),
        style.group(1));
  }

  Answer open(String address, Duration patience) throws IOException, InterruptedException {
    return answer(get(gateway.resolve(address), patience));
  }

  private HttpResponse<byte[]> get(URI address, Duration patience)
      throws IOException, InterruptedException {
    return send(call(address, patience).GET().build());
  }

  private HttpRequest.Builder call(URI address, Duration patience) {
    String cookies =
        cookies(address).entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    HttpRequest.Builder call =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Accept", "text/html")
            .header("Accept-Encoding", "gzip");
    return cookies.isEmpty() ? call : call.header("Cookie", cookies);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    Map<String, String> kept = cookies(request.uri());
    for (String set : answer.headers().allValues("Set-Cookie")) {
      HttpCookie cookie = HttpCookie.parse(set).getFirst();
      if (cookie.getMaxAge() == 0) {
        kept.remove(cookie.getName());
      } else {
        kept.put(cookie.getName(), cookie.getValue());
      }
    }
    return answer;
  }

  private Map<String, String> cookies(URI address) {
    return address.getPort() == gateway.getPort() ? gatewayCookies : signInCookies;
  }

  private Answer follow(HttpResponse<byte[]> answer, Duration patience)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> last = answer;
    for (int i = 0; i < REDIRECTS && last.statusCode() / 100 == 3; i++) {
      last = get(last.uri().resolve(last.headers().firstValue("Location").orElseThrow()), patience);
    }
    return answer(last);
  }

  private static Answer answer(HttpResponse<byte[]> answer) {
    int headers =
        answer.headers().map().entrySet().stream()
            .mapToInt(field -> size(field.getKey(), field.getValue()))
            .sum();
    return new Answer(
        answer.statusCode(),
        answer.uri(),
        answer.body(),
        answer.body().length + headers,
        answer.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent());
  }

  private static int size(String name, List<String> values) {
    return values.stream().mapToInt(value -> name.length() + value.length() + 4).sum();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
