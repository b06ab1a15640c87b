package cloud.reseller.local.demo;

import static cloud.reseller.local.parts.Realm.Role.ADMIN_AGENT;
import static cloud.reseller.local.parts.Realm.Role.HELPDESK_AGENT;
import static cloud.reseller.local.parts.Realm.Role.SALES_AGENT;

import cloud.reseller.local.parts.PartFailed;
import cloud.reseller.local.parts.Realm;
import cloud.reseller.local.parts.Secrets;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Loads the demo: a partner with three agents and five customers, each at another step of the
 * precheck, and a second partner with a customer of its own.
 */
public final class Demo {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AZURE_PLAN = "DZH318Z0BPS6";
  private static final String LICENCE = "CFQ7TTC0LH18";
  private static final String PRODUCTION = "Brightwater production";
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  private static final UUID PARTNER = id("partner meridian");
  private static final UUID SECOND_PARTNER = id("partner polaris");

  private final URI gateway;
  private final Realm realm;

  /**
   * @param gateway address of the public interface
   */
  public Demo(URI gateway, Realm realm) {
    this.gateway = gateway;
    this.realm = realm;
  }

  /** What was loaded. */
  public record Loaded(DemoUsers users, String purchaseRequest) {}

  /** Takes a few seconds; the same result when it is loaded again. */
  public Loaded load() {
    realm.allowDirectGrant();
    List<CompletableFuture<DemoUsers.User>> agents =
        List.of(
            begin(
                () -> agent("admin", "admin@meridian.example", "Ada Brandt", PARTNER, ADMIN_AGENT)),
            begin(
                () -> agent("sales", "sales@meridian.example", "Sami Lind", PARTNER, SALES_AGENT)),
            begin(
                () ->
                    agent(
                        "helpdesk",
                        "help@meridian.example",
                        "Hana Okoro",
                        PARTNER,
                        HELPDESK_AGENT)),
            begin(
                () ->
                    agent(
                        "foreign-admin",
                        "admin@polaris.example",
                        "Paul Ferro",
                        SECOND_PARTNER,
                        ADMIN_AGENT)));
    PartnerCenter api = as(join(agents.getFirst()));
    CompletableFuture<Ready> ready = begin(() -> ready(api));
    List<CompletableFuture<Void>> others =
        List.of(
            CompletableFuture.runAsync(() -> permissionMissing(api), THREADS),
            CompletableFuture.runAsync(() -> ownerMissing(api), THREADS),
            CompletableFuture.runAsync(() -> licenceOnly(api), THREADS),
            CompletableFuture.runAsync(
                () -> customer(api, "Fjord Shipping", "fjord.example", "DE"), THREADS),
            CompletableFuture.runAsync(
                () ->
                    customer(
                        as(join(agents.getLast())), "Granite Studios", "granite.example", "US"),
                THREADS));
    Ready able = join(ready);
    others.forEach(Demo::join);

    List<DemoUsers.User> users = new ArrayList<>(agents.stream().map(Demo::join).toList());
    users.add(able.owner());
    users.add(able.reader());
    return new Loaded(new DemoUsers(users), request(able.customer(), able.owner().oid()));
  }

  /** The customer that can buy, and its two users who sign in. */
  private record Ready(String customer, DemoUsers.User owner, DemoUsers.User reader) {}

  private Ready ready(PartnerCenter api) {
    String customer = customer(api, "Brightwater Foods", "brightwater.example", "US");
    String owner = person(api, customer, "olga@brightwater.example", "Olga Owner");
    String reader = person(api, customer, "nils@brightwater.example", "Nils Reader");
    String subscription = subscription(api, customer, AZURE_PLAN, PRODUCTION);
    makeOwner(api, customer, subscription, owner);
    permit(api, customer, "Asked for by the customer");
    return new Ready(
        customer,
        customerUser(
            "owner",
            "olga@brightwater.example",
            "Olga Owner",
            customer,
            owner,
            "Owner at Brightwater Foods, may buy"),
        customerUser(
            "non-owner",
            "nils@brightwater.example",
            "Nils Reader",
            customer,
            reader,
            "user at Brightwater Foods, not Owner"));
  }

  private static void permissionMissing(PartnerCenter api) {
    String customer = customer(api, "Cedar Logistics", "cedar.example", "DE");
    String owner = person(api, customer, "carl@cedar.example", "Carl Maier");
    makeOwner(api, customer, subscription(api, customer, AZURE_PLAN, "Cedar production"), owner);
  }

  private static void ownerMissing(PartnerCenter api) {
    String customer = customer(api, "Dune Robotics", "dune.example", "US");
    person(api, customer, "dina@dune.example", "Dina Haddad");
    subscription(api, customer, AZURE_PLAN, "Dune laboratory");
    permit(api, customer, "Agreed in the yearly review");
  }

