package cloud.reseller.local.demo;

import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.Realm;
import cloud.reseller.local.parts.Secrets;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has happened at the demo's partner so far, for people to look at: customers in every state
 * of the precheck, purchases of both sides under different price rules and limits, permissions
 * turned on and off with reasons, and refusals. Made through the public interface, by users of the
 * customers where these buy.
 */
public final class DemoHistory {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Few at a time: the machine also serves whoever looks at the demo. */
  private static final int AT_A_TIME = 4;

  private static final String PARTNER = Demo.PARTNER.toString();

  /** Where a customer stands. */
  private enum Standing {
    /** Its Azure plan has no Owner. */
    WITHOUT_OWNER,
    /** Its only subscription is suspended. */
    SUSPENDED,
    /** It has an Owner and was never allowed to buy. */
    NEVER_ALLOWED,
    /** Allowed to buy, but nobody is Owner. */
    ALLOWED_WITHOUT_OWNER,
    /** Allowed to buy, but its subscription was suspended meanwhile. */
    ALLOWED_AND_SUSPENDED,
    /** Allowed to buy where nothing can be sold to it. */
    ALLOWED_WITHOUT_PRICES,
    /** Buys. */
    ALLOWED,
    /** Bought until its permission was turned off. */
    FORBIDDEN,
    /** Buys again after its permission was off. */
    ALLOWED_AGAIN
  }

  /** The price rules of a customer. */
  private enum Pricing {
    NO_RULE,
    LOW_MARKUP,
    HIGH_MARKUP,
    BY_SIZE,
    FIXED
  }

  /** The purchase limits of a customer. */
  private enum Limit {
    NONE,
    PER_ORDER,
    PER_DAY,
    PER_ORDER_AND_30_DAYS
  }

  private record Company(int number, String name, String country, Standing standing) {

    String domain() {
      return firstWord() + ".example";
    }

    String plan() {
      return name + " production";
    }

    String currency() {
      return country.equals("DE") ? "EUR" : "USD";
    }

    String ownerName() {
      return OWNERS.get(number % OWNERS.size());
    }

    String ownerLogin() {
      return ownerName().split(" ", 2)[0].toLowerCase(Locale.ROOT) + "@" + domain();
    }

    Pricing pricing() {
      return Pricing.values()[number % Pricing.values().length];
    }

    Limit limit() {
      return Limit.values()[number % Limit.values().length];
    }

