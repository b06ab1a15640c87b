package cloud.reseller.permissions.http;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.Guid;
import cloud.reseller.kit.DeterministicIds;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.kit.publicapi.NotSettable;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.directory.Directory;
import cloud.reseller.permissions.directory.DirectoryRequest;
import cloud.reseller.permissions.read.people.PersonView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.Requester;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** The people of a customer, who are kept in the directory and not in events. */
@Path("/v1/customers/{customerId}/users")
class UsersResource {

  private final Access access;
  private final CommandGateway<PermissionCommand> commands;
  private final OwnerRoles roles;
  private final RequestHeaders headers;
  private final Directory directory;
  private final DirectoryTurns turns;

  @Inject
  UsersResource(
      Access access,
      CommandGateway<PermissionCommand> commands,
      OwnerRoles roles,
      RequestHeaders headers,
      Directory directory,
      DirectoryTurns turns) {
    this.access = access;
    this.commands = commands;
    this.roles = roles;
    this.headers = headers;
    this.directory = directory;
    this.turns = turns;
  }

  /**
   * A person in the public form.
   *
   * @param id the directory object id; may be given for a person whom the customer's directory
   *     knows by that id, else generated
   * @param state of the public form; only active people are kept
   */
  record UserForm(
      Optional<String> id,
      Optional<String> state,
      String userPrincipalName,
      String displayName,
      Optional<Links> links,
      Optional<Attributes> attributes) {

    static UserForm of(String customerId, String id, String userPrincipalName, String name) {
      return new UserForm(
          Optional.of(id),
          Optional.empty(),
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
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Add a person to the customer (admin agent)")
  public RestResponse<UserForm> add(
      @PathParam("customerId") String customer,
      @NotSettable(value = "softDeletionTime", inAddress = "customerId") UserForm form) {
    Requester by = access.adminOf(customer);
    String customerId = Access.guid(customer);
    String id =
        form.id()
            .map(given -> Fields.guid("id", given))
            .orElseGet(
                () ->
                    DeterministicIds.uuid5(
                            by.tenantId(), customerId + "/users", commands.requestId())
                        .toString());
    Fields.same("state", form.state(), "active");
    String name = Fields.userPrincipalName("userPrincipalName", form.userPrincipalName());
    String displayName = Fields.text("displayName", form.displayName());
    var person = new DirectoryUser(id, customerId, Actor.Side.CUSTOMER, name, displayName);
    var request =
        request(customerId, by, "add", form.id().map(_ -> id).orElse(""), name, displayName);
    return switch (turns.take(by.tenantId(), () -> directory.add(person, request))) {
      case DONE ->
          RestResponse.status(
              RestResponse.Status.CREATED, UserForm.of(customerId, id, name, displayName));
      case REFUSED ->
          throw ProblemException.of(
              409,
              "UserAlreadyExists",
              "A person with this id or userPrincipalName already exists. Read the customer's"
                  + " users, or give another one.",
              "id",
              "userPrincipalName");
    };
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "List the people of the customer")
  public SeekBasedResourceCollection<UserForm> list(
      @PathParam("customerId") String customer, @BeanParam PageQuery query) {
    String customerId = access.forAnyone(customer).customerId;
    return Lists.page(
        query,
        new ListAddress(uri(customerId)),
        user -> PersonView.of(customerId, Actor.Side.CUSTOMER, user),
        (after, most) -> PersonView.of(customerId, Actor.Side.CUSTOMER, after, most),
        person -> person.id,
        UserForm::of);
  }

  @GET
  @Path("/{userId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(summary = "Get a person of the customer")
  public UserForm get(@PathParam("customerId") String customer, @PathParam("userId") String user) {
    return UserForm.of(find(access.forAnyone(customer).customerId, user));
  }

  @DELETE
  @Path("/{userId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.OPERATIONS})
  @Operation(
      summary =
          "Erase a person everywhere, including the person's Owner roles (admin agent; operations)")
  public void erase(@PathParam("customerId") String customer, @PathParam("userId") String user) {
    Requester by = access.eraserOf(customer);
    String customerId = Access.guid(customer);
    String id = guid(user);
    Optional<DirectoryRequest> request = request(customerId, by, "erase", id);
    switch (turns.take(by.tenantId(), () -> erase(customerId, id, by, request))) {
      // A person who is known again was added meanwhile, and keeps the roles.
      case DONE -> roles.known(customerId, id, by);
      case REFUSED -> throw notFound();
    }
  }

  private Outcome erase(
      String customerId, String id, Requester by, Optional<DirectoryRequest> request) {
    // If another erasure of the same person overtakes this one, this one counts as done too.
    Outcome ifGone =
        PersonView.of(customerId, Actor.Side.CUSTOMER, id).isPresent()
                || OwnerRoles.any(customerId, id)
            ? Outcome.DONE
            : Outcome.REFUSED;
    if (request.flatMap(directory::answered).isEmpty()) {
      roles.end(customerId, id, by);
    }
    return directory.erase(customerId, id, request, ifGone);
  }

  /** Identifies a retry: the same requester, content and MS-RequestId. */
  private Optional<DirectoryRequest> request(String customerId, Requester by, String... content) {
    return headers
        .sentRequestId()
        .map(requestId -> DirectoryRequest.of(customerId, requestId, by.actor().id(), content));
  }

  static PersonView find(String customerId, String userId) {
    return PersonView.of(customerId, Actor.Side.CUSTOMER, guid(userId))
        .orElseThrow(UsersResource::notFound);
  }

  /** The user id of an address, normalized to lower case. */
  static String guid(String userId) {
    return Guid.parse(userId).orElseThrow(UsersResource::notFound);
  }

  static RuntimeException notFound() {
    return ErrorCode.NOT_FOUND.because(
        "The customer has no user with this id. GET /v1/customers/{customer}/users lists them.",
        "userId");
  }

  private static String uri(String customerId) {
    return "/customers/" + customerId + "/users";
  }
}
