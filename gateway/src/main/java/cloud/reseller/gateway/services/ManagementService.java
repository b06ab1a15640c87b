package cloud.reseller.gateway.services;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;

/** The management port of a service. */
@RegisterRestClient(configKey = "management")
@Path("/")
public interface ManagementService {

  /** The health; of an instance that is not ready it is the body of a 503. */
  @GET
  @Path("/q/health")
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Health> health(@Url String port);

  /** The metrics in Prometheus form. */
  @GET
  @Path("/q/metrics")
  @Produces(MediaType.TEXT_PLAIN)
  CompletionStage<String> metrics(@Url String port);

  /** Applies the records that views have parked for a key. */
  @POST
  @Path("/parked/{key}/retry")
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Retried> retry(@Url String port, @RestPath String key);
}
