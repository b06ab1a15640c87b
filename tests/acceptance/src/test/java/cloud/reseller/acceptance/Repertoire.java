package cloud.reseller.acceptance;

import static cloud.reseller.acceptance.Log.CATALOGUE_EVENTS;
import static cloud.reseller.acceptance.Log.PERMISSION_EVENTS;
import static cloud.reseller.acceptance.Log.RESERVATION_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.LogRecord;
import cloud.reseller.testing.Infrastructure;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Drives a running system so that its log contains everything that the release can write: every
 * event type, every refusal code, parked and repeated inputs, closed customers, and jumps in time.
 * Each step states its expected result, so that a step that no longer reaches its code fails.
 *
 * <p>Commands are written as stored JSON, not with the types of the current release: a later
 * release runs the same steps and adds its own.
 */
final class Repertoire extends Steps {

  /** The partition in which time jumps; later requests there are decided at the later time. */
  private static final int TIME_JUMPS_IN = 11;

  /** So many requests of one customer a day has answers for. */
  private static final int ANSWERED_A_DAY = 1_000;

  /** The last of the sheets in the stored logs that begins in this century began by then. */
  private static final Instant BEHIND_THE_STORED_SHEETS = Instant.parse("2026-11-28T00:00:01Z");

  private static final String COLUMNS =
      "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,"
          + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,"
          + "EffectiveEndDate,MeterIds,MeterType,Tags\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

  /**
   * A repertoire for one log.
   *
   * @param name the log's name, from which ids are derived, so that two logs have different
   *     customers
   */
  Repertoire(House house, String name) {
    super(house, name);
  }

  /** Runs all steps, in an order in which each finds what it needs. */
  void play() throws Exception {
    catalogue();
    customersAndSubscriptions();
    permission();
    pricesAndLimits();
    commandsThatCannotBeRead();
    purchases();
    purchasesThatAreRefused();
    requestsThatCannotBeRead();
    overHttp();
    factsOfNobody();
    timeJumps();
  }

  // The catalogue

  private void catalogue() throws Exception {
    imported(
        "/v1/flexibilityratios",
        """
        InstanceSizeFlexibilityGroup,ArmSkuName,Ratio
        Dsv5 Series,Standard_D2s_v5,1
        Dsv5 Series,Standard_D4s_v5,2
        Dsv5 Series,Standard_D8s_v5,4.000000001
        """);
    String always = "2020-01-01T00:00:00Z,9999-12-31T23:59:59Z";
    imported(
        "/v1/pricesheets",
        COLUMNS
            + line("Standard_D2s_v5", "eastus", 1, "US", "USD", "511", always)
            + line("Standard_D2s_v5", "eastus", 3, "US", "USD", "1013", always)
            + line("Standard_D2s_v5", "westeurope", 1, "US", "USD", "530.33", always)
            + line("Standard_D4s_v5", "eastus", 1, "US", "USD", "1022", always)
            + line("Standard_D8s_v5", "eastus", 1, "US", "USD", "2044", always)
            + line("Standard_B1ls", "eastus", 1, "US", "USD", "0.33", always));
    imported(
        "/v1/pricesheets",
        COLUMNS
            + line("Standard_D2s_v5", "eastus", 1, "DE", "EUR", "470", always)
            + line("Standard_D2s_v5", "eastus", 1, "RU", "RUB", "470", always));
    importedByPartner(
        COLUMNS + line("Standard_D2s_v5", "eastus", 1, "DE", "EUR", "455.000333", always));
    imported(
        "/v1/pricesheets",
        COLUMNS
            + line("Standard_D2s_v5", "eastus", 1, "GB", "GBP", "400", "2020-01-01,2021-01-01")
            + line("Standard_D4s_v5", "eastus", 1, "GB", "GBP", "800", always));
    imported(
        "/v1/pricesheets",
        COLUMNS
            + line("Standard_D2s_v5", "eastus", 1, "FR", "EUR", "400", "2100-01-01,2101-01-01"));
    // Sheets of one market: each starts later than the previous one; some lines of the last one
    // end.
    imported(
        "/v1/pricesheets",
        COLUMNS
            + line("Standard_D2s_v5", "eastus", 1, "US", "USD", "499.95", since(-30))
            + line("Standard_D2s_v5", "eastus", 3, "US", "USD", "1000.01", since(-30))
            + line("Standard_D2s_v5", "westeurope", 1, "US", "USD", "530.33", since(-30))
            + line("Standard_D4s_v5", "eastus", 1, "US", "USD", "1000", since(-30))
            + line("Standard_D8s_v5", "eastus", 1, "US", "USD", "2000", since(-30))
            + line("Standard_B1ls", "eastus", 1, "US", "USD", "0.33", since(-30)));
    imported(
        "/v1/pricesheets",
        COLUMNS
            + line("Standard_D2s_v5", "eastus", 1, "US", "USD", "488.88", since(1))
            + line("Standard_D4s_v5", "eastus", 1, "US", "USD", "977.77", between(1, 20)));
    // The second list replaces the first: D8s is no longer in a group.
    imported(
        "/v1/flexibilityratios",
        """
        InstanceSizeFlexibilityGroup,ArmSkuName,Ratio
        Dsv5 Series,Standard_D2s_v5,1
        Dsv5 Series,Standard_D4s_v5,2
        """);
    sheetsThatDoNotCount();
  }

