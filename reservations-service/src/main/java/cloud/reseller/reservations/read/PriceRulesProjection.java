package cloud.reseller.reservations.read;

import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PriceRule;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The market, the price rules and the purchase limits of customers, from {@code permission-events}.
 */
public final class PriceRulesProjection implements Projection {

  private record Customer(String customerId) {}

  private record Market(String customerId, String country) {}

  private record Limit(
      String customerId,
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor) {

    static Limit of(PurchaseLimitSet e) {
      return new Limit(
          e.customerId(), e.currency(), e.perOrderMinor(), e.perDayMinor(), e.per30DaysMinor());
    }
  }

  private record Target(String customerId, String target) {}

  private record Rule(
      String customerId,
      String target,
      OptionalLong amountMinor,
      Optional<String> currency,
      OptionalInt basisPoints) {

    static Rule of(PriceRuleSet e) {
      return switch (e.rule()) {
        case PriceRule.Fixed fixed ->
            new Rule(
                e.customerId(),
                e.target(),
                OptionalLong.of(fixed.unitPrice().amountMinor()),
                Optional.of(fixed.unitPrice().currency()),
                OptionalInt.empty());
        case PriceRule.Percent percent ->
            new Rule(
                e.customerId(),
                e.target(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.of(percent.basisPoints()));
      };
    }
  }

  @Override
  public String name() {
    return "price-rules-1";
  }

  @Override
  public List<String> topics() {
    return List.of("permission-events");
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    UpsertRows<Customer, Market> markets = new UpsertRows<>("market_1", Customer.class);
    UpsertRows<Customer, Limit> limits = new UpsertRows<>("purchase_limit_1", Customer.class);
    UpsertRows<Target, Rule> rules = new UpsertRows<>("price_rule_1", Target.class);
    for (LogRecord record : batch) {
      switch ((PermissionEvent) Facts.read(record)) {
        case CustomerAdded e ->
            markets.put(new Customer(e.customerId()), new Market(e.customerId(), e.country()));
        case PriceRuleSet e -> rules.put(new Target(e.customerId(), e.target()), Rule.of(e));
        case PriceRuleRemoved e -> rules.remove(new Target(e.customerId(), e.target()));
        case PurchaseLimitSet e -> limits.put(new Customer(e.customerId()), Limit.of(e));
        case PurchaseLimitRemoved e -> limits.remove(new Customer(e.customerId()));
        case PermissionEvent _ -> {
          // Affects neither a price nor a limit.
        }
      }
    }
    markets.write(connection);
    limits.write(connection);
    rules.write(connection);
  }
}
