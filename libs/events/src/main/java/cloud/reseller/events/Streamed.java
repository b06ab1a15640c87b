package cloud.reseller.events;

import static cloud.reseller.events.StreamedJsonCodec.begin;
import static cloud.reseller.events.StreamedJsonCodec.end;
import static cloud.reseller.events.StreamedJsonCodec.name;
import static cloud.reseller.events.StreamedJsonCodec.number;
import static cloud.reseller.events.StreamedJsonCodec.text;
import static cloud.reseller.events.StreamedJsonCodec.unsure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;

/** Streaming codecs of records nested in others. Each reads and writes its fields in order. */
final class Streamed {

  private static final SerializableString AMOUNT_MINOR = name("amountMinor");
  private static final SerializableString BASIS_POINTS = name("basisPoints");
  private static final SerializableString CURRENCY = name("currency");
  private static final SerializableString ID = name("id");
  private static final SerializableString MANAGEMENT_GROUP_ID = name("managementGroupId");
  private static final SerializableString ORIGIN = name("origin");
  private static final SerializableString RESOURCE_GROUP = name("resourceGroup");
  private static final SerializableString RULE = name("rule");
  private static final SerializableString SIDE = name("side");
  private static final SerializableString SUBSCRIPTION_ID = name("subscriptionId");
  private static final SerializableString TARGET = name("target");
  private static final SerializableString TYPE = name("type");
  private static final SerializableString UNIT_PRICE = name("unitPrice");

  private Streamed() {}

  static void actor(JsonGenerator json, SerializableString name, Actor actor) throws IOException {
    begin(json, name);
    text(json, ID, actor.id());
    text(json, SIDE, actor.side().name());
    json.writeEndObject();
  }

  static Actor actor(JsonParser json, SerializableString name) throws IOException {
    begin(json, name);
    Actor actor = new Actor(text(json, ID), Actor.Side.valueOf(text(json, SIDE)));
    end(json);
    return actor;
  }

  static void money(JsonGenerator json, SerializableString name, Money money) throws IOException {
    begin(json, name);
    number(json, AMOUNT_MINOR, money.amountMinor());
    text(json, CURRENCY, money.currency());
    json.writeEndObject();
  }

  static Money money(JsonParser json, SerializableString name) throws IOException {
    begin(json, name);
    Money money = new Money(number(json, AMOUNT_MINOR), text(json, CURRENCY));
    end(json);
    return money;
  }

  static void scope(JsonGenerator json, SerializableString name, Scope scope) throws IOException {
    begin(json, name);
    switch (scope) {
      case Scope.Shared() -> text(json, TYPE, "Shared");
      case Scope.Single(String subscription) -> {
        text(json, TYPE, "Single");
        text(json, SUBSCRIPTION_ID, subscription);
      }
      case Scope.ResourceGroup(String subscription, String group) -> {
        text(json, TYPE, "ResourceGroup");
        text(json, SUBSCRIPTION_ID, subscription);
        text(json, RESOURCE_GROUP, group);
      }
      case Scope.ManagementGroup(String group) -> {
        text(json, TYPE, "ManagementGroup");
        text(json, MANAGEMENT_GROUP_ID, group);
      }
    }
    json.writeEndObject();
  }

  static Scope scope(JsonParser json, SerializableString name) throws IOException {
    begin(json, name);
    Scope scope =
        switch (text(json, TYPE)) {
          case "Shared" -> new Scope.Shared();
          case "Single" -> new Scope.Single(text(json, SUBSCRIPTION_ID));
          case "ResourceGroup" ->
              new Scope.ResourceGroup(text(json, SUBSCRIPTION_ID), text(json, RESOURCE_GROUP));
          case "ManagementGroup" -> new Scope.ManagementGroup(text(json, MANAGEMENT_GROUP_ID));
          default -> throw unsure();
        };
    end(json);
    return scope;
  }

  static void price(JsonGenerator json, SerializableString name, AppliedPrice price)
      throws IOException {
    begin(json, name);
    rule(json, price.rule());
    text(json, ORIGIN, price.origin().name());
    text(json, TARGET, price.target());
    json.writeEndObject();
  }

  static AppliedPrice price(JsonParser json, SerializableString name) throws IOException {
    begin(json, name);
    AppliedPrice price =
        new AppliedPrice(
            rule(json), AppliedPrice.Origin.valueOf(text(json, ORIGIN)), text(json, TARGET));
    end(json);
    return price;
  }

  private static void rule(JsonGenerator json, PriceRule rule) throws IOException {
    begin(json, RULE);
    switch (rule) {
      case PriceRule.Fixed(Money unitPrice) -> {
        text(json, TYPE, "Fixed");
        money(json, UNIT_PRICE, unitPrice);
      }
      case PriceRule.Percent(int basisPoints) -> {
        text(json, TYPE, "Percent");
        number(json, BASIS_POINTS, basisPoints);
      }
    }
    json.writeEndObject();
  }

  private static PriceRule rule(JsonParser json) throws IOException {
    begin(json, RULE);
    PriceRule rule =
        switch (text(json, TYPE)) {
          case "Fixed" -> new PriceRule.Fixed(money(json, UNIT_PRICE));
          case "Percent" -> new PriceRule.Percent(Math.toIntExact(number(json, BASIS_POINTS)));
          default -> throw unsure();
        };
    end(json);
    return rule;
  }
}