  /** Lines of an import that died, and a publication that does not agree with its lines. */
  private void sheetsThatDoNotCount() throws Exception {
    String line =
        """
        {"sheet":"%s","sku":"Standard_D2s_v5","sheetSku":"DZH318Z0A002:0011","title":"Dsv5",\
        "region":"eastus","market":"US","term":"P1Y",\
        "unitCost":{"amountMinor":1,"currency":"USD"}}\
        """;
    for (String sheet : List.of("sheet without an end", "sheet of another digest")) {
      fact(CATALOGUE_EVENTS, id(sheet), "PriceSheetLine.v1", line.formatted(id(sheet)));
    }
    fact(
        CATALOGUE_EVENTS,
        id("sheet of another digest"),
        "PriceSheetPublished.v1",
        """
        {"sheet":"%s","lines":1,"digest":"%s","effectiveFrom":"2020-01-01T00:00:00Z",\
        "effectiveUntil":"9999-12-31T23:59:59Z"}\
        """
            .formatted(id("sheet of another digest"), "0".repeat(64)));
  }

  private String between(int firstDay, int lastDay) {
    return today.plus(firstDay, ChronoUnit.DAYS) + "," + today.plus(lastDay, ChronoUnit.DAYS);
  }

  private String since(int day) {
    return today.plus(day, ChronoUnit.DAYS) + ",9999-12-31";
  }

  private static String line(
      String sku,
      String region,
      int years,
      String market,
      String currency,
      String price,
      String validity) {
    return "Virtual Machines,%s,%s,\"Reserved VM Instance, %s, %s\",Microsoft,,,P%dY,"
            .formatted(product(sku), "00" + region.length() + years, sku, region, years)
        + "%s,%s,%s,,,%s,,1 Hour,armSkuName=%s;armRegionName=%s\n"
            .formatted(market, currency, price, validity, sku, region);
  }

  private static String product(String sku) {
    return "DZH318Z0A%03d".formatted(Math.floorMod(sku.hashCode(), 1000));
  }

  /** What the sheets call a size in eastus for a year. */
  private static String sheetSku(String sku) {
    return product(sku) + ":00" + "eastus".length() + 1;
  }

  // Commands of permissions-service

  private void customersAndSubscriptions() throws Exception {
    String customer = customer("subscriptions", 0);
    String plan = id("subscriptions plan");
    String suspend = of(plan);
    decides("CustomerUnknown", "RemovePurchaseLimit.v1", customer, "");
    decides("CustomerAdded.v1", "AddCustomer.v1", customer, company("US"));
    decides("CustomerAlreadyExists", "AddCustomer.v1", customer, company("US"));
    decidesFor(otherAgent(), "CustomerUnknown", "RemovePurchaseLimit.v1", customer, "");
    decidesFor(user(customer, id("anybody")), "NotAllowed", "RemovePurchaseLimit.v1", customer, "");
    decides(
        "RoleLacksRights",
        "AttemptBeyondRole.v1",
        customer,
        "\"attempted\":\"DeletePermission.v1\"");
    decides("SubscriptionNotFound", "SuspendSubscription.v1", customer, suspend);
    decides("SubscriptionAdded.v1", "AddSubscription.v1", customer, plan(plan, id("entitlement")));
    decides(
        "SubscriptionAlreadyExists",
        "AddSubscription.v1",
        customer,
        plan(id("second"), id("entitlement")));
    decides("SubscriptionNotSuspended", "ReactivateSubscription.v1", customer, suspend);
    LogRecord suspended =
        decides("SubscriptionSuspended.v1", "SuspendSubscription.v1", customer, suspend);
    decides("SubscriptionNotActive", "SuspendSubscription.v1", customer, suspend);
    decides(
        "EtagNotValid",
        "ReactivateSubscription.v1",
        customer,
        suspend + ",\"etag\":\"" + id("no etag") + "\"");
    decides(
        "SubscriptionReactivated.v1",
        "ReactivateSubscription.v1",
        customer,
        suspend + ",\"etag\":\"" + etag(suspended) + "\"");
    owners(customer, plan);
    decides("SubscriptionDeleted.v1", "DeleteSubscription.v1", customer, suspend);
    decides("SubscriptionNotFound", "DeleteSubscription.v1", customer, suspend);
    decides("SubscriptionAdded.v1", "AddSubscription.v1", customer, licence(id("licence")));
    decides("NoQualifyingSubscription", "CreatePermission.v1", customer, products("Only licences"));
  }

