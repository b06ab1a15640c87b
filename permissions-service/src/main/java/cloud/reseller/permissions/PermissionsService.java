package cloud.reseller.permissions;

import cloud.reseller.kit.runtime.Deciding;
import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.log.decide.loop.DeciderRunner;
import cloud.reseller.log.decide.state.SnapshotStore;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.permissions.read.PermissionsProjection;
import cloud.reseller.permissions.read.history.PermissionHistoryProjection;
import cloud.reseller.permissions.read.soldproducts.SoldProductsProjection;
import cloud.reseller.permissions.write.CustomerCodec;
import cloud.reseller.permissions.write.PermissionDecider;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The parts of this service: it decides permission-commands and projects permission-events, and of
 * catalogue-events what is sold.
 */
@Singleton
class PermissionsService implements Deciding {

  @Override
  public DeciderSpec spec(String service, int partitions) {
    return new DeciderSpec(
        service,
        List.of(Topics.PERMISSION_COMMANDS),
        Topics.PERMISSION_EVENTS,
        List.of(),
        List.of(),
        Optional.empty(),
        partitions);
  }

  @Override
  public String commandTopic() {
    return Topics.PERMISSION_COMMANDS;
  }

  @Override
  public DeciderRunner<?, ?, ?, ?> decider(
      DeciderSpec spec, DeciderSettings settings, SnapshotStore snapshots, MeterRegistry metrics) {
    return new DeciderRunner<>(
        spec,
        settings,
        new PermissionDecider(),
        new PermissionMessageCodec(),
        new CustomerCodec(),
        SharedStateCodec.constant(new PermissionDecider.NothingShared()),
        snapshots,
        metrics);
  }

  @Produces
  @Singleton
  Projection views() {
    return new PermissionsProjection();
  }

  @Produces
  @Singleton
  Projection history() {
    return new PermissionHistoryProjection();
  }

  @Produces
  @Singleton
  Projection soldProducts() {
    return new SoldProductsProjection();
  }
}
