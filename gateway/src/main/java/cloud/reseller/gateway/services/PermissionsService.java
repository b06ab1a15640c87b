package cloud.reseller.gateway.services;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** permissions-service: customers, subscriptions, Owners, permissions. */
@RegisterRestClient(configKey = "permissions-service")
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface PermissionsService {

  /** A customer. */
  String CUSTOMER = "/customers/{customer}";

  /** An Owner of a subscription. */
  String OWNER = CUSTOMER + "/subscriptions/{subscription}/owners/{user}";

  @GET
  @Path("/customers")
  CompletionStage<Items<Customer>> customers(
      @RestQuery String search, @RestQuery boolean precheck, @BeanParam Paging paging);

  @POST
  @Path("/customers")
  CompletionStage<Customer> addCustomer(
      @RestHeader(Headers.REQUEST_ID) String requestId, Customer customer);

  @GET
  @Path(CUSTOMER)
  CompletionStage<Customer> customer(@RestPath String customer);

  @GET
  @Path(CUSTOMER + "/purchasepermission/precheck")
  CompletionStage<Precheck> precheck(@RestPath String customer);

  @GET
  @Path(CUSTOMER + "/purchasepermission/history")
  CompletionStage<Items<PermissionChange>> permissionHistory(
      @RestPath String customer, @RestQuery int size);

  @POST
  @Path("/SelfServePolicy")
  CompletionStage<Policy> turnOn(@RestHeader(Headers.REQUEST_ID) String requestId, Policy policy);

  @DELETE
  @Path("/SelfServePolicy/{policy}")
  CompletionStage<Void> turnOff(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String policy,
      @RestHeader(HttpHeaders.IF_MATCH) String etag,
      @RestQuery String reason);

  @GET
  @Path(CUSTOMER + "/subscriptions")
  CompletionStage<Items<Subscription>> subscriptions(
      @RestPath String customer,
      @RestQuery String billingType,
      @RestQuery boolean owners,
      @BeanParam Paging paging);

  @POST
  @Path(CUSTOMER + "/subscriptions")
  CompletionStage<Subscription> addSubscription(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      NewSubscription subscription);

  @GET
  @Path(CUSTOMER + "/users")
  CompletionStage<Items<Person>> users(@RestPath String customer, @RestQuery int size);

  @POST
  @Path(CUSTOMER + "/users")
  CompletionStage<Person> addUser(
      @RestHeader(Headers.REQUEST_ID) String requestId, @RestPath String customer, NewUser user);

  @PUT
  @Path(OWNER)
  CompletionStage<Person> assignOwner(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      @RestPath String subscription,
      @RestPath String user);

  @DELETE
  @Path(OWNER)
  CompletionStage<Void> removeOwner(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      @RestPath String subscription,
      @RestPath String user);

  @GET
  @Path(CUSTOMER + "/pricerules")
  CompletionStage<Items<PriceRule>> priceRules(@RestPath String customer, @RestQuery int size);

  @PUT
  @Path(CUSTOMER + "/pricerules/{target}")
  CompletionStage<PriceRule> setPriceRule(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      @RestPath String target,
      PriceRule rule);

  @DELETE
  @Path(CUSTOMER + "/pricerules/{target}")
  CompletionStage<Void> removePriceRule(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      @RestPath String target);

  @GET
  @Path(CUSTOMER + "/purchaselimits")
  CompletionStage<PurchaseLimits> purchaseLimits(@RestPath String customer);

  @PUT
  @Path(CUSTOMER + "/purchaselimits")
  CompletionStage<PurchaseLimits> setPurchaseLimits(
      @RestHeader(Headers.REQUEST_ID) String requestId,
      @RestPath String customer,
      PurchaseLimits limits);

  @DELETE
  @Path(CUSTOMER + "/purchaselimits")
  CompletionStage<Void> removePurchaseLimits(
      @RestHeader(Headers.REQUEST_ID) String requestId, @RestPath String customer);
}
