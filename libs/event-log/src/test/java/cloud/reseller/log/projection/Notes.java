package cloud.reseller.log.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.LogRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Keeps every record as a row; can be told what it cannot apply. */
final class Notes implements Projection {

  private final String topic;
  private volatile String indigestible = "indigestible";
  private volatile Optional<CountDownLatch> gate = Optional.empty();
  private volatile boolean held;
  private volatile boolean announced;

  Notes(String topic) {
    this.topic = topic;
  }

  /** Learns to apply what it could not. */
  void mend() {
    indigestible = "nothing";
  }

  /** Holds every batch, its transaction open, until the latch is down. */
  Notes behind(CountDownLatch latch) {
    gate = Optional.of(latch);
    return this;
  }

  /** Whether a batch is being held. */
  boolean held() {
    return held;
  }

  /** Tells its group how far it is. */
  Notes announcing() {
    announced = true;
    return this;
  }

  @Override
  public boolean announced() {
    return announced;
  }

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public List<String> topics() {
    return List.of(topic);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into note values (?, ?, ?, ?, ?)")) {
      for (LogRecord record : batch) {
        String body = record.body().map(b -> new String(b, UTF_8)).orElse("");
        if (body.equals(indigestible)) {
          throw new IllegalArgumentException("cannot read a note");
        }
        insert.setString(1, record.position().topic());
        insert.setInt(2, record.position().partition());
        insert.setLong(3, record.position().offset());
        insert.setString(4, record.key().orElse(""));
        insert.setString(5, body);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    if (gate.isPresent()) {
      hold(gate.get(), connection);
    }
  }

  /** Busy all the while: the server ends a transaction that idles for 10 seconds. */
  private void hold(CountDownLatch latch, Connection connection) throws SQLException {
    held = true;
    try (Statement statement = connection.createStatement()) {
      while (latch.getCount() > 0) {
        statement.execute("select pg_sleep(0.02)");
      }
    }
  }
}