  private void owners(String customer, String plan) throws Exception {
    String owner = id("first owner");
    String assign = ownership(plan, owner);
    decides("OwnerNotFound", "RemoveOwner.v1", customer, assign);
    decides("OwnerAssigned.v1", "AssignOwner.v1", customer, assign);
    decides("OwnerAlreadyAssigned", "AssignOwner.v1", customer, assign);
    String more = assign.replace(owner, id("second owner"));
    decidesFor(
        user(customer, id("anybody")), "RequesterNotOwner", "AssignOwner.v1", customer, more);
    decidesFor(user(customer, owner), "OwnerAssigned.v1", "AssignOwner.v1", customer, more);
    decides("OwnerRemoved.v1", "RemoveOwner.v1", customer, assign);
  }

  private void permission() throws Exception {
    String customer = customer("permission", 1);
    decides("CustomerAdded.v1", "AddCustomer.v1", customer, company("DE"));
    decides("PermissionNotFound", "DeletePermission.v1", customer, "\"reason\":\"\"");
    decides("SubscriptionAdded.v1", "AddSubscription.v1", customer, global(id("permission plan")));
    decides("NoProduct", "CreatePermission.v1", customer, "\"products\":[],\"reason\":\"\"");
    LogRecord on =
        decides(
            "CustomerPurchasePermissionCreated.v1",
            "CreatePermission.v1",
            customer,
            products("Vertrauen: \u00fcber 10 Jahre \ud83d\ude80"));
    decides("PermissionAlreadyExists", "CreatePermission.v1", customer, products(""));
    decides(
        "EtagNotValid",
        "UpdatePermission.v1",
        customer,
        products("") + ",\"etag\":\"" + id("no etag") + "\"");
    decides(
        "NoProduct",
        "UpdatePermission.v1",
        customer,
        "\"products\":[],\"reason\":\"\",\"etag\":\"" + etag(on) + "\"");
    LogRecord anew =
        decides(
            "CustomerPurchasePermissionUpdated.v1",
            "UpdatePermission.v1",
            customer,
            products("stated again") + ",\"etag\":\"" + etag(on) + "\"");
    decides(
        "EtagNotValid",
        "DeletePermission.v1",
        customer,
        "\"reason\":\"\",\"etag\":\"" + etag(on) + "\"");
    decides(
        "CustomerPurchasePermissionDeleted.v1",
        "DeletePermission.v1",
        customer,
        "\"reason\":\"unpaid\",\"etag\":\"" + etag(anew) + "\"");
    decides(
        "CustomerPurchasePermissionCreated.v1", "CreatePermission.v1", customer, products("again"));
  }

  private void pricesAndLimits() throws Exception {
    String customer = customer("prices", 2);
    decides("CustomerAdded.v1", "AddCustomer.v1", customer, company("US"));
    String sheetSku = "DZH318Z0A002:0011";
    decides("PriceRuleNotFound", "RemovePriceRule.v1", customer, "\"target\":\"*\"");
    decides("PriceRuleSet.v1", "SetPriceRule.v1", customer, percent("*", 1_000));
    decides("PriceRuleSet.v1", "SetPriceRule.v1", customer, percent("*", -10_000));
    decides("PriceRuleSet.v1", "SetPriceRule.v1", customer, percent("Standard_D2s_v5", 333));
    decides("PriceRuleSet.v1", "SetPriceRule.v1", customer, fixed(sheetSku, 0));
    decides("PriceTargetInvalid", "SetPriceRule.v1", customer, percent("no target", 1));
    decides("FixedPriceNeedsSheetSku", "SetPriceRule.v1", customer, fixed("*", 1));
    decides("FixedPriceNegative", "SetPriceRule.v1", customer, fixed(sheetSku, -1));
    decides("PercentTooLow", "SetPriceRule.v1", customer, percent("*", -10_001));
    decides("PriceRuleRemoved.v1", "RemovePriceRule.v1", customer, "\"target\":\"*\"");

    decides("LimitNotFound", "RemovePurchaseLimit.v1", customer, "");
    decides("LimitEmpty", "SetPurchaseLimit.v1", customer, "\"currency\":\"USD\"");
    decides(
        "LimitNotPositive",
        "SetPurchaseLimit.v1",
        customer,
        "\"currency\":\"USD\",\"perDayMinor\":0");
    decides(
        "CurrencyUnknown",
        "SetPurchaseLimit.v1",
        customer,
        "\"currency\":\"XQZ\",\"perDayMinor\":1");
    // A withdrawn currency, which rule set 1 accepted.
    decides(
        "CurrencyUnknown",
        "SetPurchaseLimit.v1",
        customer,
        "\"currency\":\"DEM\",\"per30DaysMinor\":1");
    decides(
        "PurchaseLimitSet.v1",
        "SetPurchaseLimit.v1",
        customer,
        "\"currency\":\"USD\",\"perOrderMinor\":1,\"perDayMinor\":2,\"per30DaysMinor\":3");
    decides("PurchaseLimitRemoved.v1", "RemovePurchaseLimit.v1", customer, "");
  }

