package cloud.reseller.gateway.services;

import cloud.reseller.events.PurchaseRequest;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** reservations-service: sizes, prices, what became of requests, reservations. */
@RegisterRestClient(configKey = "reservations-service")
@Path("/v1/customers/{customer}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface ReservationsService {

  @GET
  @Path("/sizes")
  CompletionStage<Items<Size>> sizes(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("search") String search);

  @POST
  @Path("/pricepreview")
  CompletionStage<PricePreview> pricePreview(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      PricePreview.Asked asked);

  @GET
  @Path("/purchaserequests")
  CompletionStage<Items<Outcome>> requests(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(PermissionsService.CONTINUATION_TOKEN) String token);

  @GET
  @Path("/purchaserequests/{request}")
  CompletionStage<Outcome> request(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @PathParam("request") String request);

  @GET
  @Path("/reservations/{reservation}")
  CompletionStage<Reservation> reservation(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @PathParam("reservation") String reservation);

  @GET
  @Path("/reservations")
  CompletionStage<Items<Reservation>> reservations(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("order") String order,
      @QueryParam("origin") String origin,
      @QueryParam("state") String state,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(PermissionsService.CONTINUATION_TOKEN) String token);

  @POST
  @Path("/reservations")
  CompletionStage<Reservation> buy(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(PermissionsService.REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      PurchaseRequest.Reservation wanted);

  @GET
  @Path("/orders/{order}")
  CompletionStage<Order> order(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @PathParam("order") String order);

  @GET
  @Path("/limituse")
  CompletionStage<LimitUse> limitUse(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer);

  @GET
  @Path("/orders")
  CompletionStage<Items<Order>> orders(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("order") String order,
      @QueryParam("origin") String origin,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(PermissionsService.CONTINUATION_TOKEN) String token);
}
