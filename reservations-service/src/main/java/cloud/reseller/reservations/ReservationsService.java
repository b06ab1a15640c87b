package cloud.reseller.reservations;

import cloud.reseller.kit.runtime.Deciding;
import cloud.reseller.log.decide.DeciderRunner;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.SnapshotStore;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.reservations.read.CustomersProjection;
import cloud.reseller.reservations.read.PriceSheetsProjection;
import cloud.reseller.reservations.read.ReservationsProjection;
import cloud.reseller.reservations.write.CustomerStateCodec;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.CatalogueCodec;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What this service is made of: it decides purchase requests of the portal and of its own HTTP side
 * on the facts of permissions and catalogue, and projects what came of them.
 */
@Singleton
class ReservationsService implements Deciding {

  private final DefaultMarkup defaultMarkup;

  @Inject
  ReservationsService(
      @ConfigProperty(name = "reseller.default-markup-basis-points") String defaultMarkup) {
    this.defaultMarkup = DefaultMarkup.parse(defaultMarkup);
  }

  @Override
  public DeciderSpec spec(String service, int partitions) {
    return new DeciderSpec(
        service,
        List.of(Topics.PURCHASE_REQUESTS, Topics.RESERVATION_COMMANDS),
        Topics.RESERVATION_EVENTS,
        List.of(Topics.PURCHASE_OUTCOMES),
        List.of(Topics.PERMISSION_EVENTS),
        Optional.of(Topics.CATALOGUE_EVENTS),
        partitions);
  }

  @Override
  public String commandTopic() {
    return Topics.RESERVATION_COMMANDS;
  }

  @Override
  public DeciderRunner<?, ?, ?, ?> decider(
      DeciderSpec spec, DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics) {
    return new DeciderRunner<>(
        spec,
        settings,
        new ReservationDecider(defaultMarkup),
        new ReservationMessageCodec(),
        new CustomerStateCodec(),
        new CatalogueCodec(),
        snapshots,
        metrics);
  }

  /** For reading and for imports; decisions never ask it. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Projection reservations() {
    return new ReservationsProjection();
  }

  @Produces
  @Singleton
  Projection customers() {
    return new CustomersProjection();
  }

  @Produces
  @Singleton
  Projection priceSheets() {
    return new PriceSheetsProjection();
  }
}
