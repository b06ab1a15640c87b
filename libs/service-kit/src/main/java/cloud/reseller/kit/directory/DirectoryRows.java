package cloud.reseller.kit.directory;

import cloud.reseller.events.Actor.Side;
import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Queries on this service's rows of people and answers. */
@Singleton
public class DirectoryRows {

  private final PlainSql sql;

  @Inject
  DirectoryRows(PlainSql sql) {
    this.sql = sql;
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
    return sql
        .query(
            "select digest, outcome from directory_answer where id = ?",
            List.of(requestId),
            row ->
                new DirectoryAnswer(
                    requestId, row.getString("digest"), Outcome.valueOf(row.getString("outcome"))))
        .stream()
        .findFirst();
  }

  private List<String> texts(String query, String... parameters) {
    return sql.query(query, List.of(parameters), row -> row.getString(1));
  }

  private boolean exists(String query, String... parameters) {
    return !sql.query(query, List.of(parameters), _ -> true).isEmpty();
  }
}
