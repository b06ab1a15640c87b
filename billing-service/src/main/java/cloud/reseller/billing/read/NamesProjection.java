package cloud.reseller.billing.read;

import cloud.reseller.events.Event;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.topics.Topics;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Current names of customers and subscriptions, from {@code permission-events}. */
public final class NamesProjection implements Projection {

  private static final String CUSTOMERS =
      """
      insert into customer_1 (customer_id, company_name, domain, country)
      select * from unnest(?, ?, ?, ?)
      on conflict (customer_id) do update set
        company_name = excluded.company_name,
        domain = excluded.domain,
        country = excluded.country
      """;

  private static final String SUBSCRIPTIONS =
      """
      insert into subscription_1 (customer_id, subscription_id, friendly_name)
      select * from unnest(?, ?, ?)
      on conflict (customer_id, subscription_id) do update set
        friendly_name = excluded.friendly_name
      """;

  @Override
  public String name() {
    return "names-1";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.PERMISSION_EVENTS);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    Map<String, CustomerAdded> customers = new LinkedHashMap<>();
    Map<List<String>, SubscriptionAdded> subscriptions = new LinkedHashMap<>();
    for (LogRecord record : batch) {
      Event event = Facts.read(record);
      if (event instanceof CustomerAdded added) {
        customers.put(added.customerId(), added);
      }
      if (event instanceof SubscriptionAdded added) {
        subscriptions.put(List.of(added.customerId(), added.subscriptionId()), added);
      }
    }
    write(
        connection,
        CUSTOMERS,
        customers.values(),
        List.of(
            CustomerAdded::customerId,
            CustomerAdded::companyName,
            CustomerAdded::domain,
            CustomerAdded::country));
    write(
        connection,
        SUBSCRIPTIONS,
        subscriptions.values(),
        List.of(
            SubscriptionAdded::customerId,
            SubscriptionAdded::subscriptionId,
            SubscriptionAdded::friendlyName));
  }

  private static <T> void write(
      Connection connection, String sql, Collection<T> rows, List<Function<T, String>> columns)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        Array values =
            connection.createArrayOf(
                "text", rows.stream().map(columns.get(i)).map(NamesProjection::storable).toArray());
        statement.setArray(i + 1, values);
      }
      statement.executeUpdate();
    }
  }

  /** PostgreSQL text cannot hold U+0000. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
