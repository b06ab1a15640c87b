package cloud.reseller.billing.read;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.BillingPlan;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.testing.Customer;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChargeTest {

  private static final Instant AT = Instant.parse("2026-01-31T23:59:59.999Z");
  private static final Customer CUSTOMER = Customer.of(Customer.guid(), "Fabrikam, Inc");

  @Test
  void an_upfront_purchase_is_charged_whole_and_at_once() {
    var bought = CUSTOMER.bought(BillingPlan.UPFRONT, Term.P3Y, AT);
    Charge charge = Charge.of(bought);

    assertThat(charge.type()).isEqualTo("new");
    assertThat(charge.cost()).isEqualTo(new Money(100_000, "USD"));
    assertThat(charge.price()).isEqualTo(new Money(115_000, "USD"));
    assertThat(charge.quantity()).isEqualTo(2);
    assertThat(charge.paysFor())
        .isEqualTo(new Days(LocalDate.parse("2026-01-31"), LocalDate.parse("2029-01-30")))
        .isEqualTo(charge.term());
    assertThat(charge.partnerId()).isEqualTo(CUSTOMER.partnerId());
    assertThat(charge.orderId()).isEqualTo(bought.orderId());
    assertThat(charge.reservationId()).isEqualTo(bought.reservationId());
  }

  @Test
  void a_monthly_purchase_is_charged_its_first_instalment() {
    Charge charge = Charge.of(CUSTOMER.bought(BillingPlan.MONTHLY, Term.P1Y, AT));

    assertThat(charge.type()).isEqualTo("new");
    assertThat(charge.instalment()).isEqualTo(1);
    assertThat(charge.cost()).isEqualTo(new Money(8_333, "USD"));
    assertThat(charge.price()).isEqualTo(new Money(9_583, "USD"));
    assertThat(charge.paysFor())
        .isEqualTo(new Days(LocalDate.parse("2026-01-31"), LocalDate.parse("2026-02-27")));
    assertThat(charge.term())
        .isEqualTo(new Days(LocalDate.parse("2026-01-31"), LocalDate.parse("2027-01-30")));
  }

  @Test
  void a_day_is_a_utc_day() {
    Charge charge = Charge.of(CUSTOMER.bought(BillingPlan.UPFRONT, Term.P1Y, AT.plusMillis(1)));

    assertThat(charge.paysFor().first()).isEqualTo("2026-02-01");
  }

  @Test
  void the_partner_pays_whoever_bought() {
    Charge byCustomer = Charge.of(CUSTOMER.bought(BillingPlan.UPFRONT, Term.P1Y, AT));
    Charge byPartner =
        Charge.of(CUSTOMER.bought(CUSTOMER.agent(), BillingPlan.UPFRONT, Term.P1Y, "USD", AT));

    assertThat(byCustomer.origin()).isEqualTo(Actor.Side.CUSTOMER);
    assertThat(byCustomer.boughtBy()).isEqualTo(CUSTOMER.user().id());
    assertThat(byPartner.origin()).isEqualTo(Actor.Side.PARTNER);
    assertThat(byCustomer.partnerId()).isEqualTo(byPartner.partnerId());
    assertThat(byCustomer.cost()).isEqualTo(byPartner.cost());
  }
}