    private String firstWord() {
      return name.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> OWNERS =
      List.of(
          "Amara Diallo",
          "Bruno Keller",
          "Chen Jie",
          "Daria Novak",
          "Emil Sand",
          "Fatima Rahal",
          "Goran Petrov",
          "Ines Duarte",
          "Jonas Vogt",
          "Kofi Mensah",
          "Lena Hoffmann",
          "Milan Kos",
          "Noor Haddad",
          "Oskar Lind",
          "Priya Nair",
          "Quinn Walsh",
          "Rosa Marin",
          "Li Wei");

  private static final List<Company> COMPANIES =
      companies(
          Map.entry("Aspen Clinics US", Standing.ALLOWED),
          Map.entry("Birch Insurance DE", Standing.ALLOWED),
          Map.entry("Coral Travel US", Standing.ALLOWED),
          Map.entry("Delta Print DE", Standing.ALLOWED),
          Map.entry("Ember Energy US", Standing.ALLOWED),
          Map.entry("Falcon Freight US", Standing.ALLOWED),
          Map.entry("Glacier Foods DE", Standing.ALLOWED),
          Map.entry("Harbor Bank US", Standing.ALLOWED),
          Map.entry("Indigo Media DE", Standing.ALLOWED),
          Map.entry("Juniper Health US", Standing.ALLOWED),
          Map.entry("Kestrel Aviation DE", Standing.ALLOWED_AGAIN),
          Map.entry("Lumen Schools US", Standing.ALLOWED_AGAIN),
          Map.entry("Mosaic Retail DE", Standing.ALLOWED_AGAIN),
          Map.entry("Nimbus Games US", Standing.FORBIDDEN),
          Map.entry("Orchid Pharma DE", Standing.FORBIDDEN),
          Map.entry("Pine Furniture US", Standing.FORBIDDEN),
          Map.entry("Quarry Minerals DE", Standing.NEVER_ALLOWED),
          Map.entry("Raven Security US", Standing.NEVER_ALLOWED),
          Map.entry("Sable Fashion US", Standing.WITHOUT_OWNER),
          Map.entry("Tundra Outdoor DE", Standing.WITHOUT_OWNER),
          Map.entry("Umbra Optics US", Standing.SUSPENDED),
          Map.entry("Vesper Hotels JP", Standing.ALLOWED_WITHOUT_PRICES),
          Map.entry("Willow Care US", Standing.ALLOWED_WITHOUT_OWNER),
          Map.entry("Xenon Lighting DE", Standing.ALLOWED_AND_SUSPENDED),
          Map.entry("Yarrow Tea CN", Standing.ALLOWED_WITHOUT_PRICES));

  @SafeVarargs
  private static List<Company> companies(Map.Entry<String, Standing>... listed) {
    List<Company> companies = new ArrayList<>();
    for (Map.Entry<String, Standing> each : listed) {
      int space = each.getKey().lastIndexOf(' ');
      companies.add(
          new Company(
              companies.size(),
              each.getKey().substring(0, space),
              each.getKey().substring(space + 1),
              each.getValue()));
    }
    return List.copyOf(companies);
  }

  private static final List<String> WHY_ON =
      List.of(
          "Asked for by the customer",
          "Agreed in the yearly review",
          "Pilot for half a year",
          "Part of the new framework contract");

  private static final List<String> WHY_OFF =
      List.of("Contract review", "Invoice overdue", "The budget of the year is used up");

  private final URI gateway;
  private final Realm realm;
  private final DemoUsers users;
  private final DemoCalls calls;
  private final AtomicInteger purchases = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  /**
   * @param gateway address of the public interface
   * @param realm must allow the direct grant
   * @param users of the demo, whose customers are there already
   * @param calls those that were answered before
   */
  public DemoHistory(URI gateway, Realm realm, DemoUsers users, DemoCalls calls) {
    this.gateway = gateway;
    this.realm = realm;
    this.users = users;
    this.calls = calls;
  }

  /**
   * How much of it there is.
   *
   * @param customers those that were added
   */
  public record Loaded(int customers, int purchases, int refusals) {}

  /**
   * Loads all of it, which takes less than a minute. Idempotent.
   *
   * @throws PartFailedException if a call fails
   */
  public Loaded load() {
    // Once for each: Keycloak refuses concurrent sign-ins of one user.
    Agents agents = new Agents(as(DemoUser.ADMIN), as(DemoUser.SALES), as(DemoUser.HELPDESK));
    List<Runnable> tasks = new ArrayList<>();
    COMPANIES.forEach(company -> tasks.add(() -> live(company, agents)));
    tasks.add(() -> brightwater(agents.admin()));
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<CompletableFuture<Void>> running =
          tasks.stream().map(task -> CompletableFuture.runAsync(task, threads)).toList();
      try {
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
      } catch (CompletionException failed) {
        throw failed.getCause() instanceof PartFailedException told ? told : failed;
      }
    }
    return new Loaded(COMPANIES.size(), purchases.get(), refusals.get());
  }

  /** The partner's agents, signed in. */
  private record Agents(PartnerCenter admin, PartnerCenter sales, PartnerCenter helpdesk) {}

  private PartnerCenter as(DemoUser user) {
    return new PartnerCenter(
        gateway, realm.token(user.username(), users.passwords().get(user)), calls);
  }

