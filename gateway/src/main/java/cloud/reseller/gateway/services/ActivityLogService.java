package cloud.reseller.gateway.services;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** activity-log-service: who did what. */
@RegisterRestClient(configKey = "activity-log-service")
@Path("/v1/auditrecords")
@Produces(MediaType.APPLICATION_JSON)
public interface ActivityLogService {

  @GET
  CompletionStage<Items<AuditRecord>> records(
      @RestQuery String startDate,
      @RestQuery String endDate,
      @RestQuery String filter,
      @BeanParam Paging paging);
}
