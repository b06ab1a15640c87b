package cloud.reseller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.local.parts.Database;
import cloud.reseller.local.parts.Ports;
import cloud.reseller.local.parts.PostgresServer;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.state.PostgresSnapshots;
import cloud.reseller.log.decide.state.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.postgresql.ds.PGSimpleDataSource;

/** Snapshots in a PostgreSQL server on this machine, with their positions. */
final class Snapshotted implements SnapshotStore, AutoCloseable {

  private final Path data;
  private final PostgresServer server;
  private final SnapshotStore store;
  private final String events;
  private final Map<Integer, Long> saved = new ConcurrentHashMap<>();

  Snapshotted(DeciderSpec spec, Map<String, String> topicIds) throws IOException, SQLException {
    events = spec.events();
    data = Files.createTempDirectory("benchmark");
    server = PostgresServer.start(data, Ports.free());
    server.awaitReady(Duration.ofSeconds(60));
    Database made = server.createDatabase("snapshots");
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(made.jdbcUrl());
    database.setUser(made.migrator());
    database.setPassword(made.migratorPassword());
    try (InputStream sql =
            PostgresSnapshots.class.getResourceAsStream(
                "/db/event-log/V0_2__decider_snapshots.sql");
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(sql.readAllBytes(), UTF_8));
    }
    store = new PostgresSnapshots(database, spec.service(), topicIds);
  }

  /** Waits until a snapshot of every partition holds all its events. */
  void await(Map<Integer, Long> ends) {
    while (!saved.equals(ends)) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public Optional<Snapshot> find(int number, int stateVersion) {
    return store.find(number, stateVersion);
  }

  @Override
  public Optional<Snapshot> load(int number, int stateVersion, BiConsumer<String, byte[]> keys) {
    return store.load(number, stateVersion, keys);
  }

  @Override
  public Map<String, String> inputIds(int number) {
    return store.inputIds(number);
  }

  @Override
  public Saved save(int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys) {
    Saved outcome = store.save(number, snapshot, since, keys);
    if (outcome == Saved.YES && number != SHARED) {
      saved.put(number, snapshot.positions().get(events));
    }
    return outcome;
  }

  @Override
  public void close() {
    server.stop();
    Machine.delete(data);
  }
}