  private void live(Company company, Agents agents) {
    PartnerCenter admin = agents.admin();
    String customer = admin.customer(company.name(), company.domain(), company.country());
    String owner = admin.person(customer, company.ownerLogin(), company.ownerName());
    String plan = admin.subscription(customer, PartnerCenter.AZURE_PLAN, company.plan());
    switch (company.standing()) {
      case WITHOUT_OWNER -> {}
      case SUSPENDED -> {
        admin.makeOwner(customer, plan, owner);
        admin.suspend(customer, plan);
      }
      case NEVER_ALLOWED -> {
        admin.makeOwner(customer, plan, owner);
        buy(admin, customer, Wish.of(company, 0));
      }
      case ALLOWED_WITHOUT_OWNER -> turnOn(admin, company, customer);
      case ALLOWED_AND_SUSPENDED -> {
        admin.makeOwner(customer, plan, owner);
        turnOn(admin, company, customer);
        buy(admin, customer, Wish.of(company, 0));
        admin.suspend(customer, plan);
      }
      case ALLOWED_WITHOUT_PRICES -> {
        admin.makeOwner(customer, plan, owner);
        turnOn(admin, company, customer);
        refused(asOwner(company, customer, owner), customer, Wish.of(company, 0));
      }
      case ALLOWED -> {
        PartnerCenter buyer = trade(company, agents, customer, plan, owner);
        if (company.name().equals("Harbor Bank")) {
          everyRefusal(company, agents, buyer, customer);
        }
      }
      case FORBIDDEN -> {
        PartnerCenter buyer = trade(company, agents, customer, plan, owner);
        turnOff(admin, company, customer);
        refused(buyer, customer, Wish.of(company, 8));
      }
      case ALLOWED_AGAIN -> {
        PartnerCenter buyer = trade(company, agents, customer, plan, owner);
        turnOff(admin, company, customer);
        refused(buyer, customer, Wish.of(company, 8));
        admin.turnOn(PARTNER, customer, "The matter is settled");
        buy(buyer, customer, Wish.of(company, 9));
      }
    }
  }

  /** Rules and limits, the permission, and purchases of both sides. */
  private PartnerCenter trade(
      Company company, Agents agents, String customer, String plan, String owner) {
    PartnerCenter admin = agents.admin();
    admin.makeOwner(customer, plan, owner);
    rules(company, admin, customer);
    limits(company, admin, customer);
    buy(admin, customer, Wish.of(company, 0));
    buy(agents.sales(), customer, Wish.of(company, 1));
    turnOn(admin, company, customer);
    PartnerCenter buyer = asOwner(company, customer, owner);
    for (int i = 2; i < 6; i++) {
      buy(buyer, customer, Wish.of(company, i));
    }
    buy(admin, customer, Wish.of(company, 6));
    return buyer;
  }

  private static void rules(Company company, PartnerCenter admin, String customer) {
    String rules = "/v1/customers/" + customer + "/pricerules";
    switch (company.pricing()) {
      case NO_RULE -> {}
      case LOW_MARKUP -> admin.put(rules, percent(500));
      case HIGH_MARKUP -> admin.put(rules, percent(1500));
      case BY_SIZE -> {
        admin.put(rules, percent(1200));
        admin.put(rules + "/Standard_D2s_v5", percent(800));
      }
      case FIXED -> {
        ObjectNode fixed = JSON.createObjectNode();
        fixed
            .putObject("rule")
            .put("type", "Fixed")
            .putObject("unitPrice")
            .put("amountMinor", 56_000)
            .put("currency", company.currency());
        // One size in one region for a year.
        admin.put(rules + "/DZH318Z0A002:0011", fixed);
      }
    }
  }

  private static ObjectNode percent(int basisPoints) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("rule").put("type", "Percent").put("basisPoints", basisPoints);
    return body;
  }

