package cloud.reseller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingType;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Event;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Money;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.ProductKind;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.Term;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.reservations.write.CustomerStateCodec;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.CatalogueCodec;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The production workload: purchases of reservations by an Owner, with the rules, codecs and state
 * of reservations-service. An outcome is two records, the event and the portal's copy.
 */
final class Purchase implements Work {

  private static final String REQUESTS = "purchase-requests";
  private static final String PERMISSIONS = "permission-events";
  private static final String CATALOGUE = "catalogue-events";
  private static final DeciderSpec SPEC =
      new DeciderSpec(
          "reservations-service",
          List.of(REQUESTS, "reservation-commands"),
          "reservation-events",
          List.of("purchase-outcomes"),
          List.of(PERMISSIONS),
          Optional.of(CATALOGUE),
          PARTITIONS);

  private static final String PARTNER = id(1, 0);
  private static final Actor AGENT = new Actor(id(2, 0), Actor.Side.PARTNER);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");
  private static final String SHEET = "us-2026-01";
  private static final String SIZE = "Standard_D2s_v5";
  private static final String REGION = "eastus";

  @Override
  public DeciderSpec spec() {
    return SPEC;
  }

  @Override
  public DeciderRunner<?, ?, ?, ?> decider(
      DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics) {
    return new DeciderRunner<>(
        SPEC,
        settings,
        new ReservationDecider(DefaultMarkup.always(0)),
        new ReservationMessageCodec(),
        new CustomerStateCodec(),
        new CatalogueCodec(),
        snapshots,
        metrics);
  }

  @Override
  public void facts(Consumer<ProducerRecord<byte[], byte[]>> log) {
    PriceSheetLineV1 line =
        new PriceSheetLineV1(
            SHEET,
            SIZE,
            "DZH318Z0BPS6:0001",
            "Virtual Machines",
            REGION,
            "US",
            Term.P1Y,
            new Money(61_200, "USD"),
            Optional.empty());
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    digest.add(line);
    log.accept(record(CATALOGUE, SHEET, line));
    log.accept(
        record(CATALOGUE, SHEET, new PriceSheetPublishedV1(SHEET, 1, digest.hex(), BEGIN, END)));
    for (int i = 0; i < CUSTOMERS; i++) {
      for (Event fact : facts(i)) {
        log.accept(record(PERMISSIONS, customer(i), fact));
      }
    }
  }

  private static List<Event> facts(int i) {
    Event added =
        new CustomerAdded(customer(i), PARTNER, "Customer " + i, "customer.example", "US", AGENT);
    Event subscription =
        new SubscriptionAdded(
            customer(i),
            subscription(i),
            id(5, i),
            Offer.AZURE_PLAN,
            "DZH318Z0BPFV",
            "Azure plan",
            1,
            BillingType.USAGE,
            true,
            AGENT);
    Event owner = new OwnerAssigned(customer(i), subscription(i), owner(i), AGENT);
    Event permission =
        new CustomerPurchasePermissionCreated(
            customer(i),
            PARTNER,
            EnumSet.of(ProductKind.AZURE_RESERVED_INSTANCES),
            "",
            AGENT,
            BEGIN);
    return i % 100 < REFUSED
        ? List.of(added, subscription, owner)
        : List.of(added, subscription, owner, permission);
  }

  @Override
  public ProducerRecord<byte[], byte[]> request(int customer, UUID id) {
    PurchaseRequest request =
        new PurchaseRequest(
            customer(customer),
            owner(customer),
            new PurchaseRequest.Reservation(
                new PurchaseRequest.Sku(SIZE),
                REGION,
                new PurchaseRequest.Properties(
                    "VirtualMachines",
                    "/subscriptions/" + subscription(customer),
                    "P1Y",
                    "Upfront",
                    1,
                    Optional.of("Web tier"),
                    "Shared",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
    ProducerRecord<byte[], byte[]> record = record(REQUESTS, customer(customer), request);
    record.headers().add("ce_id", id.toString().getBytes(UTF_8));
    return record;
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, Object body) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), EventJson.write(body));
    record.headers().add("ce_type", EventJson.typeName(body).getBytes(UTF_8));
    return record;
  }

  private static String customer(int i) {
    return id(3, i);
  }

  private static String owner(int i) {
    return id(4, i);
  }

  private static String subscription(int i) {
    return id(6, i);
  }

  private static String id(int kind, int i) {
    return new UUID(0x4000L | (long) kind << 32, 0x8000_0000_0000_0000L | i).toString();
  }
}
