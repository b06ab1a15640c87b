package cloud.reseller.kit.caller;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RouteAnswers;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the management port. Health and metrics are open, since they identify nobody and change
 * nothing; every other path, whether or not it exists, requires a token with the role {@code
 * operations}.
 *
 * <p>Quarkus' own policies for this port cannot answer in the public error form.
 */
@Singleton
class OperationsOnly {

  private static final Logger LOG = LoggerFactory.getLogger(OperationsOnly.class);

  /** Before the routes that Quarkus registers. */
  private static final int FIRST = Integer.MIN_VALUE;

  /** Full paths: a path that merely starts with one of these is not open. */
  private static final Set<String> OPEN =
      Set.of(
          "/q/metrics",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/health/well");

  private final HttpAuthenticator authenticator;
  private final String source;

  @Inject
  OperationsOnly(
      HttpAuthenticator authenticator,
      @ConfigProperty(name = "quarkus.application.name") String source) {
    this.authenticator = authenticator;
    this.source = source;
  }

  void guard(@Observes ManagementInterface management) {
    management.router().route().order(FIRST).handler(this::check);
    management.router().route().last().handler(this::notFound);
  }

  /** Replaces Quarkus' HTML page. */
  private void notFound(RoutingContext http) {
    try {
      RouteAnswers.identify(http);
    } catch (ProblemException why) {
      RouteAnswers.refuse(http, why, source);
      return;
    }
    RouteAnswers.refuse(
        http,
        ErrorCode.NOT_FOUND.because("No such address on this port. Check the path.", "address"),
        source);
  }

  private void check(RoutingContext http) {
    if (isOpen(http.normalizedPath())) {
      http.next();
      return;
    }
    try {
      RouteAnswers.identify(http);
    } catch (ProblemException why) {
      RouteAnswers.refuse(http, why, source);
      return;
    }
    authenticator
        .attemptAuthentication(http)
        .subscribe()
        .with(identity -> judge(http, identity), failure -> refuse(http, failure));
  }

  private static boolean isOpen(String path) {
    return OPEN.contains(path);
  }

  /** Checks the role; an anonymous identity means that no token was sent. */
  private void judge(RoutingContext http, SecurityIdentity identity) {
    if (identity == null
        || identity.isAnonymous()
        || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      refuse(http, new AuthenticationFailedException());
      return;
    }
    try {
      CurrentCaller.operator(CurrentCaller.read(token));
    } catch (ProblemException why) {
      RouteAnswers.refuse(http, why, source);
      return;
    }
    http.next();
  }

  private void refuse(RoutingContext http, Throwable failure) {
    if (failure instanceof AuthenticationFailedException) {
      http.response().putHeader("WWW-Authenticate", "Bearer");
      RouteAnswers.refuse(
          http,
          ErrorCode.UNAUTHENTICATED.because(
              "A valid token is needed. Sign in as somebody with the role operations and send"
                  + " Authorization: Bearer followed by the token.",
              "Authorization"),
          source);
      return;
    }
    LOG.warn("a token on the management port could not be checked: {}", failure.getClass());
    ProblemException why =
        failure instanceof OIDCException
            ? ErrorCode.UNAVAILABLE
                .because(
                    "The sign-in service cannot be reached, so the token cannot be checked. Try"
                        + " again after the time in Retry-After.")
                .retryAfter(Duration.ofSeconds(5))
            : ErrorCode.INTERNAL.because(
                "The service failed on this request. Repeat it; if it fails again, look at the"
                    + " service's log.");
    RouteAnswers.refuse(http, why, source);
  }
}
