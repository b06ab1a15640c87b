package cloud.reseller.gateway.services;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The management port of a service. */
@RegisterRestClient(configKey = "management")
@Path("/q")
public interface ManagementService {

  /** The health; of an instance that is not ready it is the body of a 503. */
  @GET
  @Path("/health")
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Health> health(
      @Url String port, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

  /** The metrics in Prometheus form. */
  @GET
  @Path("/metrics")
  @Produces(MediaType.TEXT_PLAIN)
  CompletionStage<String> metrics(
      @Url String port, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);
}
