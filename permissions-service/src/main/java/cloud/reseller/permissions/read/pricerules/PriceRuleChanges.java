package cloud.reseller.permissions.read.pricerules;

import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PriceRule;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.RecordedAt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The changes a batch makes to the price rules. */
public final class PriceRuleChanges {

  private final UpsertRows<Key, Row> changes = new UpsertRows<>("price_rule_1", Key.class);

  /** The rule of a target was set. */
  public void set(PriceRuleSet e, RecordedAt stands) {
    changes.put(new Key(e.customerId(), e.target()), row(e, stands));
  }

  private static Row row(PriceRuleSet e, RecordedAt stands) {
    return switch (e.rule()) {
      case PriceRule.Fixed(var price) ->
          row(
              e,
              OptionalLong.of(price.amountMinor()),
              Optional.of(price.currency()),
              OptionalInt.empty(),
              stands);
      case PriceRule.Percent(int basisPoints) ->
          row(e, OptionalLong.empty(), Optional.empty(), OptionalInt.of(basisPoints), stands);
    };
  }

  private static Row row(
      PriceRuleSet e,
      OptionalLong amountMinor,
      Optional<String> currency,
      OptionalInt basisPoints,
      RecordedAt stands) {
    return new Row(
        e.customerId(),
        e.target(),
        amountMinor,
        currency,
        basisPoints,
        stands.at(),
        stands.partition(),
        stands.offset());
  }

  /** The rule of a target was removed. */
  public void removed(PriceRuleRemoved e) {
    changes.remove(new Key(e.customerId(), e.target()));
  }

  /** Writes the changes. */
  public void write(Connection connection) throws SQLException {
    changes.write(connection);
  }

  private record Key(String customerId, String target) {}

  private record Row(
      String customerId,
      String target,
      OptionalLong amountMinor,
      Optional<String> currency,
      OptionalInt basisPoints,
      Instant setAt,
      int partition,
      long recordOffset) {}
}
