package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Facts.customer;
import static cloud.reseller.reservations.write.Facts.price;
import static cloud.reseller.reservations.write.Facts.usd;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Event;
import cloud.reseller.events.PriceRule;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.CatalogueSelection;
import cloud.reseller.reservations.write.pricing.Commitment;
import cloud.reseller.reservations.write.state.Account;
import org.junit.jupiter.api.Test;

/** Selection and pricing ask nothing about who may buy: a quote needs no permission. */
class SelectionAndPricingTest {

  private static final ReservationDecider DECIDER = new ReservationDecider(DefaultMarkup.always(0));

  private static final PurchaseRules RULES = PurchaseRules.of(DECIDER.newest());

  @Test
  void a_customer_without_permission_subscription_or_owner_has_its_price() {
    Resolution<Commitment> resolution = commitment(Asking.owner().withQuantity(3));
    assertThat(resolution).isInstanceOf(Resolved.class);
    Commitment commitment = ((Resolved<Commitment>) resolution).value();
    assertThat(commitment.cost()).isEqualTo(usd(3_000_00));
    assertThat(commitment.customerPrice()).isEqualTo(usd(3_300_00));
    assertThat(commitment.selection().line().sku()).isEqualTo(Facts.D2S);
  }

  @Test
  void a_refusal_of_theirs_is_that_of_a_purchase() {
    assertThat(commitment(Asking.owner().withTerm("P5Y")))
        .isEqualTo(Refused.of(Refusal.TERM_UNSUPPORTED));
    assertThat(commitment(Asking.owner().withQuantity(0)))
        .isEqualTo(Refused.of(Refusal.QUANTITY_INVALID));
  }

  private static Resolution<Commitment> commitment(Asking asking) {
    Account.Known account = account();
    var wanted = asking.request().reservation();
    return switch (CatalogueSelection.of(wanted, account, catalogue(), Facts.NOW, RULES)) {
      case Refused<CatalogueSelection> refused -> refused.as();
      case Resolved<CatalogueSelection>(CatalogueSelection selection) ->
          Commitment.of(
              selection,
              wanted.properties().quantity(),
              account.prices(),
              DefaultMarkup.always(0).at(Facts.NOW),
              RULES);
    };
  }

  private static Account.Known account() {
    Story story = Story.given(customer(), price("*", new PriceRule.Percent(1_000)));
    return (Account.Known) story.state().account();
  }

  private static Catalogue catalogue() {
    Catalogue catalogue = DECIDER.initialShared();
    long offset = 0;
    for (Event fact : Facts.prices()) {
      catalogue =
          DECIDER.evolveShared(
              catalogue,
              new Fact<>(new Position("catalogue-events", 0, offset++), Facts.NOW, 0, fact));
    }
    return catalogue;
  }
}
