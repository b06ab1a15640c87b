package cloud.reseller.permissions.http;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.Guid;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.directory.Directory;
import cloud.reseller.permissions.directory.DirectoryRequest;
import cloud.reseller.permissions.read.people.PersonView;
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

/**
 * The agents of the calling partner, known by name since they called. Operations may erase agents
 * of any partner.
 */
@Path("/v1/agents")
class AgentsResource {

  private static final String LIST = "/agents";

  private final CurrentCaller caller;
  private final RequestHeaders headers;
  private final Directory directory;
  private final DirectoryTurns turns;

  @Inject
  AgentsResource(
      CurrentCaller caller, RequestHeaders headers, Directory directory, DirectoryTurns turns) {
    this.caller = caller;
    this.headers = headers;
    this.directory = directory;
    this.turns = turns;
  }

  /**
   * An agent in the public form.
   *
   * @param id the directory object id
   */
  record AgentForm(
      String id,
      String userPrincipalName,
      String displayName,
      Optional<Links> links,
      Optional<Attributes> attributes) {

    static AgentForm of(String id, String userPrincipalName, String displayName) {
      return new AgentForm(
          id,
          userPrincipalName,
          displayName,
          Optional.of(Links.self(LIST + "/" + id)),
          Optional.of(Attributes.of("PartnerAgent")));
    }

    static AgentForm of(PersonView p) {
      return of(p.id, p.userPrincipalName, p.displayName);
    }
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "List the partner's agents who are known by name")
  public SeekBasedResourceCollection<AgentForm> list(@BeanParam PageQuery query) {
    String partnerId = caller.agent().partnerId();
    return Lists.page(
        query,
        new ListAddress(LIST),
        agent -> PersonView.of(partnerId, Actor.Side.PARTNER, agent),
        (after, most) -> PersonView.of(partnerId, Actor.Side.PARTNER, after, most),
        agent -> agent.id,
        AgentForm::of);
  }

  @GET
  @Path("/{agentId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "Get an agent of the partner")
  public AgentForm get(@PathParam("agentId") String agent) {
    return PersonView.of(caller.agent().partnerId(), Actor.Side.PARTNER, guid(agent))
        .map(AgentForm::of)
        .orElseThrow(AgentsResource::notFound);
  }

  @POST
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Add an agent by name, including one who was erased (admin agent)")
  public RestResponse<AgentForm> add(AgentForm form) {
    Caller.PartnerAgent by = caller.adminAgent();
    String id = Fields.guid("id", form.id());
    String name = Fields.userPrincipalName("userPrincipalName", form.userPrincipalName());
    String displayName = Fields.text("displayName", form.displayName());
    if (id.equals(by.oid())) {
      throw ErrorCode.ROLE_LACKS_RIGHTS.because(
          "You cannot add yourself. Ask another admin agent to add you.", "id");
    }
    var agent = new DirectoryUser(id, by.partnerId(), Actor.Side.PARTNER, name, displayName);
    var request = request(by.partnerId(), by, "add", id, name, displayName);
    return switch (turns.take(by.partnerId(), () -> directory.add(agent, request))) {
      case DONE ->
          RestResponse.status(RestResponse.Status.CREATED, AgentForm.of(id, name, displayName));
      case REFUSED ->
          throw ProblemException.of(
              409,
              "AgentAlreadyExists",
              "An agent with this id or userPrincipalName already exists. GET /v1/agents lists"
                  + " yours.",
              "id",
              "userPrincipalName");
    };
  }

  @DELETE
  @Path("/{agentId}")
  @AllowedTo({Role.ADMIN_AGENT, Role.OPERATIONS})
  @Operation(summary = "Erase an agent everywhere (admin agent of the partner; operations)")
  public void erase(@PathParam("agentId") String agent) {
    switch (erased(guid(agent))) {
      case DONE -> {
        // Answered with 204.
      }
      case REFUSED -> throw notFound();
    }
  }

  private Outcome erased(String id) {
    return switch (caller.get()) {
      case Caller.Operator by -> {
        var request = request(by.oid(), by, "erase agent", id);
        yield turns.take(by.oid(), () -> directory.eraseAgentAnywhere(id, request));
      }
      case Caller.Member _ -> {
        Caller.PartnerAgent by = caller.adminAgent();
        var request = request(by.partnerId(), by, "erase agent", id);
        yield turns.take(by.partnerId(), () -> directory.eraseAgent(by.partnerId(), id, request));
      }
    };
  }

  /** Identifies a retry among the requests of a partner or an operator. */
  private Optional<DirectoryRequest> request(String tenantId, Caller by, String... content) {
    return headers
        .sentRequestId()
        .map(requestId -> DirectoryRequest.of(tenantId, requestId, by.oid(), content));
  }

  private static String guid(String agentId) {
    return Guid.parse(agentId).orElseThrow(AgentsResource::notFound);
  }

  /** The same answer for another partner's agent and a nonexistent one. */
  private static RuntimeException notFound() {
    return ErrorCode.NOT_FOUND.because(
        "The partner has no agent with this id. GET /v1/agents lists yours.", "agentId");
  }
}
