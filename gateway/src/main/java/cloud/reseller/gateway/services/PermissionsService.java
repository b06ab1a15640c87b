package cloud.reseller.gateway.services;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** permissions-service: customers, subscriptions, Owners, permissions. */
@RegisterRestClient(configKey = "permissions-service")
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface PermissionsService {

  /** Makes a retry of a change have one effect. */
  String REQUEST_ID = "MS-RequestId";

  String CONTINUATION_TOKEN = "MS-ContinuationToken";

  @GET
  @Path("/customers")
  CompletionStage<Items<Customer>> customers(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @QueryParam("search") String search,
      @QueryParam("precheck") boolean precheck,
      @QueryParam("size") int size,
      @QueryParam("seekOperation") String seek,
      @HeaderParam(CONTINUATION_TOKEN) String token);

  @POST
  @Path("/customers")
  CompletionStage<Customer> addCustomer(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      Customer customer);

  @GET
  @Path("/customers/{customer}")
  CompletionStage<Customer> customer(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer);

  @GET
  @Path("/customers/{customer}/purchasepermission/precheck")
  CompletionStage<Precheck> precheck(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer);

  @GET
  @Path("/customers/{customer}/purchasepermission/history")
  CompletionStage<Items<PermissionChange>> permissionHistory(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("size") int size);

  @POST
  @Path("/SelfServePolicy")
  CompletionStage<Policy> turnOn(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      Policy policy);

  @DELETE
  @Path("/SelfServePolicy/{policy}")
  CompletionStage<Void> turnOff(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("policy") String policy,
      @HeaderParam(HttpHeaders.IF_MATCH) String etag,
      @QueryParam("reason") String reason);

  @GET
  @Path("/customers/{customer}/subscriptions")
  CompletionStage<Items<Subscription>> subscriptions(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("billingType") String billingType,
      @QueryParam("owners") boolean owners,
      @QueryParam("size") int size);

  @POST
  @Path("/customers/{customer}/subscriptions")
  CompletionStage<Subscription> addSubscription(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      NewSubscription subscription);

  @GET
  @Path("/customers/{customer}/users")
  CompletionStage<Items<Person>> users(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("size") int size);

  @POST
  @Path("/customers/{customer}/users")
  CompletionStage<Person> addUser(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      NewUser user);

  @PUT
  @Path("/customers/{customer}/subscriptions/{subscription}/owners/{user}")
  CompletionStage<Person> assignOwner(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      @PathParam("subscription") String subscription,
      @PathParam("user") String user);

  @DELETE
  @Path("/customers/{customer}/subscriptions/{subscription}/owners/{user}")
  CompletionStage<Void> removeOwner(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      @PathParam("subscription") String subscription,
      @PathParam("user") String user);

  @GET
  @Path("/customers/{customer}/pricerules")
  CompletionStage<Items<PriceRule>> priceRules(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer,
      @QueryParam("size") int size);

  @PUT
  @Path("/customers/{customer}/pricerules/{target}")
  CompletionStage<PriceRule> setPriceRule(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      @PathParam("target") String target,
      PriceRule rule);

  @DELETE
  @Path("/customers/{customer}/pricerules/{target}")
  CompletionStage<Void> removePriceRule(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      @PathParam("target") String target);

  @GET
  @Path("/customers/{customer}/purchaselimits")
  CompletionStage<PurchaseLimits> purchaseLimits(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @PathParam("customer") String customer);

  @PUT
  @Path("/customers/{customer}/purchaselimits")
  CompletionStage<PurchaseLimits> setPurchaseLimits(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer,
      PurchaseLimits limits);

  @DELETE
  @Path("/customers/{customer}/purchaselimits")
  CompletionStage<Void> removePurchaseLimits(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(REQUEST_ID) String requestId,
      @PathParam("customer") String customer);
}
