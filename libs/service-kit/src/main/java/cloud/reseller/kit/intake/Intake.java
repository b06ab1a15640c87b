package cloud.reseller.kit.intake;

import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Checks the caller, then the customer, and only then has the body read. The checking thread is
 * free while the body arrives.
 */
@Singleton
class Intake {

  private final CurrentCaller caller;
  private final List<Admission> admissions;
  private final Bodies bodies;
  private final Map<Method, Route> routes = new ConcurrentHashMap<>();

  @Inject
  Intake(CurrentCaller caller, Instance<Admission> admissions, Bodies bodies) {
    this.caller = caller;
    this.admissions = admissions.stream().toList();
    this.bodies = bodies;
  }

  @ServerRequestFilter
  Uni<Void> receive(
      ContainerRequestContext call, ResourceInfo resource, UriInfo address, RoutingContext http) {
    Route route = routes.computeIfAbsent(resource.getResourceMethod(), Route::of);
    Caller who = caller.get();
    boolean allowed = who.hasAny(route.roles());
    if (!allowed || route.body() != Route.BodyKind.NONE) {
      var waiting =
          new Admission.Call(
              route,
              allowed,
              name -> Optional.ofNullable(address.getPathParameters().getFirst(name)));
      admissions.forEach(one -> one.admit(waiting));
    }
    if (!allowed && !(route.bodySaysWhatWasAttempted() && who instanceof Caller.PartnerAgent)) {
      throw CurrentCaller.lacksRights(route.roles());
    }
    return switch (route.body()) {
      case NONE -> null;
      case IN_MEMORY ->
          (allowed ? bodies.inMemory(http) : bodies.forTheRecord(http, route))
              .invoke(call::setEntityStream)
              .replaceWithVoid();
      case IN_FILE ->
          bodies.inFile(http, tenant(who)).invoke(call::setEntityStream).replaceWithVoid();
    };
  }

  /** People who run the services are a tenant of their own here. */
  private static String tenant(Caller who) {
    return switch (who) {
      case Caller.Member member -> member.tenantId();
      case Caller.Operator _ -> "";
    };
  }
}
