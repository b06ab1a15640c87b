package cloud.reseller.local.demo;

import cloud.reseller.local.parts.PartFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The public interface, called as one user. */
final class PartnerCenter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final String token;

  PartnerCenter(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  JsonNode post(String path, JsonNode body) {
    return write("POST", path, BodyPublishers.ofString(body.toString()), body.toString());
  }

  JsonNode put(String path) {
    return write("PUT", path, BodyPublishers.noBody(), "");
  }

  /**
   * The request id follows from what is written, so loading the demo again after an interruption
   * meets its first try.
   */
  private JsonNode write(
      String method, String path, HttpRequest.BodyPublisher publisher, String body) {
    UUID id =
        UUID.nameUUIDFromBytes(
            ("demo " + method + " " + path + " " + body).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("MS-RequestId", id.toString())
            .header("MS-CorrelationId", id.toString())
            .method(method, publisher)
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new PartFailed(
            "the demo: "
                + method
                + " "
                + path
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException cannot) {
      throw new PartFailed("the demo: " + method + " " + path + " failed: " + cannot, cannot);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PartFailed("the demo: interrupted", interrupted);
    }
  }
}
