package cloud.reseller.reservations.catalogue;

import cloud.reseller.topics.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The beans of this package. */
@Singleton
class CatalogueBeans {

  @Produces
  @Singleton
  CatalogueImport catalogueImport(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "reseller.catalogue.max-lines", defaultValue = "200000") int maxLines,
      Clock clock) {
    return new CatalogueImport(kafka, Topics.CATALOGUE_EVENTS, service, maxLines, clock);
  }
}
