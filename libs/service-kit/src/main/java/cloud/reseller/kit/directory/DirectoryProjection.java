package cloud.reseller.kit.directory;

import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryRecord;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.topics.Topics;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * People as rows of {@code directory_user}, deleted by tombstones; marks of erased agents as rows
 * of {@code directory_erased}; answers as rows of {@code directory_answer}, which are kept.
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

  /** An erasure waits for this projection in every service. */
  @Override
  public boolean announced() {
    return true;
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    List<String> keys = batch.stream().map(DirectoryProjection::key).toList();
    DirectoryBatch changes = new DirectoryBatch(erasedOf(connection, keys));
    Map<String, DirectoryAnswer> answers = new LinkedHashMap<>();
    for (LogRecord record : batch) {
      String key = key(record);
      if (record.body().isEmpty()) {
        changes.tombstone(key);
        continue;
      }
      DirectoryRecord found = read(record.type(), record.body().get());
      if (!key.equals(found.key()) && !isEarlierKey(key, found)) {
        // Under any other key, nothing would ever erase the row.
        throw new IllegalArgumentException("directory record of another person than its key");
      }
      switch (found) {
        case DirectoryUser person -> changes.person(key, person);
        case DirectoryErased mark -> changes.mark(mark);
        case DirectoryAnswer answer -> answers.put(key, answer);
      }
    }
    List<String> gone = new ArrayList<>();
    Map<String, DirectoryUser> present = new LinkedHashMap<>();
    changes
        .people()
        .forEach(
            (key, person) ->
                person.ifPresentOrElse(one -> present.put(key, one), () -> gone.add(key)));
    delete(connection, "directory_user_1", gone);
    put(connection, present);
    mark(connection, changes.marks());
    leaveOver(connection, changes.leftOver());
    remember(connection, answers.values());
  }

  private static String key(LogRecord record) {
    return record
        .key()
        .orElseThrow(() -> new IllegalArgumentException("directory record without a key"));
  }

  /** Those of the keys whose people are marked as erased. */
  private static Set<String> erasedOf(Connection connection, List<String> keys)
      throws SQLException {
    Set<String> erased = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement("select key from directory_erased_1 where key = any (?)")) {
      statement.setArray(1, text(connection, keys.stream().map(DirectoryProjection::markKey)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          erased.add(DirectoryErased.personKey(rows.getString(1)));
        }
      }
    }
    return erased;
  }

  private static String markKey(String key) {
    return DirectoryErased.isKey(key) ? key : DirectoryErased.markKey(key);
  }

  private static boolean isEarlierKey(String key, DirectoryRecord found) {
    return switch (found) {
      case DirectoryUser person -> key.equals(person.id());
      case DirectoryErased _, DirectoryAnswer _ -> false;
    };
  }

  private static DirectoryRecord read(String type, byte[] body) {
    try {
      if (EventJson.read(type, body) instanceof DirectoryRecord found) {
        return found;
      }
      throw new IllegalArgumentException("directory record of type " + type);
    } catch (EventJson.UnreadableException e) {
      // The message and the cause are left out: both may quote the person.
      throw new IllegalArgumentException("directory record cannot be read");
    }
  }

  private static void delete(Connection connection, String table, List<String> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("delete from " + table + " where key = any (?)")) {
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

  private static void mark(Connection connection, Map<String, Optional<DirectoryErased>> marks)
      throws SQLException {
    List<String> gone = new ArrayList<>();
    List<DirectoryErased> present = new ArrayList<>();
    marks.forEach((key, mark) -> mark.ifPresentOrElse(present::add, () -> gone.add(key)));
    delete(connection, "directory_erased_1", gone);
    if (present.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into directory_erased_1 (key, id, tenant_id)
            select * from unnest(?, ?, ?)
            on conflict (key) do nothing
            """)) {
      statement.setArray(1, text(connection, present.stream().map(DirectoryErased::key)));
      statement.setArray(2, text(connection, present.stream().map(DirectoryErased::id)));
      statement.setArray(3, text(connection, present.stream().map(DirectoryErased::tenantId)));
      statement.executeUpdate();
    }
  }

  private static void leaveOver(Connection connection, Map<String, Boolean> leftOver)
      throws SQLException {
    List<String> gone = new ArrayList<>();
    List<String> present = new ArrayList<>();
    leftOver.forEach((key, stands) -> (stands ? present : gone).add(key));
    delete(connection, "directory_left_over_1", gone);
    if (present.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into directory_left_over_1 (key)
            select * from unnest(?)
            on conflict (key) do nothing
            """)) {
      statement.setArray(1, text(connection, present.stream()));
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
