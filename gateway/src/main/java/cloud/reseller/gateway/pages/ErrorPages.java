package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.pages.Part.RefusedException;
import cloud.reseller.gateway.pages.Part.ServiceMissingException;
import cloud.reseller.throttle.LogThrottle;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages that stand in place of one that cannot be shown. */
class ErrorPages {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  /** Anybody can leave sign-ins uncompleted. */
  private static final LogThrottle SIGN_INS =
      new LogThrottle(Duration.ofSeconds(10), System::nanoTime);

  /** Anybody can send a form that cannot be read; each kind of failure is still seen. */
  private static final Map<String, LogThrottle> FAILURES = new ConcurrentHashMap<>();

  /** How far causes are followed, which may form a cycle. */
  private static final int MOST_CAUSES = 8;

  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

  private final Frames frames;
  private final Viewer viewer;

  @Inject
  ErrorPages(Frames frames, Viewer viewer) {
    this.frames = frames;
    this.viewer = viewer;
  }

  @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance errorPage(Frame frame, Problem problem);

    private Templates() {}
  }

  /**
   * What went wrong.
   *
   * @param next what to do
   * @param again whether the same address may be tried again
   * @param details code and correlation id, or nothing
   */
  record Problem(String title, String next, boolean again, String details) {

    /** A form that cannot be taken. */
    static Problem notPossible(Viewer viewer) {
      ErrorWords words = viewer.words(ErrorWords.class);
      return new Problem(words.notPossible(), words.notPossibleNext(), false, "");
    }
  }

  @ServerExceptionMapper
  RestResponse<TemplateInstance> refused(RefusedException refused) {
    ErrorWords words = viewer.words(ErrorWords.class);
    Refusal refusal = refused.refusal();
    return switch (refusal.status()) {
      case 403 -> forbidden(refusal.details());
      case 404 ->
          page(404, new Problem(words.notFound(), words.notFoundNext(), false, refusal.details()));
      case 429 -> tooMany(true, refusal.details());
      default -> failed(refusal.details());
    };
  }

  @ServerExceptionMapper
  RestResponse<TemplateInstance> missing(ServiceMissingException missing) {
    ErrorWords words = viewer.words(ErrorWords.class);
    return page(503, new Problem(words.unavailable(), words.unavailableNext(), true, ""));
  }

  @ServerExceptionMapper
  RestResponse<TemplateInstance> forbidden(ForbiddenException forbidden) {
    return forbidden("");
  }

  /** Made at once: after a call that no route takes there is no request any more. */
  @ServerExceptionMapper
  RestResponse<String> notFound(NotFoundException none) {
    ErrorWords words = viewer.words(ErrorWords.class);
    Problem problem = new Problem(words.notFound(), words.notFoundNext(), false, "");
    return ResponseBuilder.<String>create(404)
        .entity(shown(problem).render())
        .header(HttpHeaders.CONTENT_TYPE, HTML)
        .build();
  }

  /** What the server itself refuses, such as a form without its token. */
  @ServerExceptionMapper
  RestResponse<TemplateInstance> refusedHere(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    if (status == 429) {
      return tooMany(false, "");
    }
    return status < 500 ? page(status, Problem.notPossible(viewer)) : failed(refused);
  }

  /**
   * Signing in was not completed: it was broken off, took too long, or the answer is not that of
   * the sign-in service. The reasons in the exception contain tokens and what the caller sent.
   */
  @ServerExceptionMapper
  RestResponse<TemplateInstance> notSignedIn(AuthenticationCompletionException failed) {
    SIGN_INS.ifDue(suppressed -> LOG.warn("a sign-in was not completed{}", suppressed));
    ErrorWords words = viewer.words(ErrorWords.class);
    return page(401, new Problem(words.notSignedIn(), words.notSignedInNext(), false, ""));
  }

  @ServerExceptionMapper
  RestResponse<TemplateInstance> failed(Throwable failure) {
    FAILURES
        .computeIfAbsent(
            failure.getClass().getName(),
            _ -> new LogThrottle(Duration.ofSeconds(10), System::nanoTime))
        .ifDue(
            suppressed ->
                LOG.error("a page failed" + suppressed, withoutMessages(failure, MOST_CAUSES)));
    return failed("");
  }

  /** Messages may quote what a person entered or what a service answered. */
  private static Throwable withoutMessages(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    Throwable same =
        new RuntimeException(
            failure.getClass().getName(),
            cause == null || depth == 0 ? null : withoutMessages(cause, depth - 1));
    same.setStackTrace(failure.getStackTrace());
    return same;
  }

  /** What filters refuse comes without a page, such as a form without its token. */
  @ServerResponseFilter
  void show(ContainerResponseContext answer) {
    if (answer.getStatus() != 400 || answer.hasEntity()) {
      return;
    }
    answer.setEntity(shown(Problem.notPossible(viewer)).render(), null, MediaType.valueOf(HTML));
  }

  private RestResponse<TemplateInstance> forbidden(String details) {
    ErrorWords words = viewer.words(ErrorWords.class);
    return page(403, new Problem(words.forbidden(), words.forbiddenNext(), false, details));
  }

  private RestResponse<TemplateInstance> tooMany(boolean again, String details) {
    ErrorWords words = viewer.words(ErrorWords.class);
    return page(
        429, new Problem(words.tooManyRequests(), words.tooManyRequestsNext(), again, details));
  }

  private RestResponse<TemplateInstance> failed(String details) {
    ErrorWords words = viewer.words(ErrorWords.class);
    return page(500, new Problem(words.failed(), words.failedNext(), true, details));
  }

  private RestResponse<TemplateInstance> page(int status, Problem problem) {
    return ResponseBuilder.<TemplateInstance>create(status)
        .entity(shown(problem))
        .header(HttpHeaders.CONTENT_TYPE, HTML)
        .build();
  }

  private TemplateInstance shown(Problem problem) {
    return frames.show(problem.title(), frame -> Templates.errorPage(frame, problem));
  }
}
