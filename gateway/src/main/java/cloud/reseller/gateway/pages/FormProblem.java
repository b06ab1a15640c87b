package cloud.reseller.gateway.pages;

import io.quarkus.qute.TemplateInstance;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Why what a form asked for was not done, as the page with the form says it.
 *
 * @param status of the page
 * @param text empty if nothing was asked for yet
 * @param details code and correlation id of a refusal; empty if there is none
 * @param request id with which the form is sent from this page: while the outcome is unknown the
 *     same one again, so that the form has one effect
 */
public record FormProblem(int status, String text, String details, String request) {

  private static final int INVALID = 400;
  private static final int UNAVAILABLE = 503;

  /** Nothing was asked for yet. */
  public static FormProblem none() {
    return new FormProblem(RestResponse.StatusCode.OK, "", "", RequestIds.next());
  }

  /** What the form says cannot be asked for. */
  public static FormProblem invalid(String why, String request) {
    return new FormProblem(INVALID, why, "", request);
  }

  /**
   * What a service said.
   *
   * @param request id with which it was asked
   * @param why the refusal in words
   * @param unknown says that the outcome is unknown
   */
  public static FormProblem of(
      Part.NotHad<?> answer, String request, Function<Refusal, String> why, String unknown) {
    return switch (answer) {
      case Part.Refused<?>(Refusal refusal) -> of(refusal, why.apply(refusal));
      case Part.Missing<?> _ -> unknown(unknown, request);
    };
  }

  /** No answer: the form can be sent again and has one effect. */
  public static FormProblem unknown(String text, String request) {
    return new FormProblem(UNAVAILABLE, text, "", request);
  }

  /** A refusal, which a service keeps under its id: asking again is another request. */
  public static FormProblem of(Refusal refusal, String why) {
    return new FormProblem(
        refusal.isForbidden() ? refusal.status() : INVALID,
        why,
        refusal.details(),
        RequestIds.next());
  }

  /** The same with another status. */
  public FormProblem with(int other) {
    return new FormProblem(other, text, details, request);
  }

  /** Whether there is one. */
  public boolean isThere() {
    return !text.isEmpty();
  }

  /** Answers a form with the page that says this. */
  public RestResponse<TemplateInstance> answer(TemplateInstance page) {
    return ResponseBuilder.<TemplateInstance>create(status).entity(page).build();
  }
}
