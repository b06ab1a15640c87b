package cloud.reseller.local.demo;

import cloud.reseller.local.parts.Http;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A client of the public interface, signed in as one user. */
final class PartnerCenter {
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
   * The request id is derived from the content, so loading the demo again after an interruption
   * repeats the same requests.
   */
  private JsonNode write(
      String method, String path, HttpRequest.BodyPublisher publisher, String body) {
    UUID id =
        UUID.nameUUIDFromBytes(
            ("demo " + method + " " + path + " " + body).getBytes(StandardCharsets.UTF_8));
    return Http.exchange(
        "the demo",
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("MS-RequestId", id.toString())
            .header("MS-CorrelationId", id.toString())
            .method(method, publisher));
  }
}
