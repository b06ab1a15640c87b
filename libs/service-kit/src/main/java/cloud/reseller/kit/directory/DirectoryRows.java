package cloud.reseller.kit.directory;

import cloud.reseller.events.Actor.Side;
import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Queries on this service's rows of people and answers. */
@Singleton
public class DirectoryRows {

  private final Instance<DataSource> database;

  @Inject
  DirectoryRows(Instance<DataSource> database) {
    this.database = database;
  }

  /** Whether the person is there with exactly these names. */
  public boolean has(DirectoryUser person) {
    return exists(
        """
        select from directory_user
        where id = ? and tenant_id = ? and side = ? and user_principal_name = ?
          and display_name = ?
        """,
        person.id(),
        person.tenantId(),
        person.side().name(),
        person.userPrincipalName(),
        person.displayName());
  }

  /**
   * The keys of the records that hold a tenant's person, if the person is on that side: more than
   * one if an earlier record has only the object id as its key.
   */
  public List<String> keys(String tenantId, Side side, String id) {
    return texts(
        "select key from directory_user_1 where tenant_id = ? and side = ? and id = ?",
        tenantId,
        side.name(),
        id);
  }

  /** Whether an agent was erased and has not been added again. */
  public boolean isErased(DirectoryUser agent) {
    return isErased(agent.tenantId(), agent.id());
  }

  /** The same by the agent's ids. */
  public boolean isErased(String tenantId, String id) {
    return exists(
        "select from directory_erased where key = ?", new DirectoryErased(id, tenantId).key());
  }

  /** The tenants that have an agent with this id. */
  public List<String> tenantsOfAgent(String id) {
    return texts(
        "select tenant_id from directory_user where id = ? and side = ? order by tenant_id",
        id,
        Side.PARTNER.name());
  }

  /** Whether an agent with this id in any tenant was erased and has not been added again. */
  public boolean isErasedSomewhere(String id) {
    return exists("select from directory_erased where id = ?", id);
  }

  /** The keys of records that arrived after their person was erased. */
  public List<String> leftOver() {
    return texts("select key from directory_left_over order by key");
  }

  /**
   * Whether the tenant already has another person with this id, or another id with this sign-in
   * name. The identical person does not count.
   */
  public boolean isTaken(DirectoryUser person) {
    return exists(
            """
            select from directory_user
            where tenant_id = ? and id = ? and user_principal_name <> ?
            """,
            person.tenantId(),
            person.id(),
            person.userPrincipalName())
        || isOnTheOtherSide(person)
        || isNameTaken(person);
  }

  /** Whether the tenant has a person with this id on the other side. */
  boolean isOnTheOtherSide(DirectoryUser person) {
    return exists(
        "select from directory_user where tenant_id = ? and id = ? and side <> ?",
        person.tenantId(),
        person.id(),
        person.side().name());
  }

  /** Whether the tenant has another id with this sign-in name, ignoring case. */
  boolean isNameTaken(DirectoryUser person) {
    return exists(
        """
        select from directory_user
        where tenant_id = ? and lower(user_principal_name) = lower(?) and id <> ?
        """,
        person.tenantId(),
        person.userPrincipalName(),
        person.id());
  }

  /** How a request was answered. */
  public Optional<DirectoryAnswer> answer(String requestId) {
    return query(
        "select digest, outcome from directory_answer where id = ?",
        rows ->
            rows.next()
                ? Optional.of(
                    new DirectoryAnswer(
                        requestId, rows.getString(1), Outcome.valueOf(rows.getString(2))))
                : Optional.empty(),
        requestId);
  }

  private List<String> texts(String sql, String... parameters) {
    return query(
        sql,
        rows -> {
          List<String> found = new ArrayList<>();
          while (rows.next()) {
            found.add(rows.getString(1));
          }
          return found;
        },
        parameters);
  }

  private boolean exists(String sql, String... parameters) {
    return query(sql, ResultSet::next, parameters);
  }

  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, Reading<T> reading, String... parameters) {
    try (var connection = database.get().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return reading.read(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the rows of the directory cannot be read", e);
    }
  }
}
