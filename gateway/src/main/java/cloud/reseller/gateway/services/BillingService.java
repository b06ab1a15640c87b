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

/** billing-service: what is charged and not yet invoiced. */
@RegisterRestClient(configKey = "billing-service")
@Path("/v1/invoices/unbilled")
@Produces(MediaType.APPLICATION_JSON)
public interface BillingService {

  @GET
  @Path("/totals")
  CompletionStage<Items<Unbilled.Total>> totals(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @QueryParam("period") String period);

  @GET
  @Path("/customers")
  CompletionStage<Items<Unbilled.Total>> customers(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("period") String period,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(PermissionsService.CONTINUATION_TOKEN) String token);

  @GET
  @Path("/lineitems")
  CompletionStage<Items<Unbilled.Line>> lines(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("provider") String provider,
      @QueryParam("invoicelineitemtype") String type,
      @QueryParam("period") String period,
      @QueryParam("customerid") String customer,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(PermissionsService.CONTINUATION_TOKEN) String token);
}
