package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.testing.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: it keeps cookies, follows redirects and sends forms as they stand. */
final class Browser {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern FORM = Pattern.compile("<form[^>]*>.*?</form>", Pattern.DOTALL);
  private static final Pattern ACTION = Pattern.compile("<form[^>]*?\\saction=\"([^\"]*)\"");
  private static final Pattern INPUT =
      Pattern.compile("<input[^>]*?\\sname=\"([^\"]*)\"[^>]*?\\svalue=\"([^\"]*)\"");

  private final CookieManager cookies = new Cookies();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  /** A browser without cookies at that address. */
  Browser(URI base) {
    this.base = base;
  }

  /** As browsers do it: this machine counts as secure, and a cookie is sent back as it came. */
  private static final class Cookies extends CookieManager {

    Cookies() {
      super(null, CookiePolicy.ACCEPT_ALL);
    }

    @Override
    public void put(URI from, Map<String, List<String>> headers) throws IOException {
      super.put(from, headers);
      for (HttpCookie cookie : getCookieStore().getCookies()) {
        cookie.setSecure(false);
        cookie.setVersion(0);
      }
    }
  }

  /** What a page answered. */
  record Page(int status, URI address, String html, HttpResponse<String> answer) {

    /** The first form that contains a text. */
    Form form(String text) {
      Matcher forms = FORM.matcher(html);
      while (forms.find()) {
        if (forms.group().contains(text)) {
          return new Form(address, forms.group(), new LinkedHashMap<>());
        }
      }
      throw new AssertionError("no form with " + text + " on " + address + ":\n" + html);
    }
  }

  /** A form with what is typed into it. */
  record Form(URI page, String html, Map<String, String> typed) {

    Form type(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(typed);
      more.put(name, value);
      return new Form(page, html, more);
    }

    private URI target() {
      Matcher action = ACTION.matcher(html);
      return action.find() ? page.resolve(unescaped(action.group(1))) : page;
    }

    private Map<String, String> values() {
      Map<String, String> all = new LinkedHashMap<>();
      Matcher inputs = INPUT.matcher(html);
      while (inputs.find()) {
        all.put(inputs.group(1), unescaped(inputs.group(2)));
      }
      all.putAll(typed);
      return all;
    }

    /** The body of a form with a file, the file last. */
    private String parts(String boundary, String file, String content) {
      StringBuilder body = new StringBuilder();
      values()
          .forEach(
              (name, value) ->
                  body.append(part(boundary, "name=\"" + name + "\"", "text/plain", value)));
      return body.append(
              part(boundary, "name=\"" + file + "\"; filename=\"sheet.csv\"", "text/csv", content))
          .append("--" + boundary + "--\r\n")
          .toString();
    }

    private static String part(String boundary, String head, String type, String content) {
      return String.join(
          "\r\n",
          "--" + boundary,
          "Content-Disposition: form-data; " + head,
          "Content-Type: " + type,
          "",
          content + "\r\n");
    }

    private String fields() {
      return values().entrySet().stream()
          .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
          .collect(Collectors.joining("&"));
    }

    private static String unescaped(String text) {
      return text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }
  }

  /** Opens a page, and signs in if that is asked for. */
  Page signIn(String path, Login login) {
    Page page = open(path);
    assertThat(page.html()).as("the sign-in page").contains("name=\"password\"");
    return send(
        page.form("name=\"password\"")
            .type("username", login.username())
            .type("password", login.password()));
  }

  Page open(String path) {
    return get(base.resolve(path), Map.of());
  }

  Page open(String path, Map<String, String> headers) {
    return get(base.resolve(path), headers);
  }

  private Page get(URI address, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET();
    headers.forEach(request::header);
    return exchange(request.build());
  }

  /** Sends a form. */
  Page send(Form form) {
    return post(form.target(), form.fields());
  }

  /** Sends a form with a file. */
  Page upload(Form form, String file, String content) {
    String boundary = "----boundary" + UUID.randomUUID();
    return exchange(
        HttpRequest.newBuilder(form.target())
            .timeout(PATIENCE)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofString(form.parts(boundary, file, content)))
            .build());
  }

  Page post(String path, String fields) {
    return post(base.resolve(path), fields);
  }

  private Page post(URI target, String fields) {
    return exchange(
        HttpRequest.newBuilder(target)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(fields))
            .build());
  }

  private Page exchange(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Page(answer.statusCode(), answer.uri(), answer.body(), answer);
    } catch (IOException cannot) {
      throw new UncheckedIOException(request.toString(), cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** Ends its sessions, here and at the sign-in service, as time does. */
  void forgetsSessions() {
    for (HttpCookie cookie : List.copyOf(cookies.getCookieStore().getCookies())) {
      if (!cookie.getName().equals("csrf-token")) {
        cookies
            .getCookieStore()
            .getURIs()
            .forEach(at -> cookies.getCookieStore().remove(at, cookie));
      }
    }
  }

  /** The cookies it keeps for the gateway. */
  List<HttpCookie> cookies() {
    return cookies.getCookieStore().get(base);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
