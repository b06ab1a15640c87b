package cloud.reseller.gateway.pages;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Calls of htmx get 499 when the session has ended: they cannot follow a redirect to sign in. */
@ApplicationScoped
class ScriptedCalls implements JavaScriptRequestChecker {

  @Override
  public boolean isJavaScriptRequest(RoutingContext http) {
    return http.request().headers().contains("HX-Request");
  }
}
