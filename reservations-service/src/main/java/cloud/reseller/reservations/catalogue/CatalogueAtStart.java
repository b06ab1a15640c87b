package cloud.reseller.reservations.catalogue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the shipped catalogue at startup if there is none, if configured to do so. Startup does
 * not wait for it; it is retried while the log cannot be reached.
 */
@Singleton
class CatalogueAtStart {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueAtStart.class);
  private static final String RATIOS = "instance-size-flexibility.csv";
  private static final String PRICES_US = "pricesheet-us.csv";
  private static final String PRICES_DE = "pricesheet-de.csv";
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final boolean wanted;
  private final CatalogueImport catalogue;
  private final Thread thread =
      Thread.ofPlatform().name("own-catalogue").daemon().unstarted(this::run);

  @Inject
  CatalogueAtStart(
      @ConfigProperty(name = "reseller.catalogue.import-own") boolean wanted,
      CatalogueImport catalogue) {
    this.wanted = wanted;
    this.catalogue = catalogue;
  }

  void start(@Observes StartupEvent event) {
    if (wanted) {
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        publishUnlessThereIsAnother();
        return;
      } catch (KafkaException | IllegalStateException e) {
        LOG.debug("shipped catalogue not published yet", e);
        rest();
      } catch (IOException | SheetRefusedException e) {
        LOG.error("the shipped catalogue cannot be read", e);
        return;
      }
    }
  }

  /** Also completes an interrupted import of these files. */
  private void publishUnlessThereIsAnother() throws IOException, SheetRefusedException {
    Set<String> published = catalogue.publishedSheets();
    Set<String> own = new HashSet<>();
    for (String file : List.of(RATIOS, PRICES_US, PRICES_DE)) {
      own.add(CatalogueImport.id(open(file)));
    }
    if (own.containsAll(published) && !published.equals(own)) {
      publish(new FlexibilitySheet(Instant.EPOCH), RATIOS);
      publish(new PriceSheet(), PRICES_US);
      publish(new PriceSheet(), PRICES_DE);
      LOG.info("there was no catalogue, published the shipped one");
    }
  }

  private void publish(Sheet kind, String file) throws IOException, SheetRefusedException {
    catalogue.publish(kind, open(file));
  }

  private static InputStream open(String file) {
    return CatalogueAtStart.class.getResourceAsStream("/catalogue/" + file);
  }

  private static void rest() {
    try {
      Thread.sleep(TRY_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
