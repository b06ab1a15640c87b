package cloud.reseller.kit.form;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses addresses with NUL: no id or name has it, and PostgreSQL's text cannot hold it. */
class Addresses {

  @ServerRequestFilter(preMatching = true)
  void refuseNul(ContainerRequestContext call) {
    if (call.getUriInfo().getRequestUri().toString().contains("%00")) {
      throw ErrorCode.INVALID_PARAMETER.because(
          "The address holds the character NUL (%00), which no text here has. Take it out.");
    }
  }
}