  private void commandsThatCannotBeRead() throws Exception {
    String customer = customer("unreadable commands", 3);
    decides("CustomerAdded.v1", "AddCustomer.v1", customer, company("US"));
    String remove = commandBody(customer, "", agent());
    decides("TypeUnknown", command("RemoveEverything.v1", customer, remove));
    decides("TypeUnknown", without("ce_type", command("RemovePurchaseLimit.v1", customer, remove)));
    for (String unreadable : List.of("", "{", "null", "[]", "{\"customerId\":\"x\"}")) {
      decides("BodyUnreadable", command("RemovePurchaseLimit.v1", customer, unreadable));
    }
    decides(
        "BodyUnreadable",
        command("RemovePurchaseLimit.v1", customer, commandBody(id("no customer"), "", agent())));

    ProducerRecord<byte[], byte[]> once = command("RemovePurchaseLimit.v1", customer, remove);
    decides("LimitNotFound", once);
    decides("CommandRepeated.v1", once);
    decides("RequestIdReused", withId(idOf(once), command("AddCustomer.v1", customer, remove)));

    parks(without("ce_id", command("RemovePurchaseLimit.v1", customer, remove)));
    parks(in(3, without("ce_id", command("RemovePurchaseLimit.v1", customer, remove)), null));
    parks(in(3, command("RemovePurchaseLimit.v1", customer, remove), null));
    decides(
        "WrongPartition",
        in(4, command("RemovePurchaseLimit.v1", customer, remove), customer.getBytes(UTF_8)));
  }

  // Purchases

  private void purchases() throws Exception {
    Buyer buyer = buyer("buyer", 5, "US");
    accepts(buyer, _ -> {});
    accepts(buyer, wish -> properties(wish).put("billingPlan", "Monthly").put("quantity", 3));
    accepts(buyer, wish -> properties(wish).put("term", "P3Y").put("renew", true));
    // Half a cent is rounded; a size without a group is not flexible.
    accepts(buyer, wish -> sku(wish, "Standard_B1ls"));
    accepts(buyer, wish -> sku(wish, "Standard_D8s_v5"));
    accepts(
        buyer,
        wish -> {
          wish.put("requestedBy", buyer.owner().toUpperCase());
          properties(wish)
              .put("billingScopeId", id("buyer azure").toUpperCase())
              .put("reviewDateTime", today.plus(60, ChronoUnit.DAYS).toString());
        });
    accepts(
        buyer,
        wish -> {
          single(wish, "/subscriptions/" + buyer.subscription());
          properties(wish)
              .putObject("reservedResourceProperties")
              .put("instanceFlexibility", "Off");
        });
    accepts(buyer, wish -> single(wish, buyer.subscription()));
    accepts(
        buyer,
        wish -> single(wish, "/subscriptions/" + buyer.subscription() + "/resourceGroups/web"));
    accepts(
        buyer,
        wish ->
            properties(wish)
                .put("appliedScopeType", "Single")
                .putObject("appliedScopeProperties")
                .put("subscriptionId", "/subscriptions/" + buyer.subscription()));
    accepts(
        buyer,
        wish ->
            properties(wish)
                .put("appliedScopeType", "ManagementGroup")
                .putObject("appliedScopeProperties")
                .put("managementGroupId", "all"));
    accepts(buyer, wish -> managementGroup(wish, buyer.id()));
    accepts(buyer("german buyer", 6, "DE"), _ -> {});

    decides("PriceRuleSet.v1", "SetPriceRule.v1", buyer.id(), percent("*", 1_250));
    accepts(buyer, _ -> {});
    decides("PriceRuleSet.v1", "SetPriceRule.v1", buyer.id(), percent("Standard_D2s_v5", -9_999));
    accepts(buyer, _ -> {});
    decides(
        "PriceRuleSet.v1", "SetPriceRule.v1", buyer.id(), fixed(sheetSku("Standard_D4s_v5"), 77));
    accepts(buyer, wish -> sku(wish, "Standard_D4s_v5").put("quantity", 2));

    ProducerRecord<byte[], byte[]> once = request(buyer, _ -> {});
    decides("ReservationPurchased.v1", once);
    decides("CommandRepeated.v1", once);
    decides(
        "RequestIdReused",
        withId(idOf(once), request(buyer, wish -> properties(wish).put("quantity", 9))));
    decides("ReservationPurchased.v1", onBehalf(buyer, partner, true));
    decides("RoleLacksRights", onBehalf(buyer, partner, false));
    decides("CustomerUnknown", onBehalf(buyer, otherPartner, true));
    decides("ReservationPurchased.v1", ofTheCustomersOwn(buyer));
  }

