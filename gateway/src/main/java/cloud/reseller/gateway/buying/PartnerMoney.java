package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.services.Amount;
import cloud.reseller.gateway.services.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What only the partner sees of a price, in words.
 *
 * @param margin the price without the cost
 * @param percent the margin as a part of the price; empty if the price is nothing
 * @param rule the rule that made the price of the cost
 */
public record PartnerMoney(String cost, String price, String margin, String percent, String rule) {

  /** The words for what the viewer's role sees; empty if that is nothing. */
  public static Optional<PartnerMoney> of(Optional<Pricing> pricing, Formats formats) {
    return pricing.map(one -> of(one, formats));
  }

  private static PartnerMoney of(Pricing pricing, Formats formats) {
    Amount price = pricing.customerPrice();
    BigDecimal margin = price.amount().subtract(pricing.partnerCost().amount());
    return new PartnerMoney(
        formats.money(pricing.partnerCost()),
        formats.money(price),
        formats.money(margin, price.currencyCode()),
        price.amount().signum() == 0
            ? ""
            : formats
                .words(BuyingWords.class)
                .ofThePrice(
                    margin
                        .multiply(BigDecimal.valueOf(100))
                        .divide(price.amount(), 1, RoundingMode.HALF_UP)
                        .toPlainString()),
        rule(pricing.rule(), formats));
  }

  private static String rule(Pricing.Rule rule, Formats formats) {
    BuyingWords buyingWords = formats.words(BuyingWords.class);
    String how =
        rule.unitPrice()
            .map(each -> buyingWords.fixedPriceOf(formats.money(each)))
            .orElseGet(
                () ->
                    buyingWords.markupOf(
                        rule.markupPercent()
                            .map(BigDecimal::stripTrailingZeros)
                            .map(BigDecimal::toPlainString)
                            .orElse("0")));
    return switch (rule.origin()) {
      case SKU -> buyingWords.ruleOfSku(rule.target(), how);
      case ALL -> buyingWords.ruleOfAll(how);
      case DEFAULT -> buyingWords.ruleOfDefault(how);
      case OTHER -> how;
    };
  }
}
