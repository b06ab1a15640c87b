package cloud.reseller.reservations;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ProductKind;
import cloud.reseller.testing.Infrastructure;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A customer as the permissions service would tell of it, written to the real topic. */
public final class PermissionFacts {

  public static final String PARTNER = "aaaaaaaa-0000-4000-8000-000000000001";
  public static final String OTHER_PARTNER = "aaaaaaaa-0000-4000-8000-000000000002";
  public static final String AGENT = "dddddddd-0000-4000-8000-000000000001";

  private static final Actor BY = new Actor(AGENT, Actor.Side.PARTNER);

  public final String customer = UUID.randomUUID().toString();
  public final String subscription = UUID.randomUUID().toString();

  /** The id of the same subscription in Azure. */
  public final String entitlement = UUID.randomUUID().toString();

  public final String owner = UUID.randomUUID().toString();
  public final String reader = UUID.randomUUID().toString();

  /** A customer of {@link #PARTNER} with an Azure plan, an Owner, 10 % markup, permission off. */
  public static PermissionFacts customer() {
    return customer(PARTNER, "US");
  }

  /** The same for any partner and market. */
  public static PermissionFacts customer(String partner, String country) {
    PermissionFacts facts = new PermissionFacts();
    facts.write(
        new CustomerAdded(
            facts.customer, partner, "Fabrikam, Inc.", "fabrikam.example", country, BY));
    facts.write(
        new SubscriptionAdded(
            facts.customer,
            facts.subscription,
            facts.entitlement,
            Offer.AZURE_PLAN,
            "DZH318Z0BPS6",
            "Azure plan",
            1,
            BillingType.USAGE,
            true,
            BY));
    facts.write(new OwnerAssigned(facts.customer, facts.subscription, facts.owner, BY));
    facts.write(new PriceRuleSet(facts.customer, "*", new PriceRule.Percent(1_000), BY));
    return facts;
  }

  /** Turns the permission on. */
  public PermissionFacts on() {
    write(
        new CustomerPurchasePermissionCreated(
            customer,
            PARTNER,
            Set.of(ProductKind.AZURE_RESERVED_INSTANCES),
            "",
            BY,
            Instant.now()));
    return this;
  }

  /** Turns the permission off. */
  public PermissionFacts off() {
    write(
        new CustomerPurchasePermissionDeleted(
            customer,
            PARTNER,
            Set.of(ProductKind.AZURE_RESERVED_INSTANCES),
            "",
            BY,
            Instant.now()));
    return this;
  }

  /** One more Azure plan with an Owner. */
  public PermissionFacts owns(String user, String plan, String entitlementId) {
    write(
        new SubscriptionAdded(
            customer,
            plan,
            entitlementId,
            Offer.AZURE_PLAN,
            "DZH318Z0BPS6",
            "Azure plan",
            1,
            BillingType.USAGE,
            true,
            BY));
    write(new OwnerAssigned(customer, plan, user, BY));
    return this;
  }

  /** Limits the customer's own purchases: per UTC day and per 30 days, in minor units of USD. */
  public PermissionFacts limited(long perDay, long per30Days) {
    write(
        new PurchaseLimitSet(
            customer,
            "USD",
            OptionalLong.empty(),
            OptionalLong.of(perDay),
            OptionalLong.of(per30Days),
            BY));
    return this;
  }

  /** Suspends the subscription. */
  public PermissionFacts suspended() {
    write(new SubscriptionSuspended(customer, subscription, BY));
    return this;
  }

  private void write(PermissionEvent event) {
    send("permission-events", customer, UUID.randomUUID().toString(), event);
  }

  /** Publishes a request as the portal does. */
  public static void send(String topic, String key, String id, Object body) {
    send(topic, key, id, EventJson.typeName(body), EventJson.write(body));
  }

  /** Publishes any bytes under any type. */
  public static void send(String topic, String key, String id, String type, byte[] body) {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.send(record(topic, key, id, type, body)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes the same text under that many ids; the last one. */
  public static String sendMany(String topic, String key, int count, String type, String body) {
    String id = "";
    try (Producer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < count; i++) {
        id = UUID.randomUUID().toString();
        producer.send(record(topic, key, id, type, body.getBytes(UTF_8)));
      }
    }
    return id;
  }

  private static Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Infrastructure.shared().kafka(Map.of("acks", "all")),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, String id, String type, byte[] body) {
    var record = new ProducerRecord<byte[], byte[]>(topic, key.getBytes(UTF_8), body);
    record.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    record.headers().add("ce_id", id.getBytes(UTF_8));
    record.headers().add("ce_type", type.getBytes(UTF_8));
    record.headers().add("ce_source", "/test".getBytes(UTF_8));
    return record;
  }
}