  /** In minor units, and more than the purchases of a customer need. */
  private static void limits(Company company, PartnerCenter admin, String customer) {
    ObjectNode limit = JSON.createObjectNode().put("currency", company.currency());
    switch (company.limit()) {
      case NONE -> {}
      case PER_ORDER -> putLimit(admin, customer, limit.put("perOrderMinor", 1_500_000));
      case PER_DAY -> putLimit(admin, customer, limit.put("perDayMinor", 6_000_000));
      case PER_ORDER_AND_30_DAYS ->
          putLimit(
              admin,
              customer,
              limit.put("perOrderMinor", 2_000_000).put("per30DaysMinor", 20_000_000));
    }
  }

  private static void putLimit(PartnerCenter admin, String customer, ObjectNode limit) {
    admin.put("/v1/customers/" + customer + "/purchaselimits", limit);
  }

  private static void turnOn(PartnerCenter admin, Company company, String customer) {
    admin.turnOn(PARTNER, customer, WHY_ON.get(company.number() % WHY_ON.size()));
  }

  private static void turnOff(PartnerCenter admin, Company company, String customer) {
    admin.turnOff(PARTNER, customer, WHY_OFF.get(company.number() % WHY_OFF.size()));
  }

  /** The customer's Owner, who is given a password that nobody keeps. */
  private PartnerCenter asOwner(Company company, String customer, String owner) {
    return asUser(company.ownerLogin(), company.ownerName(), customer, owner);
  }

  private PartnerCenter asUser(String login, String fullName, String customer, String id) {
    String password = Secrets.generate();
    String[] names = fullName.split(" ", 2);
    realm.put(
        new Realm.User(
            login,
            password,
            names[0],
            names[1],
            UUID.fromString(id),
            Optional.empty(),
            Optional.of(UUID.fromString(customer)),
            Realm.Role.CUSTOMER_USER));
    return new PartnerCenter(gateway, realm.token(login, password), calls);
  }

  private void buy(PartnerCenter api, String customer, Wish wish) {
    api.buy(customer, wish.json());
    purchases.incrementAndGet();
  }

  private void refused(PartnerCenter api, String customer, Wish wish) {
    api.buyInVain(customer, wish.json());
    refusals.incrementAndGet();
  }

  /** The portal's demo user has bought before. */
  private void brightwater(PartnerCenter admin) {
    String customer = admin.customerOf("brightwater.example");
    PartnerCenter olga = as(DemoUser.OWNER);
    Company company = new Company(3, "Brightwater", "US", Standing.ALLOWED);
    for (int i = 0; i < 3; i++) {
      buy(olga, customer, Wish.of(company, i));
    }
    refused(olga, customer, Wish.of(company, 3).withSize("Standard_A1_v2"));
    refused(as(DemoUser.NON_OWNER), customer, Wish.of(company, 4));
  }

  /** Each refusal that a purchase can meet while the sheets of the demo are in force. */
  private void everyRefusal(Company company, Agents agents, PartnerCenter buyer, String customer) {
    PartnerCenter admin = agents.admin();
    String licence =
        admin.subscription(customer, PartnerCenter.LICENCE, company.name() + " licences");
    String elsewhere =
        admin.subscription(
            customer, PartnerCenter.AZURE_PLAN, company.name() + " bought elsewhere", false);
    String old = admin.subscription(customer, PartnerCenter.AZURE_PLAN, company.name() + " old");
    admin.suspend(customer, old);
    String reader = admin.person(customer, "kim@" + company.domain(), "Kim Reader");
    Wish wish = Wish.of(company, 7);

    refused(agents.helpdesk(), customer, wish);
    refused(
        asUser("kim@" + company.domain(), "Kim Reader", customer, reader),
        customer,
        Wish.of(company, 9));
    for (Wish refused :
        List.of(
            wish.billedTo(PartnerCenter.id("nobody's subscription").toString()),
            wish.billedTo(licence),
            wish.billedTo(elsewhere),
            wish.billedTo(old),
            wish.with("reservedResourceType", "SqlDatabases"),
            wish.withSize("Standard_A1_v2"),
            wish.withSize("Standard_D3000s_v5"),
            wish.with("term", "P5Y"),
            wish.in("japaneast"),
            wish.with("billingPlan", "Weekly"),
            wish.times(0),
            wish.times(2_000_000_000),
            wish.with(
                "displayName", "a name that is longer than sixty-four characters are ".repeat(2)),
            wish.with("reviewDateTime", "2020-01-01T00:00:00Z"),
            wish.with("appliedScopeType", "Everywhere"),
            wish.with("appliedScopeType", "Single"),
            wish.appliedTo(licence, old),
            wish.appliedTo(PartnerCenter.id("nobody's subscription").toString()),
            wish.flexible("Maybe"),
            wish.flexible("Off"))) {
      refused(buyer, customer, refused);
    }
    for (String limit : List.of("perOrderMinor", "perDayMinor", "per30DaysMinor")) {
      putLimit(
          admin,
          customer,
          JSON.createObjectNode().put("currency", company.currency()).put(limit, 1_000));
      refused(buyer, customer, wish.with("displayName", limit));
    }
    putLimit(
        admin,
        customer,
        JSON.createObjectNode()
            .put("currency", company.currency())
            .put("perOrderMinor", 2_000_000)
            .put("perDayMinor", 8_000_000));
  }

