package cloud.reseller.kit.directory;

import cloud.reseller.events.Actor.Side;
import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryRecord;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.sql.PlainSql;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.topics.Topics;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    UpsertRows<Request, Answer> answers = new UpsertRows<>("directory_answer_1", Request.class);
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
        case DirectoryAnswer(String id, String digest, var outcome) ->
            answers.put(new Request(id), new Answer(id, digest, outcome));
      }
    }
    writePeople(connection, changes.people());
    writeMarks(connection, changes.marks());
    writeLeftOver(connection, changes.leftOver());
    answers.write(connection);
  }

  private static String key(LogRecord record) {
    return record
        .key()
        .orElseThrow(() -> new IllegalArgumentException("directory record without a key"));
  }

  /** Those of the keys whose people are marked as erased. */
  private static Set<String> erasedOf(Connection connection, List<String> keys)
      throws SQLException {
    return Set.copyOf(
        PlainSql.query(
            connection,
            "select key from directory_erased_1 where key = any (?)",
            List.of(keys.stream().map(DirectoryProjection::markKey).toList()),
            row -> DirectoryErased.personKey(row.getString("key"))));
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

  private static void writePeople(
      Connection connection, Map<String, Optional<DirectoryUser>> people) throws SQLException {
    UpsertRows<Key, Person> rows = new UpsertRows<>("directory_user_1", Key.class);
    people.forEach(
        (key, person) ->
            person.ifPresentOrElse(
                one -> rows.put(new Key(key), Person.of(key, one)),
                () -> rows.remove(new Key(key))));
    rows.write(connection);
  }

  private static void writeMarks(
      Connection connection, Map<String, Optional<DirectoryErased>> marks) throws SQLException {
    UpsertRows<Key, Mark> rows = new UpsertRows<>("directory_erased_1", Key.class);
    marks.forEach(
        (key, mark) ->
            mark.ifPresentOrElse(
                one -> rows.put(new Key(key), new Mark(key, one.id(), one.tenantId())),
                () -> rows.remove(new Key(key))));
    rows.write(connection);
  }

  private static void writeLeftOver(Connection connection, Map<String, Boolean> leftOver)
      throws SQLException {
    UpsertRows<Key, Key> rows = new UpsertRows<>("directory_left_over_1", Key.class);
    leftOver.forEach(
        (key, stands) -> {
          Key row = new Key(key);
          if (stands) {
            rows.put(row, row);
          } else {
            rows.remove(row);
          }
        });
    rows.write(connection);
  }

  private record Key(String key) {}

  private record Person(
      String key,
      String id,
      String tenantId,
      Side side,
      String userPrincipalName,
      String displayName) {

    static Person of(String key, DirectoryUser person) {
      return new Person(
          key,
          person.id(),
          person.tenantId(),
          person.side(),
          person.userPrincipalName(),
          person.displayName());
    }
  }

  private record Mark(String key, String id, String tenantId) {}

  private record Request(String id) {}

  private record Answer(String id, String digest, DirectoryAnswer.Outcome outcome) {}
}
