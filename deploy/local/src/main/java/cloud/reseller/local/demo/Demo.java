package cloud.reseller.local.demo;

import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.Realm;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Loads the start of the demo: a partner with three agents and five customers, each at a different
 * step of the precheck, and a second partner with one customer. {@link DemoHistory} is the rest.
 */
public final class Demo {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRODUCTION = "Brightwater production";
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  static final UUID PARTNER = PartnerCenter.id("partner meridian");
  private static final UUID SECOND_PARTNER = PartnerCenter.id("partner polaris");

  private final URI gateway;
  private final Realm realm;
  private final DemoUsers kept;
  private final DemoCalls calls;

  /**
   * @param gateway address of the public interface
   * @param realm must allow the direct grant
   * @param kept users whose passwords are kept; those of others are generated
   * @param calls those that were answered before
   */
  public Demo(URI gateway, Realm realm, DemoUsers kept, DemoCalls calls) {
    this.gateway = gateway;
    this.realm = realm;
    this.kept = kept;
    this.calls = calls;
  }

  /** The result of loading the demo. */
  public record Loaded(DemoUsers users, String purchaseRequest) {}

  /** Loads the demo, which takes a few seconds. Idempotent. */
  public Loaded load() {
    DemoUsers users = kept.completed();
    List<CompletableFuture<Void>> others =
        new ArrayList<>(
            List.of(
                begin(() -> agent(users, DemoUser.SALES, PARTNER)),
                begin(() -> agent(users, DemoUser.HELPDESK, PARTNER)),
                begin(() -> put(users, DemoUser.OPERATOR, Optional.empty(), Optional.empty())),
                begin(
                    () -> {
                      agent(users, DemoUser.FOREIGN_ADMIN, SECOND_PARTNER);
                      PartnerCenter api = as(users, DemoUser.FOREIGN_ADMIN);
                      api.customer("Granite Studios", "granite.example", "US");
                    })));
    agent(users, DemoUser.ADMIN, PARTNER);
    PartnerCenter api = as(users, DemoUser.ADMIN);
    others.add(begin(() -> permissionMissing(users, api)));
    others.add(begin(() -> ownerMissing(api)));
    others.add(begin(() -> licenceOnly(api)));
    others.add(begin(() -> api.customer("Fjord Shipping", "fjord.example", "DE")));
    String able = able(users, api);
    others.forEach(Demo::join);
    return new Loaded(users, request(able, oid(DemoUser.OWNER).toString()));
  }

  /** The customer that can buy and whose users can sign in. */
  private String able(DemoUsers users, PartnerCenter api) {
    String customer = api.customer("Brightwater Foods", "brightwater.example", "US");
    for (DemoUser user : List.of(DemoUser.OWNER, DemoUser.NON_OWNER)) {
      api.person(customer, user.username(), user.fullName());
      put(users, user, Optional.empty(), Optional.of(UUID.fromString(customer)));
    }
    String subscription = api.subscription(customer, PartnerCenter.AZURE_PLAN, PRODUCTION);
    api.makeOwner(customer, subscription, oid(DemoUser.OWNER).toString());
    api.turnOn(PARTNER.toString(), customer, "Asked for by the customer");
    return customer;
  }

  private void permissionMissing(DemoUsers users, PartnerCenter api) {
    String customer = api.customer("Cedar Logistics", "cedar.example", "DE");
    DemoUser carl = DemoUser.CEDAR_OWNER;
    String owner = api.person(customer, carl.username(), carl.fullName());
    put(users, carl, Optional.empty(), Optional.of(UUID.fromString(customer)));
    String subscription = api.subscription(customer, PartnerCenter.AZURE_PLAN, "Cedar production");
    api.makeOwner(customer, subscription, owner);
  }

  private static void ownerMissing(PartnerCenter api) {
    String customer = api.customer("Dune Robotics", "dune.example", "US");
    api.person(customer, "dina@dune.example", "Dina Haddad");
    api.subscription(customer, PartnerCenter.AZURE_PLAN, "Dune laboratory");
    api.turnOn(PARTNER.toString(), customer, "Agreed in the yearly review");
  }

  private static void licenceOnly(PartnerCenter api) {
    String customer = api.customer("Elm Street Books", "elmstreet.example", "US");
    api.person(customer, "ewa@elmstreet.example", "Ewa Nowak");
    api.subscription(customer, PartnerCenter.LICENCE, "Office licences");
  }

  private static CompletableFuture<Void> begin(Runnable task) {
    return CompletableFuture.runAsync(task, THREADS);
  }

  private static void join(CompletableFuture<Void> task) {
    try {
      task.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof PartFailedException told ? told : failed;
    }
  }

  private void agent(DemoUsers users, DemoUser user, UUID partner) {
    put(users, user, Optional.of(partner), Optional.empty());
  }

  private void put(
      DemoUsers users, DemoUser user, Optional<UUID> partner, Optional<UUID> customer) {
    String[] names = user.fullName().split(" ", 2);
    Realm.User wanted =
        new Realm.User(
            user.username(),
            users.passwords().get(user),
            names[0],
            names[1],
            oid(user),
            partner,
            customer,
            user.role());
    if (kept.passwords().containsKey(user)) {
      realm.putKeepingPassword(wanted);
    } else {
      realm.put(wanted);
    }
  }

  private PartnerCenter as(DemoUsers users, DemoUser user) {
    return new PartnerCenter(
        gateway, realm.token(user.username(), users.passwords().get(user)), calls);
  }

  private static UUID oid(DemoUser user) {
    return PartnerCenter.id("user " + user.username());
  }

  /** A purchase request that is accepted, for {@code ./run request}. */
  private static String request(String customer, String owner) {
    ObjectNode body = JSON.createObjectNode().put("customerId", customer).put("requestedBy", owner);
    ObjectNode reservation = body.putObject("reservation");
    reservation.putObject("sku").put("name", "Standard_D2s_v5");
    reservation.put("location", "westeurope");
    reservation
        .putObject("properties")
        .put("reservedResourceType", "VirtualMachines")
        .put("billingScopeId", "/subscriptions/" + PartnerCenter.id("subscription " + PRODUCTION))
        .put("term", "P1Y")
        .put("billingPlan", "Upfront")
        .put("quantity", 1)
        .put("displayName", "Web servers")
        .put("appliedScopeType", "Shared");
    return body.toPrettyString() + "\n";
  }
}
