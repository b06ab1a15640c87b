package cloud.reseller.gateway.services;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** billing-service: what is charged and not yet invoiced. */
@RegisterRestClient(configKey = "billing-service")
@Path("/v1/invoices/unbilled")
@Produces(MediaType.APPLICATION_JSON)
public interface BillingService {

  @GET
  @Path("/totals")
  CompletionStage<Items<Unbilled.Total>> totals(@RestQuery String period);

  @GET
  @Path("/customers")
  CompletionStage<Items<Unbilled.Total>> customers(
      @RestQuery String period, @BeanParam Paging paging);

  @GET
  @Path("/lineitems")
  CompletionStage<Items<Unbilled.Line>> lines(
      @RestQuery String provider,
      @RestQuery("invoicelineitemtype") String type,
      @RestQuery String period,
      @RestQuery("customerid") String customer,
      @BeanParam Paging paging);
}
