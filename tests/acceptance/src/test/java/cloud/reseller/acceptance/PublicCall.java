package cloud.reseller.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call as any HTTP client makes it.
 *
 * @param address path and query
 * @param body empty for none
 */
record PublicCall(String method, String address, Map<String, String> headers, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A call without headers and body. */
  static PublicCall of(String method, String address) {
    return new PublicCall(method, address, Map.of(), "");
  }

  /** The same with a header. */
  PublicCall with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new PublicCall(method, address, more, body);
  }

  /** The same for a caller with a token. */
  PublicCall by(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** The same with a body of a type. */
  PublicCall sending(String type, String text) {
    return new PublicCall(method, address, headers, text).with("Content-Type", type);
  }

  /**
   * An answer.
   *
   * @param json missing if the body is none
   */
  record Answer(int status, Map<String, String> headers, String text, JsonNode json) {

    /** A header of it. */
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** Makes the call. */
  Answer at(URI base) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + address))
            .timeout(Duration.ofSeconds(30))
            // A call that is refused for its size is answered before it is sent.
            .expectContinue(body.length() > 100_000)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
    boolean isJson = received.getOrDefault("Content-Type", "").startsWith("application/json");
    return new Answer(
        answer.statusCode(),
        received,
        answer.body(),
        isJson && !answer.body().isBlank() ? JSON.readTree(answer.body()) : JSON.missingNode());
  }

  @Override
  public String toString() {
    return method + " " + address;
  }
}
