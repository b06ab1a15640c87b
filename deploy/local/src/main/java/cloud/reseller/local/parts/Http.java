package cloud.reseller.local.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP calls to processes on this machine. */
public final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private Http() {}

  /** Whether the address answers with 200. */
  public static boolean isOk(URI address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      return send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** An answer of any status. */
  public record Answer(int status, String body) {}

  /**
   * Sends and reads JSON.
   *
   * @param who named in errors
   * @throws PartFailedException if there is no successful answer
   */
  public static JsonNode exchange(String who, HttpRequest.Builder call) {
    Answer answer = answer(who, call);
    if (answer.status() / 100 != 2) {
      throw new PartFailedException(
          what(who, call.build()) + " answered " + answer.status() + ": " + answer.body().strip());
    }
    return json(answer.body());
  }

  /**
   * Sends and returns whatever is answered.
   *
   * @param who named in errors
   * @throws PartFailedException if there is no answer
   */
  public static Answer answer(String who, HttpRequest.Builder call) {
    HttpRequest request = call.timeout(Duration.ofSeconds(30)).build();
    try {
      HttpResponse<String> response = send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException cannot) {
      throw new PartFailedException(what(who, request) + " failed: " + cannot, cannot);
    }
  }

  /**
   * Reads JSON; null in JSON if there is nothing to read.
   *
   * @throws PartFailedException if it is not JSON
   */
  public static JsonNode json(String body) {
    try {
      return body.isBlank() ? JSON.nullNode() : JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new PartFailedException("not JSON: " + notJson.getOriginalMessage(), notJson);
    }
  }

  private static String what(String who, HttpRequest request) {
    return who + ": " + request.method() + " " + request.uri().getPath();
  }

  private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException {
    try {
      return CLIENT.send(request, handler);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PartFailedException(
          "interrupted while asking " + request.uri().getPath(), interrupted);
    }
  }
}