  /** A reservation that somebody wants. */
  private record Wish(ObjectNode json) {

    private static final List<String> SIZES =
        List.of(
            "Standard_D2s_v5",
            "Standard_E4s_v5",
            "Standard_F4s_v2",
            "Standard_D4s_v5",
            "Standard_D4as_v5",
            "Standard_E2s_v5",
            "Standard_DS3_v2");

    private static final List<String> REGIONS =
        List.of("westeurope", "eastus", "germanywestcentral", "westus2");

    private static final List<String> NAMES =
        List.of(
            "Web servers",
            "Database",
            "Build machines",
            "Reporting",
            "Test environment",
            "Search",
            "Archive");

    /** Different for each number, and each time the same. */
    static Wish of(Company company, int number) {
      int n = company.number() + number;
      ObjectNode wish = JSON.createObjectNode();
      wish.putObject("sku").put("name", SIZES.get(n % SIZES.size()));
      wish.put("location", REGIONS.get(n % REGIONS.size()));
      wish.putObject("properties")
          .put("reservedResourceType", "VirtualMachines")
          .put("billingScopeId", path(PartnerCenter.id("subscription " + company.plan())))
          .put("term", n % 3 == 0 ? "P3Y" : "P1Y")
          .put("billingPlan", n % 2 == 0 ? "Monthly" : "Upfront")
          .put("quantity", 1 + n % 4)
          .put("displayName", NAMES.get(n % NAMES.size()) + " " + (number + 1))
          .put("appliedScopeType", "Shared");
      return new Wish(wish);
    }

    private static String path(Object subscription) {
      return "/subscriptions/" + subscription;
    }

    private Wish copy() {
      return new Wish(json.deepCopy());
    }

    private ObjectNode properties() {
      return (ObjectNode) json.get("properties");
    }

    Wish with(String property, String value) {
      Wish other = copy();
      other.properties().put(property, value);
      return other;
    }

    Wish withSize(String size) {
      Wish other = copy();
      ((ObjectNode) other.json.get("sku")).put("name", size);
      return other;
    }

    Wish in(String region) {
      Wish other = copy();
      other.json.put("location", region);
      return other;
    }

    Wish times(long quantity) {
      Wish other = copy();
      other.properties().put("quantity", quantity);
      return other;
    }

    Wish billedTo(String subscription) {
      return with("billingScopeId", path(subscription));
    }

    Wish appliedTo(String... subscriptions) {
      Wish other = with("appliedScopeType", "Single");
      List.of(subscriptions)
          .forEach(one -> other.properties().withArray("appliedScopes").add(path(one)));
      return other;
    }

    Wish flexible(String flexibility) {
      Wish other = copy();
      other
          .properties()
          .putObject("reservedResourceProperties")
          .put("instanceFlexibility", flexibility);
      return other;
    }
  }
}
