package cloud.reseller.reservations;

import cloud.reseller.kit.runtime.Deciding;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.reservations.read.CustomersProjection;
import cloud.reseller.reservations.read.PriceRulesProjection;
import cloud.reseller.reservations.read.PriceSheetsProjection;
import cloud.reseller.reservations.read.ReservationsProjection;
import cloud.reseller.reservations.read.SizesProjection;
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
 * The parts of this service: it decides purchase requests from the portal and from its own HTTP
 * side on the facts of permissions and catalogue, and projects the results.
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

  /** For reads and imports; decisions never use it. */
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

  @Produces
  @Singleton
  Projection priceRules() {
    return new PriceRulesProjection();
  }

  @Produces
  @Singleton
  Projection sizes() {
    return new SizesProjection();
  }

  /** For previews; decisions use the decider's own. */
  @Produces
  @Singleton
  DefaultMarkup defaultMarkup() {
    return defaultMarkup;
  }
}
