package cloud.reseller.gateway.pages;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Calls of scripts get 499 when the session has ended: they cannot follow a redirect to sign in.
 * Those are calls of htmx and streams of events.
 */
@ApplicationScoped
class ScriptedCalls implements JavaScriptRequestChecker {

  @Override
  public boolean isJavaScriptRequest(RoutingContext http) {
    return http.request().headers().contains("HX-Request")
        || http.request().headers().contains("Accept", "text/event-stream", true);
  }
}
