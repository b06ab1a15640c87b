package cloud.reseller.kit.runtime;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.topics.Topics;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One row per customer; cannot keep a customer named {@link #INDIGESTIBLE}. */
@Singleton
@LookupIfProperty(name = "test.counting", stringValue = "true")
class Counted implements Projection {

  static final String INDIGESTIBLE = "Indigestible";

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.PERMISSION_EVENTS);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into counted values (?, ?)")) {
      for (LogRecord record : batch) {
        if (read(record) instanceof CustomerAdded added) {
          if (added.companyName().equals(INDIGESTIBLE)) {
            throw new IllegalArgumentException("cannot keep this customer");
          }
          insert.setString(1, added.customerId());
          insert.setString(2, added.companyName());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static Object read(LogRecord record) {
    try {
      return EventJson.read(record.type(), record.body().orElseThrow());
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
