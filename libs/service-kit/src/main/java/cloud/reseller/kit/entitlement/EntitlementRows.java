package cloud.reseller.kit.entitlement;

import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code entitlements}. */
@Singleton
public class EntitlementRows {

  private final PlainSql sql;

  @Inject
  EntitlementRows(PlainSql sql) {
    this.sql = sql;
  }

  /** Finds the Azure subscriptions of a customer. */
  public Entitlements of(String customerId) {
    Map<String, String> found = new HashMap<>();
    sql.query(
        "select subscription_id, entitlement_id from entitlements where customer_id = ?",
        List.of(customerId),
        row -> found.put(row.getString("subscription_id"), row.getString("entitlement_id")));
    return new Entitlements(found);
  }
}
