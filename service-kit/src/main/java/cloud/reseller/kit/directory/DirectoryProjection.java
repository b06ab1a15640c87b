package cloud.reseller.kit.directory;

import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryRecord;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.wiring.Topics;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.project.Projection;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People as rows of {@code directory_user}, where a tombstone takes the row away; answers as rows
 * of {@code directory_answer}, which stay.
 */
@Singleton
@LookupIfProperty(name = "reseller.directory.read", stringValue = "true")
class DirectoryProjection implements Projection {

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.DIRECTORY);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    Map<String, Optional<DirectoryUser>> newest = new LinkedHashMap<>();
    Map<String, DirectoryAnswer> answers = new LinkedHashMap<>();
    for (LogRecord record : batch) {
      String key =
          record
              .key()
              .orElseThrow(() -> new IllegalArgumentException("directory record without a key"));
      if (record.body().isEmpty()) {
        newest.put(key, Optional.empty());
        continue;
      }
      DirectoryRecord found = read(record.type(), record.body().get());
      if (!key.equals(found.key()) && !isEarlierKey(key, found)) {
        // Under another key nothing would ever erase the row.
        throw new IllegalArgumentException("directory record of another person than its key");
      }
      switch (found) {
        case DirectoryUser person -> newest.put(key, Optional.of(person));
        case DirectoryAnswer answer -> answers.put(key, answer);
      }
    }
    List<String> erased = new ArrayList<>();
    Map<String, DirectoryUser> present = new LinkedHashMap<>();
    newest.forEach(
        (key, person) ->
            person.ifPresentOrElse(one -> present.put(key, one), () -> erased.add(key)));
    erase(connection, erased);
    put(connection, present);
    remember(connection, answers.values());
  }

  private static boolean isEarlierKey(String key, DirectoryRecord found) {
    return switch (found) {
      case DirectoryUser person -> key.equals(person.id());
      case DirectoryAnswer _ -> false;
    };
  }

  private static DirectoryRecord read(String type, byte[] body) {
    try {
      if (EventJson.read(type, body) instanceof DirectoryRecord found) {
        return found;
      }
      throw new IllegalArgumentException("directory record of type " + type);
    } catch (EventJson.Unreadable e) {
      // Neither message nor cause: both may quote the person.
      throw new IllegalArgumentException("directory record cannot be read");
    }
  }

  private static void erase(Connection connection, List<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("delete from directory_user_1 where key = any (?)")) {
      statement.setArray(1, text(connection, keys.stream()));
      statement.executeUpdate();
    }
  }

  private static void put(Connection connection, Map<String, DirectoryUser> byKey)
      throws SQLException {
    if (byKey.isEmpty()) {
      return;
    }
    Collection<DirectoryUser> people = byKey.values();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into directory_user_1
              (key, id, tenant_id, side, user_principal_name, display_name)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (key) do update set
              id = excluded.id,
              tenant_id = excluded.tenant_id,
              side = excluded.side,
              user_principal_name = excluded.user_principal_name,
              display_name = excluded.display_name
            """)) {
      statement.setArray(1, text(connection, byKey.keySet().stream()));
      statement.setArray(2, text(connection, people.stream().map(DirectoryUser::id)));
      statement.setArray(3, text(connection, people.stream().map(DirectoryUser::tenantId)));
      statement.setArray(4, text(connection, people.stream().map(p -> p.side().name())));
      statement.setArray(
          5, text(connection, people.stream().map(DirectoryUser::userPrincipalName)));
      statement.setArray(6, text(connection, people.stream().map(DirectoryUser::displayName)));
      statement.executeUpdate();
    }
  }

  private static void remember(Connection connection, Collection<DirectoryAnswer> answers)
      throws SQLException {
    if (answers.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into directory_answer_1 (id, digest, outcome)
            select * from unnest(?, ?, ?)
            on conflict (id) do update set
              digest = excluded.digest,
              outcome = excluded.outcome
            """)) {
      statement.setArray(1, text(connection, answers.stream().map(DirectoryAnswer::id)));
      statement.setArray(2, text(connection, answers.stream().map(DirectoryAnswer::digest)));
      statement.setArray(3, text(connection, answers.stream().map(a -> a.outcome().name())));
      statement.executeUpdate();
    }
  }

  private static Array text(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
