package cloud.reseller.kit.caller;

import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.Guid;
import cloud.reseller.kit.caller.Caller.CustomerUser;
import cloud.reseller.kit.caller.Caller.Member;
import cloud.reseller.kit.caller.Caller.Operator;
import cloud.reseller.kit.caller.Caller.PartnerAgent;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.security.SecurityNotes;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The person behind the current call. Each check returns the caller as the required type, or ends
 * the call: 401 without a valid token, 403 if the token or the role does not suffice.
 */
@RequestScoped
public class CurrentCaller {

  private final SecurityIdentity identity;
  private final Event<AgentCalled> calls;
  private final RoutingContext http;
  private Caller caller;

  @Inject
  CurrentCaller(SecurityIdentity identity, Event<AgentCalled> calls, RoutingContext http) {
    this.identity = identity;
    this.calls = calls;
    this.http = http;
  }

  /** The caller, whatever the role. */
  public Caller get() {
    if (caller == null) {
      JsonWebToken token = token();
      note(token);
      caller = read(token);
      if (caller instanceof PartnerAgent agent) {
        calls.fire(new AgentCalled(person(agent)));
      }
    }
    return caller;
  }

  /** A person who belongs to a partner or a customer; 403/900150 for everyone else. */
  public Member member() {
    return switch (get()) {
      case Member member -> member;
      case Operator _ ->
          throw lacksRights(
              Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER);
    };
  }

  /** A person who runs the services; 403/900150 for everyone else. */
  public Operator operator() {
    return operator(get());
  }

  static Operator operator(Caller caller) {
    return switch (caller) {
      case Operator operator -> operator;
      case Member _ -> throw lacksRights(Role.OPERATIONS);
    };
  }

  /** An agent of a partner with any role, which allows reading. */
  public PartnerAgent agent() {
    return agent(Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT);
  }

  /** An admin agent: the only one who may change permissions, price rules and limits (R2, R3). */
  public PartnerAgent adminAgent() {
    return agent(Role.ADMIN_AGENT);
  }

  /** An agent of a partner with one of the roles; 403/900150 for everyone else. */
  public PartnerAgent agent(Role... anyOf) {
    if (get() instanceof PartnerAgent agent && agent.hasAny(anyOf)) {
      return agent;
    }
    throw lacksRights(anyOf);
  }

  /**
   * The caller, if it may have access to the customer: any agent (the service checks whether the
   * customer is the partner's), or a user of that customer. Users of other customers get 404, so
   * that they cannot find out which customers exist.
   */
  public Member forCustomer(String customerId) {
    return switch (member()) {
      case PartnerAgent agent -> agent;
      case CustomerUser user when user.customerId().equals(customerId) -> user;
      case CustomerUser _ -> throw customerNotFound();
    };
  }

  /** The answer for a customer that is unknown or belongs to somebody else. */
  public static ProblemException customerNotFound() {
    return ErrorCode.CUSTOMER_NOT_FOUND.because(
        "No such customer. Check the customer id in the address; GET /v1/customers lists yours.",
        "customerId");
  }

  /** Called before anything can be refused, so that the security log has the caller's ids. */
  private void note(JsonWebToken token) {
    SecurityNotes.caller(
        http,
        guid(token, "oid").orElse(""),
        guid(token, "partner_id").or(() -> guid(token, "customer_id")).orElse(""),
        roles(token).stream().map(Role::claim).sorted().collect(Collectors.joining(",")));
  }

  private DirectoryUser person(PartnerAgent agent) {
    JsonWebToken token = token();
    String upn = claim(token, "preferred_username").orElse(agent.oid());
    return new DirectoryUser(
        agent.oid(), agent.tenantId(), agent.actor().side(), upn, claim(token, "name").orElse(upn));
  }

  private JsonWebToken token() {
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return token;
    }
    throw new UnauthorizedException();
  }

  static Caller read(JsonWebToken token) {
    String oid =
        guid(token, "oid")
            .orElseThrow(
                () ->
                    ErrorCode.USER_TOKEN_REQUIRED.because(
                        "The token names no person (claim oid). Sign in as a user and use that"
                            + " token; application tokens are not accepted here.",
                        "oid"));
    Set<Role> roles = roles(token);
    if (roles.contains(Role.OPERATIONS)) {
      if (roles.size() > 1) {
        throw ErrorCode.ROLE_LACKS_RIGHTS.because(
            "An account with the role operations belongs to no partner and no customer, and this"
                + " one has a role of theirs too. Have two accounts set up and sign in again.",
            Role.OPERATIONS.claim());
      }
      return new Operator(oid);
    }
    boolean customerUser = roles.remove(Role.CUSTOMER_USER);
    if (!roles.isEmpty()) {
      return new PartnerAgent(oid, tenant(token, "partner_id"), roles);
    }
    if (customerUser) {
      return new CustomerUser(oid, tenant(token, "customer_id"));
    }
    throw lacksRights(Role.values());
  }

  /**
   * The roles in {@code realm_access.roles}, a list of strings. A claim of any other form grants
   * nothing; Quarkus' own lookup is more lenient, for example about a string in place of the list.
   */
  private static Set<Role> roles(JsonWebToken token) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (token.<Object>getClaim("realm_access") instanceof JsonObject access
        && access.get("roles") instanceof JsonArray names) {
      for (JsonValue name : names) {
        if (name instanceof JsonString text) {
          Role.named(text.getString()).ifPresent(roles::add);
        }
      }
    }
    return roles;
  }

  private static String tenant(JsonWebToken token, String claim) {
    return guid(token, claim)
        .orElseThrow(
            () ->
                ErrorCode.ROLE_LACKS_RIGHTS.because(
                    "The token's role needs the claim "
                        + claim
                        + " with a GUID, and it is missing. Have the account set up for its"
                        + " tenant and sign in again.",
                    claim));
  }

  private static Optional<String> guid(JsonWebToken token, String claim) {
    return claim(token, claim).flatMap(Guid::parse);
  }

  private static Optional<String> claim(JsonWebToken token, String name) {
    return token.getClaim(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The answer for a caller without any of the roles. */
  public static RuntimeException lacksRights(Role... anyOf) {
    String[] names = Arrays.stream(anyOf).map(Role::claim).toArray(String[]::new);
    return ErrorCode.ROLE_LACKS_RIGHTS.because(
        "Your role does not allow this. Needed: "
            + String.join(", ", names)
            + ". Ask an administrator for the role.",
        names);
  }
}