  private void purchasesThatAreRefused() throws Exception {
    Buyer buyer = buyer("refused buyer", 7, "US");
    Buyer nobody = new Buyer(customer("nobody", 7), buyer.subscription(), buyer.owner());
    rejects("CustomerUnknown", nobody, _ -> {});
    rejectedForTheAccount(buyer);
    rejectedForTheMarket();
    rejects("ResourceTypeNotSold", buyer, w -> properties(w).put("reservedResourceType", "Disks"));
    for (String excluded :
        List.of("Standard_A2_v2", "Standard_G1", "Basic_A1", "Standard_D2_v2_Promo")) {
      rejects("ProductExcluded", buyer, wish -> sku(wish, excluded));
    }
    rejects("ProductNotFound", buyer, wish -> sku(wish, "Standard_X1"));
    rejects("UnsupportedReservationTerm", buyer, wish -> properties(wish).put("term", "P5Y"));
    rejects("RegionNotSold", buyer, wish -> reservation(wish).put("location", "nowhere"));
    rejects(
        "TermNotSold",
        buyer,
        wish -> {
          reservation(wish).put("location", "westeurope");
          properties(wish).put("term", "P3Y");
        });
    rejects("BillingPlanNotSold", buyer, wish -> properties(wish).put("billingPlan", "Weekly"));
    for (long quantity : new long[] {0, -1, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      rejects("QuantityInvalid", buyer, wish -> properties(wish).put("quantity", quantity));
    }
    rejects(
        "DisplayNameInvalid", buyer, wish -> properties(wish).put("displayName", "x".repeat(65)));
    for (String time : List.of("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
      rejects("ReviewDateTimeInvalid", buyer, w -> properties(w).put("reviewDateTime", time));
    }
    rejectedForTheScope(buyer);
    rejectedForTheLimits(buyer);
  }

  private void rejectedForTheAccount(Buyer buyer) throws Exception {
    String customer = buyer.id();
    String its = of(buyer.subscription());
    rejects("SubscriptionUnknown", buyer, w -> properties(w).put("billingScopeId", "/a/b/c"));
    rejects("OwnerMissing", new Buyer(customer, buyer.subscription(), id("anybody")), _ -> {});
    decides("SubscriptionSuspended.v1", "SuspendSubscription.v1", customer, its);
    rejects("SubscriptionInactive", buyer, _ -> {});
    decides("SubscriptionReactivated.v1", "ReactivateSubscription.v1", customer, its);
    String elsewhere = id("elsewhere");
    decides(
        "SubscriptionAdded.v1",
        "AddSubscription.v1",
        customer,
        plan(elsewhere, elsewhere).replace("Partner\":true", "Partner\":false"));
    rejects(
        "SubscriptionNotThroughPartner", new Buyer(customer, elsewhere, buyer.owner()), _ -> {});
    String licence = id("refused licence");
    decides("SubscriptionAdded.v1", "AddSubscription.v1", customer, licence(licence));
    rejects("SubscriptionNotUsageBased", new Buyer(customer, licence, buyer.owner()), _ -> {});
    String deleted = id("deleted");
    decides("SubscriptionAdded.v1", "AddSubscription.v1", customer, plan(deleted, deleted));
    decides("SubscriptionDeleted.v1", "DeleteSubscription.v1", customer, of(deleted));
    rejects("SubscriptionInactive", new Buyer(customer, deleted, buyer.owner()), _ -> {});
    rejects(
        "AppliedScopesNotAssociatedWithCommerceAccount",
        buyer,
        wish -> single(wish, "/subscriptions/" + deleted));
    decides(
        "CustomerPurchasePermissionDeleted.v1",
        "DeletePermission.v1",
        customer,
        "\"reason\":\"for a while\"");
    rejects("PermissionOff", buyer, _ -> {});
    decides(
        "CustomerPurchasePermissionCreated.v1", "CreatePermission.v1", customer, products("on"));
  }

  private void rejectedForTheMarket() throws Exception {
    rejects("NotSupportedCountry", buyer("buyer in a market without", 8, "RU"), _ -> {});
    rejects("PriceNotInForce", buyer("buyer of a price that ended", 8, "GB"), _ -> {});
    rejects("PricesNotInForce", buyer("buyer of prices to come", 8, "FR"), _ -> {});
    rejects("PricesNotInForce", buyer("buyer without a sheet", 8, "JP"), _ -> {});
  }

  private void rejectedForTheScope(Buyer buyer) throws Exception {
    String own = "/subscriptions/" + buyer.subscription();
    rejects("ScopeInvalid", buyer, wish -> properties(wish).put("appliedScopeType", "Everywhere"));
    rejects("ScopeInvalid", buyer, wish -> properties(wish).putArray("appliedScopes").add(own));
    rejects("ScopeInvalid", buyer, w -> properties(w).put("appliedScopeType", "ManagementGroup"));
    rejects("ScopeInvalid", buyer, wish -> single(wish, own + "/resourceGroups/a/b"));
    rejects(
        "AppliedScopesNotAssociatedWithCommerceAccount",
        buyer,
        wish -> managementGroup(wish, id("another tenant")));
    rejects(
        "MissingAppliedScopesForSingle",
        buyer,
        wish -> properties(wish).put("appliedScopeType", "Single"));
    rejects(
        "InvalidSingleAppliedScopesCount",
        buyer,
        wish -> {
          single(wish, own);
          properties(wish).withArray("appliedScopes").add(own);
        });
    rejects(
        "AppliedScopesNotAssociatedWithCommerceAccount",
        buyer,
        wish -> single(wish, "/subscriptions/" + id("no subscription")));
    rejects(
        "FlexibilityInvalid",
        buyer,
        w -> properties(w).putObject("reservedResourceProperties").put("instanceFlexibility", "?"));
    rejects(
        "CapacityPriorityNeedsSingleScope",
        buyer,
        w ->
            properties(w)
                .putObject("reservedResourceProperties")
                .put("instanceFlexibility", "Off"));
  }

  private void rejectedForTheLimits(Buyer buyer) throws Exception {
    limit(buyer, "\"currency\":\"EUR\",\"perOrderMinor\":100");
    rejects("LimitCurrencyMismatch", buyer, _ -> {});
    limit(buyer, "\"currency\":\"USD\",\"perOrderMinor\":100");
    rejects("LimitPerOrderExceeded", buyer, _ -> {});
    limit(buyer, "\"currency\":\"USD\",\"perDayMinor\":60000");
    accepts(buyer, _ -> {});
    rejects("LimitPerDayExceeded", buyer, _ -> {});
    limit(buyer, "\"currency\":\"USD\",\"per30DaysMinor\":60000");
    rejects("Limit30DaysExceeded", buyer, _ -> {});
  }

  private void requestsThatCannotBeRead() throws Exception {
    Buyer buyer = buyer("unreadable requests", 9, "US");
    String whole = wish(buyer, _ -> {});
    decides("BodyUnreadable", Portal.record(Portal.newId(), buyer.id(), "{".getBytes(UTF_8)));
    decides("BodyUnreadable", Portal.record(Portal.newId(), buyer.id(), whole.getBytes(UTF_16)));
    decides(
        "BodyUnreadable",
        Portal.record(
            Portal.newId(), buyer.id(), whole.replace("\"term\":\"P1Y\",", "").getBytes(UTF_8)));
    decides("BodyUnreadable", request(buyer, wish -> wish.put("requestedBy", "kim@example.com")));
    decides("BodyUnreadable", request(buyer, wish -> wish.put("customerId", id("nobody"))));
    decides("TypeUnknown", without("ce_type", request(buyer, _ -> {})));
    decides(
        "TypeUnknown",
        withType(
            "PurchaseReservationOnBehalf.v1",
            Portal.record(Portal.newId(), buyer.id(), onBehalf(buyer, partner, true).value())));
    decides("WrongPartition", in(0, request(buyer, _ -> {}), buyer.id().getBytes(UTF_8)));

    int here = buyer.partition();
    ProducerRecord<byte[], byte[]> good = request(buyer, _ -> {});
    parks(in(here, request(buyer, _ -> {}), null));
    parks(without("ce_id", request(buyer, _ -> {})));
    parks(withId("a line\nfeed", request(buyer, _ -> {})));
    parks(withId("x".repeat(600), request(buyer, _ -> {})));
    parks(in(here, request(buyer, _ -> {}), "k".repeat(600).getBytes(UTF_8)));
    parks(in(here, request(buyer, _ -> {}), new byte[] {(byte) 0xc0, (byte) 0x80}));
    // An id need not be a GUID, and header values to be repeated may be invalid.
    decides("ReservationPurchased.v1", withId("order 66/\u00e9", request(buyer, _ -> {})));
    good.headers()
        .add("ce_correlationid", id("correlation").getBytes(UTF_8))
        .add(
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
    decides("ReservationPurchased.v1", good);
    ProducerRecord<byte[], byte[]> odd = request(buyer, _ -> {});
    odd.headers()
        .add("ce_correlationid", "a line\nfeed".getBytes(UTF_8))
        .add("traceparent", new byte[] {1, 2, 3});
    decides("ReservationPurchased.v1", odd);
  }

  // Over HTTP

  /** The life of two partners' customers as agents and users live it, people erased included. */
  private void overHttp() throws Exception {
    PartnerCenter first = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    PartnerCenter second = PartnerCenter.at(house.first(Service.PERMISSIONS).address());
    for (PartnerCenter admin : List.of(first, second)) {
      Buyer buyer = admin.newBuyer("US");
      String on = admin.permit(buyer.id());
      assertThat(admin.permit(buyer.id(), on).status()).isEqualTo(201);
      assertThat(admin.permit(buyer.id(), PartnerCenter.requestId()).status()).isEqualTo(409);
      admin.putPriceRule(buyer.id(), "{\"rule\": {\"type\": \"Percent\", \"basisPoints\": 1500}}");
      String wished = JSON.readTree(wish(buyer, _ -> {})).path("reservation").toString();
      String reservations = "/v1/customers/" + buyer.id() + "/reservations";
      PartnerCenter buying = admin.calling(house.first(Service.RESERVATIONS).address());
      String once = PartnerCenter.requestId();
      for (int i = 0; i < 2; i++) {
        assertThat(buying.send("POST", reservations, wished, once).status()).isEqualTo(201);
      }
      PartnerCenter helpdesk = buying.colleague("helpdesk_agent");
      String policy = "/v1/SelfServePolicy/" + admin.partner() + "_" + buyer.id();
      assertThat(
              helpdesk
                  .calling(house.first(Service.PERMISSIONS).address())
                  .send("DELETE", policy, "", PartnerCenter.requestId())
                  .status())
          .isEqualTo(403);
      post(
          Service.RESERVATIONS,
          Infrastructure.shared().customerToken(buyer.id(), buyer.owner()),
          reservations,
          "application/json",
          wished);
      decides("ReservationPurchased.v1", Portal.record(Portal.newId(), Portal.wish(buyer)));
      people(admin, buyer);
      admin.revoke(buyer.id(), PartnerCenter.requestId());
      decides("PermissionOff", Portal.record(Portal.newId(), Portal.wish(buyer)));
    }
  }

  private void people(PartnerCenter admin, Buyer buyer) {
    String users = "/v1/customers/" + buyer.id() + "/users";
    String erased = admin.newUser(buyer.id());
    admin.makeOwner(buyer.id(), buyer.subscription(), erased);
    String once = PartnerCenter.requestId();
    for (int i = 0; i < 2; i++) {
      assertThat(admin.send("DELETE", users + "/" + erased, "", once).status()).isEqualTo(204);
    }
    String leaving = UUID.randomUUID().toString();
    String body =
        """
        {"id": "%s", "userPrincipalName": "%s@partner.example", "displayName": "Helen"}\
        """
            .formatted(leaving, leaving);
    assertThat(admin.send("POST", "/v1/agents", body, PartnerCenter.requestId()).status())
        .isEqualTo(201);
    assertThat(
            admin.send("DELETE", "/v1/agents/" + leaving, "", PartnerCenter.requestId()).status())
        .isEqualTo(204);
  }

  // Records that no service wrote

  /**
   * Facts of nobody's decision: one that closes its customer for both deciders since none can read
   * it, and those that say that deciding failed, which no command is known to bring about.
   */
  private void factsOfNobody() throws Exception {
    Buyer closed = buyer("closed buyer", 10, "US");
    accepts(closed, _ -> {});
    fact(
        PERMISSION_EVENTS,
        closed.id(),
        "CustomerPurchasePermissionNarrowed.v9",
        "{\"later\":true}");
    decides("FactsUnreadable", request(closed, _ -> {}));
    decides("FactsUnreadable", "RemovePurchaseLimit.v1", closed.id(), "");
    Buyer neighbour = buyer("neighbour of the closed buyer", 10, "US");
    accepts(neighbour, _ -> {});
    for (String topic : List.of(PERMISSION_EVENTS, RESERVATION_EVENTS)) {
      fact(
          topic,
          neighbour.id(),
          "CommandParked.v1",
          """
          {"customerId":"%s","commandId":"%s","commandType":"%s","reason":"decide failed"}\
          """
              .formatted(
                  neighbour.id(),
                  id("parked in " + topic),
                  topic.equals(PERMISSION_EVENTS)
                      ? "RemovePurchaseLimit.v1"
                      : "PurchaseReservation.v1"));
    }
    accepts(neighbour, _ -> {});
    decides("LimitNotFound", "RemovePurchaseLimit.v1", neighbour.id(), "");
  }

  // Time

  /**
   * Records that claim a time of their own, as a broker whose clock is set stamps them. What was
   * decided does not go back in time; 24 hours and 30 days later other windows hold, and another
   * sheet.
   */
  private void timeJumps() throws Exception {
    Buyer busy = buyer("busy buyer", TIME_JUMPS_IN, "US");
    ProducerRecord<byte[], byte[]> first = request(busy, _ -> {});
    decides("ReservationPurchased.v1", first);
    for (int i = 1; i < ANSWERED_A_DAY; i++) {
      sent(inVain(busy, i));
    }
    decides("TooManyRequests", inVain(busy, ANSWERED_A_DAY));
    decides("CommandRepeated.v1", first);

    Buyer limited = buyer("limited buyer", TIME_JUMPS_IN, "US");
    limit(limited, "\"currency\":\"USD\",\"perDayMinor\":60000,\"per30DaysMinor\":110000");
    accepts(limited, _ -> {});
    // In a continued log, the time of this partition may be ahead of every clock.
    Instant now = decides("LimitPerDayExceeded", request(limited, _ -> {})).time();
    whileRecordsTellTheTime(
        () -> {
          decides("LimitPerDayExceeded", at(Instant.EPOCH, request(limited, _ -> {})));
          decides(
              "ReservationPurchased.v1",
              at(now.plus(25, ChronoUnit.HOURS), request(busy, _ -> {})));
          // The answers are no longer kept, the order is.
          decides("ReservationOrderIdAlreadyExists", at(now, first));
          decides("RoleLacksRights", at(now, inVain(busy, 1)));
          decides("RoleLacksRights", at(now, inVain(busy, ANSWERED_A_DAY)));
          decides("ReservationPurchased.v1", at(now, request(limited, _ -> {})));
          decides(
              "Limit30DaysExceeded", at(now.plus(49, ChronoUnit.HOURS), request(limited, _ -> {})));
          decides(
              "ReservationPurchased.v1",
              at(now.plus(31, ChronoUnit.DAYS), request(limited, _ -> {})));
          decides(
              "OwnerAssigned.v1",
              at(
                  now.plus(32, ChronoUnit.DAYS),
                  command(
                      "AssignOwner.v1",
                      limited.id(),
                      commandBody(
                          limited.id(),
                          ownership(limited.subscription(), id("late owner")),
                          agent()))));
        });
    // Time does not go back.
    accepts(busy, _ -> {});
    decides("LimitNotFound", "RemovePurchaseLimit.v1", busy.id(), "");
  }

  // On an existing log

  /** Repeats the last purchase in each partition, without anything being bought twice. */
  void repeats(List<ConsumerRecord<byte[], byte[]>> log) throws Exception {
    Map<String, ConsumerRecord<byte[], byte[]>> requests = new HashMap<>();
    Map<Integer, LogRecord> last = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> raw : log) {
      LogRecord record = new LogRecord(raw);
      requests.put(record.position().toString(), raw);
      if (record.type().equals("ReservationPurchased.v1")) {
        last.put(raw.partition(), record);
      }
    }
    assertThat(last).isNotEmpty();
    for (LogRecord bought : last.values()) {
      ConsumerRecord<byte[], byte[]> request =
          requests.get(bought.header("ce_input").orElseThrow());
      LogRecord answer =
          answer(
              new ProducerRecord<>(
                  request.topic(),
                  request.partition(),
                  request.key(),
                  request.value(),
                  request.headers()));
      // The rule set determines how long the answer is kept; the order is kept permanently.
      assertThat(said(answer))
          .containsAnyOf("CommandRepeated.v1", "ReservationOrderIdAlreadyExists");
      assertThat(new String(answer.body().orElseThrow(), UTF_8))
          .contains(bought.position().toString());
    }
  }

  /**
   * Makes a purchase for a new customer in each partition; the time of some is ahead of every
   * clock.
   */
  void buysInEveryPartition() throws Exception {
    String sheet = COLUMNS + line("Standard_D2s_v5", "eastus", 1, "US", "USD", "499.95", since(-1));
    imported("/v1/pricesheets", sheet);
    if (Instant.now().isBefore(BEHIND_THE_STORED_SHEETS)) {
      imported("/v1/pricesheets?effectiveFrom=" + BEHIND_THE_STORED_SHEETS, sheet);
    }
    for (int partition = 0; partition < House.PARTITIONS; partition++) {
      accepts(buyer("buyer in " + partition, partition, "US"), _ -> {});
    }
  }
}
