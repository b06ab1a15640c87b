package cloud.reseller.gateway.services;

import cloud.reseller.events.PurchaseRequest;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** reservations-service: sizes, prices, what became of requests, reservations. */
@RegisterRestClient(configKey = "reservations-service")
@Path("/v1/customers/{customer}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface ReservationsService {

  /** The order in which pages show lists. */
  String NEWEST_FIRST = "newest";

  @GET
  @Path("/sizes")
  CompletionStage<Items<Size>> sizes(@RestPath String customer, @RestQuery String search);

  @POST
  @Path("/pricepreview")
  CompletionStage<PricePreview> pricePreview(@RestPath String customer, PricePreview.Asked asked);

  @GET
  @Path("/purchaserequests")
  CompletionStage<Items<Outcome>> requests(@RestPath String customer, @BeanParam Paging paging);

  @GET
  @Path("/purchaserequests/{request}")
  CompletionStage<Outcome> request(@RestPath String customer, @RestPath String request);

  @GET
  @Path("/reservations/{reservation}")
  CompletionStage<Reservation> reservation(@RestPath String customer, @RestPath String reservation);

  @GET
  @Path("/reservations")
  @ClientQueryParam(name = "order", value = NEWEST_FIRST)
  CompletionStage<Items<Reservation>> reservations(
      @RestPath String customer,
      @RestQuery String origin,
      @RestQuery String state,
      @BeanParam Paging paging);

  @POST
  @Path("/reservations")
  CompletionStage<Reservation> buy(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      PurchaseRequest.Reservation wanted);

  @GET
  @Path("/orders/{order}")
  CompletionStage<Order> order(@RestPath String customer, @RestPath String order);

  @GET
  @Path("/limituse")
  CompletionStage<LimitUse> limitUse(@RestPath String customer);

  @GET
  @Path("/orders")
  @ClientQueryParam(name = "order", value = NEWEST_FIRST)
  CompletionStage<Items<Order>> orders(
      @RestPath String customer, @RestQuery String origin, @BeanParam Paging paging);
}
