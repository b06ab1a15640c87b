package cloud.reseller.gateway.services;

import cloud.reseller.gateway.services.PriceSheets.OfMarket;
import cloud.reseller.gateway.services.PriceSheets.Published;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** reservations-service: price sheets. Its own client, because publishing takes longer. */
@RegisterRestClient(configKey = "price-sheets")
@Path("/v1/pricesheets")
public interface PriceSheetsService {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Items<OfMarket>> sheets(@RestQuery int size);

  /** The lines in the public form, in a file of their own; whoever asks for it deletes it. */
  @GET
  @Path("/{sheet}/lines")
  @Produces("text/csv")
  CompletionStage<File> lines(@RestPath String sheet, @RestQuery String market);

  @POST
  @Consumes("text/csv")
  @Produces(MediaType.APPLICATION_JSON)
  CompletionStage<Published> publish(
      @RestHeader(Headers.REQUEST_ID) String requestId, @RestQuery String effectiveFrom, File csv);
}
