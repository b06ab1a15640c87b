package cloud.reseller.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers a form that was sent after the session had ended with a page that keeps what was entered.
 * A redirect to the sign-in service would lose it.
 */
class ExpiredForms {

  private static final int UNAUTHENTICATED = 401;
  private static final int INVALID = 400;
  private static final String SIGN_OUT = "/sign-out";
  private static final int MOST_FIELDS = 200;
  private static final long MOST_BYTES = 64 * 1024;

  private final RoutingContext http;
  private final Frames frames;
  private final Viewer viewer;
  private final String tokenCookie;
  private final String tokenField;

  @Inject
  ExpiredForms(
      RoutingContext http,
      Frames frames,
      Viewer viewer,
      @ConfigProperty(name = "quarkus.rest-csrf.cookie-name", defaultValue = "csrf-token")
          String tokenCookie,
      @ConfigProperty(name = "quarkus.rest-csrf.form-field-name", defaultValue = "csrf-token")
          String tokenField) {
    this.http = http;
    this.frames = frames;
    this.viewer = viewer;
    this.tokenCookie = tokenCookie;
    this.tokenField = tokenField;
  }

  @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance expiredForm(Frame frame, Form form);

    private Templates() {}
  }

  /**
   * A form as it was sent.
   *
   * @param address to which it is sent again
   */
  record Form(String address, List<Field> fields) {}

  /** A value of a form. */
  record Field(String name, String value) {}

  @ServerRequestFilter(preMatching = true)
  Uni<Response> keep() {
    HttpServerRequest call = http.request();
    boolean needsSession =
        call.method().equals(HttpMethod.POST)
            && (call.path().startsWith("/dashboard/")
                || call.path().startsWith("/portal/")
                || call.path().startsWith("/operations/")
                || call.path().equals(SIGN_OUT))
            && !call.headers().contains("HX-Request");
    if (!needsSession) {
      return Uni.createFrom().nullItem();
    }
    return QuarkusHttpUser.getSecurityIdentity(http, null)
        .map(identity -> identity.isAnonymous())
        .onFailure(failure -> failure instanceof AuthenticationException)
        .recoverWithItem(true)
        .chain(ended -> ended ? answer(call) : Uni.createFrom().nullItem());
  }

  private Uni<Response> answer(HttpServerRequest call) {
    if (call.path().equals(SIGN_OUT)) {
      return Uni.createFrom().item(Response.seeOther(URI.create("/signed-out")).build());
    }
    if (!mayBeKept(call)) {
      return Uni.createFrom().item(refused(true));
    }
    var body = call.body();
    call.resume();
    return Uni.createFrom().completionStage(body.toCompletionStage()).map(this::page);
  }

  /** A file is not kept, and nobody without a session fills the memory with one. */
  private static boolean mayBeKept(HttpServerRequest call) {
    String length = call.getHeader(HttpHeaders.CONTENT_LENGTH);
    String type = call.getHeader(HttpHeaders.CONTENT_TYPE);
    return length != null
        && Long.parseLong(length) <= MOST_BYTES
        && type != null
        && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED);
  }

  /** Only what one of our own pages sent is kept: anything else might be sent on unwillingly. */
  private Response page(Buffer body) {
    try {
      Map<String, List<String>> sent =
          new QueryStringDecoder(body.toString(UTF_8), UTF_8, false, MOST_FIELDS).parameters();
      return ours(sent) ? kept(sent) : refused(false);
    } catch (IllegalArgumentException unreadable) {
      return refused(false);
    }
  }

  private boolean ours(Map<String, List<String>> sent) {
    Optional<String> known =
        Optional.ofNullable(http.request().getCookie(tokenCookie)).map(Cookie::getValue);
    String given = String.join("", sent.getOrDefault(tokenField, List.of()));
    return known
        .filter(token -> !token.isEmpty())
        .filter(token -> MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8)))
        .isPresent();
  }

  private Response kept(Map<String, List<String>> sent) {
    List<Field> fields =
        sent.entrySet().stream()
            .flatMap(field -> field.getValue().stream().map(one -> new Field(field.getKey(), one)))
            .toList();
    Frame frame = frames.of(viewer.words(ErrorWords.class).sessionEnded()).withoutForms();
    return html(
        UNAUTHENTICATED,
        frame.show(Templates.expiredForm(frame, new Form(http.request().path(), fields))));
  }

  /**
   * The form is not kept.
   *
   * @param unread whether its body was not read; the connection then ends with the answer
   */
  private Response refused(boolean unread) {
    if (unread && http.request().version() != HttpVersion.HTTP_2) {
      http.response().putHeader("Connection", "close");
    }
    ErrorPages.Problem problem = ErrorPages.Problem.notPossible(viewer);
    Frame frame = frames.of(problem.title()).withoutForms();
    return html(INVALID, frame.show(ErrorPages.Templates.errorPage(frame, problem)));
  }

  private static Response html(int status, TemplateInstance page) {
    return Response.status(status)
        .entity(page.render())
        .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_HTML + ";charset=UTF-8")
        .build();
  }
}
