package cloud.reseller.permissions.http;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.kit.Guid;
import cloud.reseller.kit.Ids;
import cloud.reseller.kit.directory.Directory;
import cloud.reseller.kit.form.Attributes;
import cloud.reseller.kit.form.ErrorCode;
import cloud.reseller.kit.form.Links;
import cloud.reseller.kit.form.ProblemException;
import cloud.reseller.kit.form.ResourceCollection;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.read.people.PersonView;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.Requester;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** The people of a customer. They are kept in the directory and in no event. */
@Path("/v1/customers/{customerId}/users")
class UsersResource {

  @Inject Access access;
  @Inject Writes writes;
  @Inject Directory directory;

  /**
   * A person in the public form.
   *
   * @param id the directory object id; may be given for a person the directory of the customer
   *     knows under that id, else one is made
   */
  record UserForm(
      Optional<String> id,
      String userPrincipalName,
      String displayName,
      Optional<Links> links,
      Optional<Attributes> attributes) {

    static UserForm of(String customerId, String id, String userPrincipalName, String name) {
      return new UserForm(
          Optional.of(id),
          userPrincipalName,
          name,
          Optional.of(Links.self(uri(customerId) + "/" + id)),
          Optional.of(Attributes.of("CustomerUser")));
    }

    static UserForm of(PersonView p) {
      return of(p.tenantId, p.id, p.userPrincipalName, p.displayName);
    }
  }

  @POST
  @Operation(summary = "Add a person of the customer (admin agent)")
  public RestResponse<UserForm> add(@PathParam("customerId") String customer, UserForm form) {
    Requester by = access.admin();
    String customerId = access.forAgent(customer).customerId;
    String id =
        form.id()
            .map(given -> Fields.guid("id", given))
            .orElseGet(
                () ->
                    Ids.uuid5(by.tenantId(), customerId + "/users", writes.requestId()).toString());
    String name = Fields.text("userPrincipalName", form.userPrincipalName());
    String displayName = Fields.text("displayName", form.displayName());
    if (isTaken(customerId, id, name)) {
      throw ProblemException.of(
          409,
          "UserAlreadyExists",
          "A person of this id or userPrincipalName exists already. Read the customer's users, or"
              + " give another one.");
    }
    directory.put(new DirectoryUser(id, customerId, Actor.Side.CUSTOMER, name, displayName));
    return RestResponse.status(
        RestResponse.Status.CREATED, UserForm.of(customerId, id, name, displayName));
  }

  /** The same person again, as on a retry, takes nothing away from anybody. */
  private static boolean isTaken(String customerId, String id, String userPrincipalName) {
    return PersonView.of(id)
            .filter(
                p ->
                    !p.tenantId.equals(customerId)
                        || !p.userPrincipalName.equals(userPrincipalName))
            .isPresent()
        || PersonView.isNameTaken(customerId, userPrincipalName, id);
  }

  @GET
  @Operation(summary = "The people of the customer")
  public ResourceCollection<UserForm> list(@PathParam("customerId") String customer) {
    String customerId = access.forAnyone(customer).customerId;
    return ResourceCollection.all(
        PersonView.ofTenant(customerId).stream().map(UserForm::of).toList(), uri(customerId));
  }

  @GET
  @Path("/{userId}")
  @Operation(summary = "One person of the customer")
  public UserForm get(@PathParam("customerId") String customer, @PathParam("userId") String user) {
    return UserForm.of(find(access.forAnyone(customer).customerId, user));
  }

  @DELETE
  @Path("/{userId}")
  @Operation(summary = "Erase a person everywhere, the Owner roles first (admin agent)")
  public void erase(@PathParam("customerId") String customer, @PathParam("userId") String user) {
    Requester by = access.admin();
    String customerId = access.forAgent(customer).customerId;
    PersonView person = find(customerId, user);
    for (OwnerView owned : OwnerView.ofUser(customerId, person.id)) {
      writes.send(
          new RemoveOwner(customerId, owned.subscriptionId, person.id, by),
          Ids.uuid5(customerId, owned.subscriptionId, writes.requestId()).toString(),
          OwnerRemoved.class);
    }
    directory.erase(person.id);
  }

  static PersonView find(String customerId, String userId) {
    return PersonView.of(customerId, guid(userId)).orElseThrow(UsersResource::notFound);
  }

  /** The user id of an address, in the one spelling it has inside. */
  static String guid(String userId) {
    return Guid.parse(userId).orElseThrow(UsersResource::notFound);
  }

  private static RuntimeException notFound() {
    return ErrorCode.NOT_FOUND.because(
        "The customer has no user of this id. GET /v1/customers/{customer}/users lists them.",
        "userId");
  }

  private static String uri(String customerId) {
    return "/customers/" + customerId + "/users";
  }
}
