package cloud.reseller.gateway.services;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** activity-log-service: who did what. */
@RegisterRestClient(configKey = "activity-log-service")
@Path("/v1/auditrecords")
@Produces(MediaType.APPLICATION_JSON)
public interface ActivityLogService {

  @GET
  CompletionStage<Items<AuditRecord>> records(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("startDate") String startDate,
      @QueryParam("endDate") String endDate,
      @QueryParam("filter") String filter,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(PermissionsService.CONTINUATION_TOKEN) String token);
}
