package cloud.reseller.gateway.pages;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The headers of every page. */
public class PageFilters {

  /**
   * Everything comes from this origin, and no script or style stands in a page. Tabler draws its
   * ticks and arrows with images in its style sheet.
   */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()",
          HttpHeaders.CACHE_CONTROL,
          "no-store",
          HttpHeaders.VARY,
          "Accept-Encoding, Accept-Language, Cookie");

  /** Sets the headers of an answer that no filter sees, such as a stream of events. */
  public static void protect(HttpServerResponse answer) {
    HEADERS.forEach((name, value) -> answer.putHeader(name, value));
  }

  /** Methods that change nothing. */
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /**
   * Refuses a form that a page of another origin sends, before its token is looked at: a cookie
   * with a token can be set by a neighbour in the same domain. Browsers say where a call comes from
   * and let no script change it; older ones do not say it.
   */
  // Before a form of an ended session is kept, so that a foreign one is not.
  @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION)
  Optional<Response> refuseForeignForms(ContainerRequestContext request) {
    String from = request.getHeaderString("Sec-Fetch-Site");
    boolean foreign = from != null && !from.equals("same-origin") && !from.equals("none");
    return foreign && !SAFE.contains(request.getMethod())
        ? Optional.of(Response.status(Response.Status.BAD_REQUEST).build())
        : Optional.empty();
  }

  @ServerResponseFilter
  void add(ContainerRequestContext request, ContainerResponseContext answer) {
    MultivaluedMap<String, Object> headers = answer.getHeaders();
    HEADERS.forEach(headers::putSingle);
    URI location = answer.getLocation();
    if (location != null && isHere(location, request)) {
      // Whatever the caller called the host, and whatever a load balancer made of the scheme.
      headers.putSingle(HttpHeaders.LOCATION, withoutOrigin(location));
    }
  }

  private static boolean isHere(URI location, ContainerRequestContext request) {
    return Objects.equals(
        location.getRawAuthority(), request.getUriInfo().getBaseUri().getRawAuthority());
  }

  private static String withoutOrigin(URI location) {
    return location.getRawPath()
        + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery())
        + (location.getRawFragment() == null ? "" : "#" + location.getRawFragment());
  }
}
