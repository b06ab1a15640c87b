package cloud.reseller.gateway.pages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions at the sign-in service, from server to server: a redirect of the browser would have
 * to carry a token in its address.
 */
@Singleton
class SignInService {

  private static final Logger LOG = LoggerFactory.getLogger(SignInService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final URI endSession;
  private final String client;
  private final Optional<String> secret;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  @Inject
  SignInService(
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String server,
      @ConfigProperty(name = "quarkus.oidc.end-session-path") String path,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client,
      @ConfigProperty(name = "quarkus.oidc.credentials.secret") Optional<String> secret) {
    this.endSession = URI.create(path.startsWith("/") ? server + path : path);
    this.client = client;
    this.secret = secret;
  }

  /**
   * Ends the session that the token belongs to.
   *
   * @return whether it has ended
   */
  boolean end(String refreshToken) {
    String form =
        Map.of(
                "client_id", client,
                "client_secret", secret.orElse(""),
                "refresh_token", Optional.ofNullable(refreshToken).orElse(""))
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    try {
      int status =
          http.send(
                  HttpRequest.newBuilder(endSession)
                      .timeout(PATIENCE)
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(HttpRequest.BodyPublishers.ofString(form))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return status == 204 || status == 200;
    } catch (IOException failed) {
      LOG.warn("the sign-in service did not end a session: {}", failed.getClass().getSimpleName());
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