  private static void licenceOnly(PartnerCenter api) {
    String customer = customer(api, "Elm Street Books", "elmstreet.example", "US");
    person(api, customer, "ewa@elmstreet.example", "Ewa Nowak");
    subscription(api, customer, LICENCE, "Office licences");
  }

  private static <T> CompletableFuture<T> begin(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, THREADS);
  }

  private static <T> T join(CompletableFuture<T> task) {
    try {
      return task.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof PartFailed told ? told : failed;
    }
  }

  private DemoUsers.User agent(
      String name, String username, String fullName, UUID partner, Realm.Role role) {
    UUID oid = id("user " + username);
    DemoUsers.User user =
        new DemoUsers.User(
            name,
            username,
            Secrets.generate(),
            oid.toString(),
            partner.toString(),
            (partner.equals(PARTNER) ? "Meridian" : "Polaris, another partner")
                + ", "
                + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    put(user, fullName, Optional.of(partner), Optional.empty(), role);
    return user;
  }

  private DemoUsers.User customerUser(
      String name, String username, String fullName, String customer, String oid, String about) {
    DemoUsers.User user =
        new DemoUsers.User(name, username, Secrets.generate(), oid, customer, about);
    put(
        user,
        fullName,
        Optional.empty(),
        Optional.of(UUID.fromString(customer)),
        Realm.Role.CUSTOMER_USER);
    return user;
  }

  private void put(
      DemoUsers.User user,
      String fullName,
      Optional<UUID> partner,
      Optional<UUID> customer,
      Realm.Role role) {
    String[] names = fullName.split(" ", 2);
    realm.put(
        new Realm.User(
            user.username(),
            user.password(),
            names[0],
            names[1],
            UUID.fromString(user.oid()),
            partner,
            customer,
            role));
  }

  private PartnerCenter as(DemoUsers.User user) {
    return new PartnerCenter(gateway, realm.token(user.username(), user.password()));
  }

  private static String customer(PartnerCenter api, String name, String domain, String country) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("companyProfile").put("companyName", name).put("domain", domain);
    body.putObject("billingProfile").putObject("defaultAddress").put("country", country);
    return api.post("/v1/customers", body).get("id").asText();
  }

  private static String person(
      PartnerCenter api, String customer, String principalName, String displayName) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("id", id("user " + principalName).toString())
            .put("userPrincipalName", principalName)
            .put("displayName", displayName);
    return api.post("/v1/customers/" + customer + "/users", body).get("id").asText();
  }

  private static String subscription(
      PartnerCenter api, String customer, String offer, String name) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("offerId", offer)
            .put("friendlyName", name)
            .put("quantity", 1)
            .put("entitlementId", id("subscription " + name).toString());
    return api.post("/v1/customers/" + customer + "/subscriptions", body).get("id").asText();
  }

  private static void makeOwner(
      PartnerCenter api, String customer, String subscription, String user) {
    api.put("/v1/customers/" + customer + "/subscriptions/" + subscription + "/owners/" + user);
  }

  private static void permit(PartnerCenter api, String customer, String reason) {
    ObjectNode body = JSON.createObjectNode().put("reason", reason);
    body.putObject("selfServeEntity")
        .put("selfServeEntityType", "customer")
        .put("tenantID", customer);
    body.putObject("grantor")
        .put("grantorType", "billToPartner")
        .put("tenantID", PARTNER.toString());
    body.putArray("permissions")
        .addObject()
        .put("resource", "AzureReservedInstances")
        .put("action", "Purchase");
    api.post("/v1/SelfServePolicy", body);
  }

  /** A purchase that is accepted, for {@code ./run request}. */
  private static String request(String customer, String owner) {
    ObjectNode body = JSON.createObjectNode().put("customerId", customer).put("requestedBy", owner);
    ObjectNode reservation = body.putObject("reservation");
    reservation.putObject("sku").put("name", "Standard_D2s_v5");
    reservation.put("location", "westeurope");
    reservation
        .putObject("properties")
        .put("reservedResourceType", "VirtualMachines")
        .put("billingScopeId", "/subscriptions/" + id("subscription " + PRODUCTION))
        .put("term", "P1Y")
        .put("billingPlan", "Upfront")
        .put("quantity", 1)
        .put("displayName", "Web servers")
        .put("appliedScopeType", "Shared");
    return body.toPrettyString() + "\n";
  }

  /** The same on every machine, so that loading twice is loading once. */
  private static UUID id(String what) {
    return UUID.nameUUIDFromBytes(("demo " + what).getBytes(StandardCharsets.UTF_8));
  }
}
