package cloud.reseller.gateway.services;

import cloud.reseller.gateway.services.PriceSheets.OfMarket;
import cloud.reseller.gateway.services.PriceSheets.Published;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** reservations-service: price sheets. Its own client, because publishing takes longer. */
@RegisterRestClient(configKey = "price-sheets")
@Path("/v1/pricesheets")
public interface PriceSheetsService {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Items<OfMarket>> sheets(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @QueryParam("size") int size);

  /** The lines in the public form, in a file of their own; whoever asks for it deletes it. */
  @GET
  @Path("/{sheet}/lines")
  @Produces("text/csv")
  CompletionStage<File> lines(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("sheet") String sheet,
      @QueryParam("market") String market);

  @POST
  @Consumes("text/csv")
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Published> publish(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(PermissionsService.REQUEST_ID) String requestId,
      @QueryParam("effectiveFrom") String effectiveFrom,
      File csv);
}
