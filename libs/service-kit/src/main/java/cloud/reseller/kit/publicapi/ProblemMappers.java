package cloud.reseller.kit.publicapi;

import cloud.reseller.events.InvalidJson;
import cloud.reseller.kit.security.SecurityNotes;
import cloud.reseller.throttle.LogThrottle;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed call in the public error form (C5), naming the field and the next step. */
@Singleton
class ProblemMappers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMappers.class);

  /** What is wrong where no field is named. */
  private static final String BODY = "body";

  /** Maximum depth when following causes, which may form a cycle. */
  private static final int DEEPEST = 8;

  private final LogThrottle keysUnknown = new LogThrottle(Duration.ofSeconds(10), System::nanoTime);
  private final String source;
  private final Routes routes;

  @Inject
  ProblemMappers(@ConfigProperty(name = "quarkus.application.name") String source, Routes routes) {
    this.source = source;
    this.routes = routes;
  }

  @ServerExceptionMapper
  Response problem(ProblemException e, RoutingContext http) {
    SecurityNotes.code(http, e.code());
    return answer(e).build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Response unauthenticated(SecurityException e, RoutingContext http) {
    SecurityNotes.code(http, ErrorCode.UNAUTHENTICATED.code());
    SecurityNotes.refusedToken(http, e);
    return answer(
            ErrorCode.UNAUTHENTICATED.because(
                "A valid bearer token is needed. Get a new one from the sign-in service and send"
                    + " it in the header Authorization.",
                HttpHeaders.AUTHORIZATION))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  Response signInUnreachable(OIDCException e) {
    // Callers whose tokens cannot be checked must not flood the log.
    keysUnknown.ifDue(
        suppressed ->
            LOG.warn(
                "the keys of the sign-in service are not known{}",
                suppressed,
                RedactedException.of(e)));
    return answer(
            ErrorCode.UNAVAILABLE
                .because(
                    "The sign-in service cannot be reached, so the token cannot be checked. Try"
                        + " again after the time in Retry-After.")
                .retryAfter(Duration.ofSeconds(5)))
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e, RoutingContext http) {
    SecurityNotes.code(http, ErrorCode.ROLE_LACKS_RIGHTS.code());
    return answer(
            ErrorCode.ROLE_LACKS_RIGHTS.because(
                "Your role does not allow this. Ask an administrator for the role."))
        .build();
  }

  // The subclasses are listed because Quarkus has its own mappers for them, which would otherwise
  // win.
  @ServerExceptionMapper({
    MismatchedInputException.class,
    InvalidDefinitionException.class,
    JsonProcessingException.class
  })
  Response unreadable(JsonProcessingException e) {
    // A failure to write JSON is not the caller's fault.
    return e.getProcessor() instanceof JsonGenerator ? failure(e) : answer(body(e)).build();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e, RoutingContext http) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return unreadable(json);
    }
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 400 ->
          answer(
                  ErrorCode.INVALID_PARAMETER.because(
                      "A part of the request cannot be read. Check the address, its parameters and"
                          + " the body."))
              .build();
      case 401 -> unauthenticated(new UnauthorizedException(), http);
      case 403 -> forbidden(new ForbiddenException(), http);
      // A cause means that the address exists but a value in it could not be parsed.
      case 404 ->
          e.getCause() == null
              ? notFound(http)
              : answer(
                      ErrorCode.INVALID_PARAMETER.because(
                          "A parameter in the address has the wrong form. Check the numbers and"
                              + " dates in it."))
                  .build();
      case 405 -> methodNotAllowed(http);
      case 406 -> answer(notAcceptable(answers(http))).build();
      case 413 ->
          answer(
                  ErrorCode.BODY_TOO_LARGE.because(
                      "The body is too large. Send less in one call.", BODY))
              .build();
      case 415 ->
          answer(
                  ErrorCode.UNSUPPORTED_MEDIA_TYPE.because(
                      "The type of the body is not supported here. Send the header Content-Type: "
                          + String.join(" or ", types(http))
                          + ".",
                      HttpHeaders.CONTENT_TYPE))
              .build();
      default ->
          status >= 500
              ? failure(e)
              : answer(
                      ProblemException.of(
                          status, "Http" + status, "The request cannot be answered as it is."))
                  .build();
    };
  }

  /** The library also says that there is no such address if it has only other methods. */
  private Response notFound(RoutingContext http) {
    Set<String> methods = routes.methods(http.normalizedPath());
    return methods.isEmpty() || methods.contains(http.request().method().name())
        ? answer(
                ErrorCode.NOT_FOUND.because(
                    "No such address. Check the path and its ids.", "address"))
            .build()
        : methodNotAllowed(http);
  }

  private Response methodNotAllowed(RoutingContext http) {
    return answer(
            ErrorCode.METHOD_NOT_ALLOWED.because(
                "This address does not support that method. Use one of those in the header"
                    + " Allow.",
                HttpHeaders.ALLOW))
        .header(HttpHeaders.ALLOW, String.join(", ", routes.methods(http.normalizedPath())))
        .build();
  }

  static ProblemException notAcceptable(Set<String> answers) {
    return ErrorCode.NOT_ACCEPTABLE.because(
        "Answers are "
            + String.join(" or ", answers)
            + ". Send that, or nothing, in the header Accept.",
        HttpHeaders.ACCEPT);
  }

  private Set<String> answers(RoutingContext http) {
    Set<String> types = routes.answers(http.request().method().name(), http.normalizedPath());
    return types.isEmpty() ? Set.of(MediaType.APPLICATION_JSON) : types;
  }

  /** A method without a body supports no types. */
  private Set<String> types(RoutingContext http) {
    Set<String> types = routes.types(http.request().method().name(), http.normalizedPath());
    return types.isEmpty() ? Set.of(MediaType.APPLICATION_JSON) : types;
  }

  @ServerExceptionMapper
  Response failure(Throwable e) {
    LOG.error("call failed", RedactedException.of(e));
    if (databaseIsAway(e)) {
      return answer(
              ErrorCode.UNAVAILABLE
                  .because(
                      "The database cannot be reached. Try again with the same MS-RequestId after"
                          + " the time in Retry-After.")
                  .retryAfter(Duration.ofSeconds(5)))
          .build();
    }
    return answer(
            ErrorCode.INTERNAL.because(
                "The service failed on this request. Repeat it with the same MS-RequestId; if it"
                    + " fails again, give the operator the MS-CorrelationId of this answer.",
                RequestHeaders.CORRELATION_ID))
        .build();
  }

  /**
   * Whether there was no connection or the server dropped it: connection exceptions, insufficient
   * resources and operator intervention. The pool's own acquisition timeout has no SQL state.
   */
  private static boolean databaseIsAway(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null
            || state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P");
      }
      cause = cause.getCause();
    }
    return false;
  }

  private Response.ResponseBuilder answer(ProblemException e) {
    Response.ResponseBuilder answer =
        Response.status(e.status()).type(MediaType.APPLICATION_JSON_TYPE).entity(e.problem(source));
    e.retryAfter().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, after.toSeconds()));
    return answer;
  }

  /** Names the field; never repeats what was sent, which may be personal data. */
  private static ProblemException body(JsonProcessingException e) {
    if (e.getCause() instanceof ProblemException own) {
      return own;
    }
    InvalidJson wrong = InvalidJson.about(e);
    String text = wrong.text();
    return ErrorCode.INVALID_BODY.because(
        (wrong.field().isPresent()
                ? "Field " + text
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1))
            + ". Correct it and send it again.",
        wrong.field().orElse(BODY));
  }
}
