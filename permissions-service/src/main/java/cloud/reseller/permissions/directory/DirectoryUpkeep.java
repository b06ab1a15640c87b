package cloud.reseller.permissions.directory;

import cloud.reseller.kit.directory.DirectoryRecords;
import cloud.reseller.kit.directory.DirectoryRows;
import cloud.reseller.kit.publicapi.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes erased names leave the topic too: removes records that arrived after their person was
 * erased, and writes to every partition regularly, so that the broker compacts it.
 */
@Singleton
class DirectoryUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryUpkeep.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int AT_ONCE = 1_000;

  private final boolean erasing;
  private final Duration nudgeEvery;
  private final DirectoryWriter writer;
  private final DirectoryRecords records;
  private final DirectoryRows rows;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("directory-upkeep").daemon().factory());

  @Inject
  DirectoryUpkeep(
      @ConfigProperty(name = "reseller.directory.readers") Optional<List<String>> readers,
      @ConfigProperty(name = "reseller.directory.nudge-every", defaultValue = "1h")
          Duration nudgeEvery,
      DirectoryWriter writer,
      DirectoryRecords records,
      DirectoryRows rows) {
    this.erasing = readers.isPresent();
    this.nudgeEvery = nudgeEvery;
    this.writer = writer;
    this.records = records;
    this.rows = rows;
  }

  void start(@Observes StartupEvent event) {
    if (erasing) {
      every(LOOK_EVERY, this::takeOut);
      every(nudgeEvery, this::nudge);
    }
  }

  private void every(Duration period, Runnable work) {
    turns.scheduleWithFixedDelay(
        () -> tried(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void tried(Runnable work) {
    try {
      work.run();
    } catch (ProblemException | IllegalStateException notNow) {
      // The log or the database is unavailable, which health reports; the next run retries.
      LOG.debug("upkeep of the directory postponed: {}", notNow.getClass().getSimpleName());
    } catch (RuntimeException e) {
      LOG.warn("upkeep of the directory failed: {}", e.getClass().getName());
    }
  }

  /**
   * Checks twice: only with exclusive access to the directory is it certain that nobody was added
   * again.
   */
  void takeOut() {
    if (rows.leftOver().isEmpty()) {
      return;
    }
    int taken =
        writer.alone(
            to -> {
              List<String> keys = rows.leftOver().stream().limit(AT_ONCE).toList();
              to.write(keys.stream().map(records::tombstone).toList());
              return keys.size();
            });
    LOG.info("{} records of erased people removed from the directory", taken);
  }

  void nudge() {
    writer.alone(
        to -> {
          to.write(records.nudges());
          return true;
        });
  }

  @PreDestroy
  void close() {
    turns.shutdownNow();
  }
}
