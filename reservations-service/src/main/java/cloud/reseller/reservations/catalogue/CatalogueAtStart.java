package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.Publication;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private static final List<OwnFile> FILES =
      List.of(
          new OwnFile(new FlexibilitySheet(), "instance-size-flexibility.csv"),
          new OwnFile(new PriceSheet(), "pricesheet-us.csv"),
          new OwnFile(new PriceSheet(), "pricesheet-de.csv"));

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

  /**
   * Also completes an interrupted import of these files, by an earlier release too. Sheets of
   * partners do not count, because they do not apply to other partners.
   */
  void publishUnlessThereIsAnother() throws IOException, SheetRefusedException {
    List<Publication> others =
        catalogue.published().stream()
            .filter(sheet -> sheet.partnerId().isEmpty())
            .map(PublishedSheet::publication)
            .collect(Collectors.toCollection(ArrayList::new));
    List<OwnFile> missing = new ArrayList<>();
    for (OwnFile file : FILES) {
      String digest = file.digest();
      String firstId = file.firstId();
      boolean isPublished =
          others.removeIf(it -> it.digest().equals(digest) || it.sheet().equals(firstId));
      if (!isPublished) {
        missing.add(file);
      }
    }
    if (!others.isEmpty() || missing.isEmpty()) {
      return;
    }
    for (OwnFile file : missing) {
      publish(file);
    }
    LOG.info("there was no catalogue, published the shipped one");
  }

  /** Publishes a file under an id that is the same in every instance. */
  private void publish(OwnFile file) throws IOException, SheetRefusedException {
    String id = CatalogueImport.id(Publisher.RELEASE, file.kind(), file.digest());
    try (InputStream csv = file.open()) {
      catalogue.publish(
          new CatalogueImport.Asked(file.kind(), id, Publisher.RELEASE, Optional.empty()), csv);
    }
  }

  /** A file shipped with the release. */
  private record OwnFile(Sheet kind, String name) {

    private InputStream open() {
      return CatalogueAtStart.class.getResourceAsStream("/catalogue/" + name);
    }

    private String digest() throws IOException, SheetRefusedException {
      try (InputStream csv = open()) {
        return kind.read(name, csv, _ -> {}).digest();
      }
    }

    /** The id under which release 0.1.0 published it: the first half of its SHA-256. */
    private String firstId() throws IOException {
      try (InputStream csv = open()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(csv.readAllBytes());
        return HexFormat.of().formatHex(hash, 0, hash.length / 2);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(TRY_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
